import Diagnosis
import Findings

extension TerminalSheet {
  /// What is wrong or fragile while nothing fails by it.
  func risks(on page: inout TerminalPage) {
    guard !assessment.risks.isEmpty else { return }
    page.line("RISKS", .caution)
    for risk in assessment.risks {
      let places = groups(risk.evidence).prefix(1).flatMap { EvidencePlaces.words($0.samples) }
      page.entry(risk.explanation, at: Array(places.prefix(2)), bullet: "- ")
      if isVerbose { page.prose("[\(risk.id)]", indent: 4, tone: .faint) }
    }
    page.blank()
  }

  /// Faults that ended before the evidence does.
  func recovered(on page: inout TerminalPage) {
    guard !assessment.recovered.isEmpty else { return }
    page.line("OVER BY NOW", .strong)
    for episode in assessment.recovered {
      let when = Wording.period(episode.first, episode.last).map { [$0] } ?? []
      page.entry(episode.explanation, at: when, bullet: "- ")
      if isVerbose {
        page.prose("[\(episode.id)]", indent: 4, tone: .faint)
        for group in groups(episode.evidence) { details(group, on: &page) }
      } else if assessment.verdict == .recovered {
        evidence(groups(episode.evidence), most: 3, on: &page)
      }
    }
    page.blank()
  }

  /// Loud observations that no cause, risk or exclusion mentions.
  func alsoSeen(on page: inout TerminalPage) {
    guard isVerbose || assessment.verdict != .healthy else { return }
    let cited = report.citedFindings
    let others = groups.filter { !cited.contains($0.id) && (isVerbose || $0.severity >= .warning) }
      .sorted { $0.severity > $1.severity }
    guard !others.isEmpty else { return }
    page.line("ALSO SEEN", .strong)
    let shown = isVerbose ? others : Array(others.prefix(4))
    for group in shown {
      page.entry(
        "\(group.severity.rawValue): \(group.title)\(Wording.bracket(group))",
        at: EvidencePlaces.words(group.samples, most: 2), bullet: "- ")
      if isVerbose { details(group, on: &page) }
    }
    if shown.count < others.count {
      page.prose("and \(others.count - shown.count) more", tone: .faint)
    }
    page.blank()
  }

  /// What a good run did not write, and what it wrote that is missing now.
  func novelty(on page: inout TerminalPage) {
    guard let novelty = report.novelty else { return }
    let words = NoveltyWords(novelty)
    page.line("NEW SINCE THE BASELINE", .strong)
    page.prose(words.summary)
    for line in novelty.new.prefix(isVerbose ? .max : 8) {
      page.entry(
        words.head(line) + words.text(line, width: page.columns * 2 - 40),
        at: [line.sample.location], bullet: "- ")
    }
    for text in words.others(most: isVerbose ? .max : 3) {
      page.entry(Wrapping.cut(text, width: page.columns * 2 - 10), at: [], bullet: "- ")
    }
    page.blank()
  }

  /// Loud records that no signature knows.
  func unexplained(on page: inout TerminalPage) {
    guard !report.unexplained.isEmpty else { return }
    guard isVerbose || assessment.verdict != .healthy else { return }
    page.line("NOT EXPLAINED", .strong)
    let shown = report.unexplained.prefix(isVerbose ? .max : 5)
    for item in shown {
      page.entry(
        "\(item.severity.rawValue), \(Wording.number(item.count))x: "
          + (isVerbose ? item.template : Wrapping.cut(item.example, width: page.columns * 2 - 30)),
        at: [item.sample.location], bullet: "- ")
      if isVerbose, !item.sample.text.isEmpty {
        page.prose("| " + item.sample.text, indent: 4, hang: 6, tone: .faint)
      }
    }
    if shown.count < report.unexplained.count {
      page.prose("and \(report.unexplained.count - shown.count) more", tone: .faint)
    }
    page.blank()
  }

  /// What was read, what was not, and what was hidden.
  func lookedAt(on page: inout TerminalPage) {
    let seen = LookedAt(report)
    let read = seen.read.isEmpty ? "nothing that could be used" : seen.read.joined(separator: ", ")
    page.labelled("LOOKED AT", .strong, read, hang: 11)
    if isVerbose { return everything(on: &page) }
    if seen.isLogsOnly {
      page.prose(
        "only logs: the API's answers, inspect and the compose file would show more", indent: 11)
    }
    if !seen.unused.isEmpty {
      let count = Wording.count(seen.unused.count, "other file")
      page.prose("not used: \(count) (--verbose says why)", indent: 11)
    }
    for input in seen.damaged.prefix(3) {
      page.prose("partly read: \(input.path) (\(Self.gaps(input)))", indent: 11)
    }
    if !seen.unseen.isEmpty, assessment.verdict != .healthy {
      let names = seen.unseen.prefix(4).map(\.what).joined(separator: ", ")
      let more = seen.unseen.count > 4 ? " and \(seen.unseen.count - 4) more" : ""
      page.prose("not there: \(names)\(more)", indent: 11)
    }
    page.prose(redaction, indent: 11, tone: report.isRedacted ? .faint : .caution)
  }

  private func everything(on page: inout TerminalPage) {
    for input in report.inputs {
      let size =
        input.records > 0
        ? "\(Wording.number(input.lines)) lines" : "\(Wording.number(input.bytes)) bytes"
      let use = input.used ? "" : ", not used"
      let note = input.note.map { ": " + $0 } ?? ""
      let gaps = Self.gaps(input)
      page.prose(
        "\(input.path) (\(input.format), \(size)\(use)\(gaps.isEmpty ? "" : ", " + gaps))\(note)",
        hang: 4)
    }
    page.blank()
    for service in report.topology {
      let parts = [
        service.container.map { "container \($0)" }, service.node.map { "node \($0)" },
        service.endpoint,
      ].compactMap { $0 }
      let by = service.knownBy.isEmpty ? "" : " (from \(service.knownBy.joined(separator: ", ")))"
      page.prose("service \(service.service): \(parts.joined(separator: ", "))\(by)", hang: 4)
    }
    page.blank()
    for coverage in report.coverage {
      let why = coverage.state.reason.map { ": " + $0 } ?? ""
      page.prose("\(coverage.what): \(coverage.state.name)\(why)", hang: 4)
    }
    page.blank()
    page.prose("\(redaction). \(report.provenance)")
  }

  private static func gaps(_ input: TriageReport.Input) -> String {
    let bytes = { (regions: [TriageReport.Input.Region]) in
      regions.reduce(0) { $0.addingReportingOverflow($1.bytes).partialValue }
    }
    var parts: [String] = []
    if let why = input.damaged.first?.why {
      parts.append("\(Wording.number(bytes(input.damaged))) bytes damaged: \(why)")
    }
    if let why = input.skipped.first?.why {
      parts.append("\(Wording.number(bytes(input.skipped))) bytes skipped: \(why)")
    }
    return parts.joined(separator: "; ")
  }

  private var redaction: String { report.redactionPhrase }
}
