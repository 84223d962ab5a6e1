import Diagnosis

/// Writes a comparison as Markdown for a ticket.
package struct ComparisonMarkdown: Sendable {
  /// The most lines of one section.
  private static let most = 60

  package init() {}

  package func render(_ comparison: ReportComparison) -> String {
    let lines = ComparisonLines(comparison: comparison)
    let word = comparison.outcome.rawValue.uppercased()
    var text = "## \(word): \(MarkdownText.inline(comparison.outcome.sentence))\n\n"
    for verdict in lines.verdicts {
      text += "- **\(verdict.name)** \(MarkdownText.code(verdict.run.name)): "
      text += MarkdownText.inline(verdict.text) + "\n"
    }
    text += section("Causes", lines.causes) + section("Settings", lines.settings)
    text += section("Observations", lines.observations)
    if !comparison.caveats.isEmpty {
      text += "\n### How far this goes\n\n"
      text += comparison.caveats.map { "- \(MarkdownText.inline($0))\n" }.joined()
    }
    let after = comparison.after.report
    return text + "\n" + MarkdownText.inline("\(after.redactionPhrase). \(after.provenance)") + "\n"
  }

  private func section(_ heading: String, _ lines: [ComparisonLines.Line]) -> String {
    guard !lines.isEmpty else { return "" }
    var text = "\n### \(heading)\n\n"
    for line in lines.prefix(Self.most) {
      let note = line.note.map { " (\(MarkdownText.inline($0)))" } ?? ""
      text += "- \(Self.word(line.sign)): \(MarkdownText.inline(line.text))\(note)\n"
    }
    if lines.count > Self.most { text += "- and \(lines.count - Self.most) more\n" }
    return text
  }

  /// A list item must not begin with what Markdown takes for a list.
  private static func word(_ sign: String) -> String {
    switch sign {
    case "+": "**new**"
    case "-": "**gone**"
    case "~": "**changed**"
    default: "as before"
    }
  }
}
