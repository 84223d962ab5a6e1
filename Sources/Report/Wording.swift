import Diagnosis
import Findings

/// Phrases that every form of the report uses, so that they all say the same.
enum Wording {
  /// `log, API and compose agree`; `log only`; empty where nothing was seen.
  static func agreement(of groups: [FindingGroup]) -> String {
    let present = Set(groups.flatMap { $0.findings.map(\.kind) })
    let names = Finding.Kind.allCases.filter(present.contains).map(name)
    guard names.count > 1 else { return names.first.map { "seen in \($0) only" } ?? "" }
    return list(names) + " agree"
  }

  /// `98 %`; never `100 %`, because evidence does not give that.
  static func percent(_ probability: Double) -> String {
    guard probability.isFinite else { return "?" }
    return "\(Int((min(0.99, max(0, probability)) * 100).rounded())) %"
  }

  /// The names joined as in a sentence.
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// `node1, node2, node3 +2`.
  static func names(_ subjects: [Subject], most: Int = 4) -> String {
    let names = subjects.map(\.name)
    let shown = names.prefix(most).joined(separator: ", ")
    return names.count > most ? shown + " +\(names.count - most)" : shown
  }

  /// What follows an observation's title in brackets: subjects that it does not name, and the count.
  static func bracket(_ group: FindingGroup) -> String {
    let title = group.title
    let named = group.subjects.filter { !title.contains($0.name) }
    var parts = named.isEmpty ? [] : [names(named)]
    if group.kind == .log, group.count > group.findings.count {
      parts.append(number(group.count) + "x")
    }
    return parts.isEmpty ? "" : " (" + parts.joined(separator: "; ") + ")"
  }

  /// `2026-11-23 01:00:30 to 01:00:41 UTC`, to the second; nil without a time.
  static func period(_ first: Timestamp?, _ last: Timestamp?) -> String? {
    guard let first = first ?? last else { return nil }
    let start = clock(first)
    guard let last, last > first, clock(last) != start else { return start + " UTC" }
    let end = clock(last)
    let sameDay = start.prefix(10) == end.prefix(10)
    return "\(start) to \(sameDay ? String(end.dropFirst(11)) : end) UTC"
  }

  /// `2026-11-23 01:00:30`.
  static func clock(_ time: Timestamp) -> String {
    String(time.description.prefix(19)).replacing("T", with: " ")
  }

  /// `2,406`.
  static func number(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return value < 0 ? "-" + result : result
  }

  /// `1 log`, `3 logs`.
  static func count(_ value: Int, _ noun: String, plural: String? = nil) -> String {
    "\(number(value)) \(value == 1 ? noun : plural ?? noun + "s")"
  }

  /// A danger's label and its text: `DO NOT` where the text forbids something.
  static func danger(_ text: String) -> (label: String, text: String) {
    let trimmed = text.drop { $0.isWhitespace }
    for start in ["do not ", "don't ", "never "] where trimmed.lowercased().hasPrefix(start) {
      return ("DO NOT", String(trimmed.dropFirst(start.count)))
    }
    return ("CAREFUL", String(trimmed))
  }

  private static func name(_ kind: Finding.Kind) -> String {
    switch kind {
    case .log: "log"
    case .api: "API"
    case .compose: "compose"
    case .container: "container"
    }
  }
}

extension Confidence {
  /// The word as it begins a heading.
  var word: String {
    switch self {
    case .possible: "Possible"
    case .likely: "Likely"
    case .confirmed: "Confirmed"
    }
  }
}

extension Assessment.Verdict {
  /// One sentence for a verdict that comes without a summary.
  var meaning: String {
    switch self {
    case .faulty: "Something is broken at the end of what was given."
    case .recovered: "Something was broken and is not any more."
    case .healthy: "Nothing is broken in what was given."
    case .unknown: "What was given does not decide whether something is broken."
    }
  }
}
