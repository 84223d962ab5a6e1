package import Findings

/// A kind of line that a good run of the same stack did not write, or not with these contents.
package struct NovelLine: Equatable, Sendable {
  /// What a field of a known kind of line holds now and held in good runs.
  package struct Content: Equatable, Sendable {
    package var field: String
    /// The forms that no good run had, such as `{1}` for an object of one member; sorted.
    package var now: [String]
    /// All forms of good runs, sorted.
    package var before: [String]

    package init(field: String, now: [String], before: [String]) {
      self.field = field
      self.now = now
      self.before = before
    }
  }

  /// What stands for a finding's id in the timeline.
  package static let entryID = "baseline/new-line"

  /// The message with `<*>` for its variable parts.
  package var template: String
  package var count: Int
  /// That of the loudest record, or what a signature says of the line.
  package var severity: Severity
  /// The services that wrote it, sorted.
  package var services: [String]
  /// The earliest record.
  package var sample: Evidence
  /// Whether it is loud and no signature knows it.
  package var isUnexplained: Bool
  /// What is different in a known kind of line; empty for a new kind.
  package var contents: [Content]

  /// The template, and what is new in a known one.
  var words: String {
    let new = contents.map { "\($0.field): \($0.now.joined(separator: " or "))" }
    return new.isEmpty ? template : "\(template) (\(new.joined(separator: "; ")))"
  }

  package init(
    template: String, count: Int, severity: Severity, services: [String], sample: Evidence,
    isUnexplained: Bool, contents: [Content] = []
  ) {
    self.template = template
    self.count = count
    self.severity = severity
    self.services = services
    self.sample = sample
    self.isUnexplained = isUnexplained
    self.contents = contents
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
    return " Errors that the baseline did not have: \(first.words)\(more)."
  }
}
