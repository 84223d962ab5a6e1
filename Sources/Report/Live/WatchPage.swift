package import Diagnosis
package import Findings

/// Writes what a watch finds, as it finds it: one entry for each new finding, and the diagnosis
/// whenever it changes.
package struct WatchPage {
  let columns: Int
  let usesColor: Bool
  /// The quietest severity that is printed.
  let least: Severity
  /// Shows the line with containers and rates at the bottom of a terminal.
  package let showsStatus: Bool
  package var redactor: Redactor?

  private var shown: Set<String> = []
  private var diagnosis = ""
  private var hasStatus = false

  private static let erase = "\r\u{1b}[2K"

  package init(
    columns: Int, usesColor: Bool, least: Severity, showsStatus: Bool, redactor: Redactor?
  ) {
    self.columns = columns
    self.usesColor = usesColor
    self.least = least
    self.showsStatus = showsStatus
    self.redactor = redactor
  }

  /// How many findings were printed.
  package var count: Int { shown.count }

  private mutating func safe(_ text: String) -> String { redactor?.redact(text) ?? text }

  /// The text of findings that were not printed yet.
  package mutating func findings(_ all: [Finding]) -> String {
    var text = ""
    for finding in all where finding.severity >= least {
      let key = "\(finding.id)\u{0}\(finding.subject?.name ?? "")"
      guard shown.insert(key).inserted else { continue }
      text += entry(finding)
    }
    return text
  }

  private mutating func entry(_ finding: Finding) -> String {
    let time = finding.first.map { String($0.description.dropFirst(11).prefix(8)) } ?? "        "
    let subject = finding.subject?.name ?? "stack"
    let severity = finding.severity.rawValue
    let tone: TerminalTone =
      finding.severity == .error ? .bad : finding.severity == .warning ? .caution : .note
    let title = InertText.line(safe(finding.title))
    var page = TerminalPage(columns: columns, usesColor: usesColor)
    page.labelled("\(time)  \(severity)", tone, "\(InertText.line(subject)): \(title)", hang: 10)
    if let sample = finding.samples.first, !sample.text.isEmpty, finding.kind == .log {
      page.prose(LogExcerpt.of(safe(sample.text)), indent: 10, hang: 12, tone: .faint)
    }
    return page.text
  }

  /// The text of a diagnosis, if it is another than the one before.
  package mutating func diagnosis(_ assessment: Assessment) -> String {
    let causes = assessment.causes.filter { $0.confidence > .possible }
    let mark =
      "\(assessment.verdict.rawValue) "
      + causes.map { "\($0.id)=\($0.confidence.rawValue)" }.joined(separator: " ")
    guard mark != diagnosis else { return "" }
    let isFirst = diagnosis.isEmpty
    diagnosis = mark
    // That nothing is wrong at the start is no news.
    if isFirst, assessment.verdict == .healthy, causes.isEmpty { return "" }
    var page = TerminalPage(columns: columns, usesColor: usesColor)
    let word = assessment.verdict.rawValue.uppercased()
    page.labelled(
      "==> \(word)", assessment.verdict == .healthy ? .good : .bad, safe(assessment.summary),
      hang: 6, textTone: .strong)
    for cause in causes.prefix(3) {
      page.prose(
        "\(cause.confidence.rawValue) \(Wording.percent(cause.probability)): "
          + "\(safe(cause.title)) [\(cause.id)]", indent: 6, hang: 8)
    }
    return page.text
  }

  /// Something about the watch itself.
  package mutating func note(_ text: String) -> String {
    var page = TerminalPage(columns: columns, usesColor: usesColor)
    page.labelled("--", .note, safe(text), hang: 4)
    return page.text
  }

  /// The status line, which replaces the one before; empty where none is wanted.
  package mutating func status(_ text: String) -> String {
    guard showsStatus else { return "" }
    hasStatus = true
    return Self.erase + Wrapping.cut(text, width: columns - 1)
  }

  /// What wipes the status line before something else is printed.
  package mutating func clearing() -> String {
    defer { hasStatus = false }
    return hasStatus ? Self.erase : ""
  }
}
