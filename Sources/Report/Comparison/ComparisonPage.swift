import Diagnosis

/// Writes a comparison for a person at a terminal: the answer first.
package struct ComparisonPage: Sendable {
  package var columns: Int
  package var usesColor: Bool
  package var detail: TerminalRenderer.Detail

  /// The most observations shown of each kind unless everything is asked for.
  private static let most = 12

  /// - Parameters:
  ///   - columns: The width in cells; less than 40 is taken as 40.
  ///   - usesColor: Whether escape sequences may be written.
  ///   - detail: How much to tell.
  package init(columns: Int, usesColor: Bool, detail: TerminalRenderer.Detail = .normal) {
    self.columns = columns
    self.usesColor = usesColor
    self.detail = detail
  }

  /// Returns the whole text, ending with a line break.
  package func render(_ comparison: ReportComparison) -> String {
    var page = TerminalPage(columns: columns, usesColor: usesColor)
    let lines = ComparisonLines(comparison: comparison)
    let word = comparison.outcome.rawValue.uppercased()
    page.labelled(
      word, Self.tone(comparison.outcome), comparison.outcome.sentence, hang: word.count + 2,
      textTone: .strong)
    page.blank()
    for verdict in lines.verdicts {
      page.labelled(verdict.name, .note, verdict.run.name, hang: 8)
      page.prose(verdict.text, indent: 8)
    }
    page.blank()
    section("CAUSES", lines.causes, on: &page)
    if detail != .brief {
      section("SETTINGS", lines.settings, on: &page)
      section("OBSERVATIONS", lines.observations, on: &page)
    }
    if !comparison.caveats.isEmpty {
      page.line("HOW FAR THIS GOES", .caution)
      for caveat in comparison.caveats { page.entry(caveat, at: [], bullet: "- ") }
    }
    return page.text
  }

  private func section(
    _ heading: String, _ lines: [ComparisonLines.Line], on page: inout TerminalPage
  ) {
    guard !lines.isEmpty else { return }
    page.line(heading, .strong)
    let shown = detail == .verbose ? lines : Array(lines.prefix(Self.most))
    for line in shown {
      page.entry(line.text, at: [], bullet: "\(line.sign) ")
      if let note = line.note { page.prose(note, indent: 4, tone: .faint) }
      if detail == .verbose, let id = line.id { page.prose("[\(id)]", indent: 4, tone: .faint) }
    }
    if shown.count < lines.count {
      page.prose("and \(lines.count - shown.count) more (--verbose)", tone: .faint)
    }
    page.blank()
  }

  private static func tone(_ outcome: ReportComparison.Outcome) -> TerminalTone {
    switch outcome {
    case .fixed, .clean: .good
    case .better, .notShown: .caution
    case .unchanged, .changed, .worse, .broke: .bad
    }
  }
}
