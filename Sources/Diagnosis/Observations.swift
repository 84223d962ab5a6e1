import Findings

/// The findings of a run, split by whether they still hold at the end of the evidence.
struct Observations {
  /// Findings that hold, or of which nothing says that they ended.
  let current: [String: [Finding]]
  /// Log findings that a later line of the same service shows to be over.
  let ended: [String: [Finding]]

  init(_ base: EvidenceBase) {
    var current: [String: [Finding]] = [:]
    var ended: [String: [Finding]] = [:]
    let all = base.findings.all
    // By subject, since a line ends lines of its own service only: a stack may have a thousand.
    var lines: [Subject?: [(finding: Finding, ends: [Pattern])]] = [:]
    var states: [(finding: Finding, ends: [Pattern])] = []
    for finding in all {
      guard let ends = base.endings[finding.id]?.map(Pattern.init) else { continue }
      if finding.kind == .log {
        lines[finding.subject, default: []].append((finding, ends))
      } else {
        states.append((finding, ends))
      }
    }
    for finding in all {
      let enders = states + (lines[finding.subject] ?? [])
      let isOver = enders.contains { ender in
        ender.finding.id != finding.id && Self.ends(ender.finding, finding)
          && ender.ends.contains { $0.matches(finding.id) }
      }
      if isOver {
        ended[finding.id, default: []].append(finding)
      } else {
        current[finding.id, default: []].append(finding)
      }
    }
    self.current = current
    self.ended = ended
  }

  private init(current: [String: [Finding]], ended: [String: [Finding]]) {
    self.current = current
    self.ended = ended
  }

  /// A later line of the same service ends a line; the state of an API ends loud lines of all.
  private static func ends(_ ender: Finding, _ finding: Finding) -> Bool {
    if ender.kind != .log { return finding.kind == .log && finding.severity >= .warning }
    return ender.subject == finding.subject && isLater(ender, than: finding)
  }

  private static func isLater(_ ender: Finding, than finding: Finding) -> Bool {
    guard let end = ender.last, let last = finding.last else { return false }
    return end > last
  }

  /// The same findings with the ended ones counted as if they still held.
  var includingEnded: Observations {
    Observations(
      current: current.merging(ended) { $0 + $1 }, ended: [:])
  }

  /// The ids of current findings that a pattern names, sorted.
  func ids(_ pattern: String) -> [String] {
    let pattern = Pattern(pattern)
    if !pattern.isPrefix { return current[pattern.text] == nil ? [] : [pattern.text] }
    return current.keys.filter(pattern.matches).sorted()
  }

  func contains(_ pattern: String) -> Bool { !ids(pattern).isEmpty }

  /// Whether each group has a pattern that is met.
  func containsEach(_ groups: [[String]]) -> Bool {
    groups.allSatisfy(containsAny)
  }

  /// Whether any of the patterns is met; an empty list is.
  func containsAny(_ patterns: [String]) -> Bool {
    patterns.isEmpty || patterns.contains(where: contains)
  }
}

/// A finding's id, or `prefix/*` for all below a prefix.
struct Pattern {
  let text: String
  let isPrefix: Bool

  init(_ pattern: String) {
    isPrefix = pattern.hasSuffix("/*")
    text = isPrefix ? String(pattern.dropLast()) : pattern
  }

  func matches(_ id: String) -> Bool {
    isPrefix ? id.hasPrefix(text) : id == text
  }
}
