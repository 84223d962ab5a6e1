package import Findings

/// A kind of line that a good run of the same stack did not write.
package struct NovelLine: Equatable, Sendable {
  /// What stands for a finding's id in the timeline.
  package static let entryID = "baseline/new-line"

  /// The message with `<*>` for its variable parts.
  package var template: String
  package var count: Int
  /// That of the loudest record.
  package var severity: Severity
  /// The services that wrote it, sorted.
  package var services: [String]
  /// The earliest record.
  package var sample: Evidence
  /// Whether it is loud and no signature knows it.
  package var isUnexplained: Bool

  package init(
    template: String, count: Int, severity: Severity, services: [String], sample: Evidence,
    isUnexplained: Bool
  ) {
    self.template = template
    self.count = count
    self.severity = severity
    self.services = services
    self.sample = sample
    self.isUnexplained = isUnexplained
  }
}

/// New errors that no signature knows: a stack that writes them may not be called healthy.
struct NovelErrors {
  let lines: [NovelLine]

  /// Fewer records happen by chance.
  private static let fewest = 3

  init(base: EvidenceBase) {
    let errors = base.novel.filter { $0.isUnexplained && $0.severity == .error }
    lines = errors.reduce(0) { $0 + $1.count } >= Self.fewest ? errors : []
  }

  /// A sentence about them; empty for none.
  var sentence: String {
    guard let first = lines.first else { return "" }
    let more = lines.count > 1 ? " and \(lines.count - 1) more kinds" : ""
    return " Errors that the baseline did not have: \(first.template)\(more)."
  }
}
