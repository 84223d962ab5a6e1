package import Findings

/// Loud lines that no signature knows, grouped by their shape, in bounded memory.
package struct LooseTemplates: Sendable {
  /// One shape of lines.
  package struct Group: Equatable, Sendable {
    package var template: String
    package var count: Int
    package var severity: Severity
    package var sample: Evidence
  }

  private var byTemplate: [String: Group] = [:]
  /// Lines whose shape came after the table was full.
  package private(set) var overflow = 0

  /// The most shapes that are kept.
  private static let mostGroups = 500
  /// The most characters of a line that make its shape.
  private static let longestTemplate = 160

  package init() {}

  /// Counts a line; the first one of a shape is its sample.
  package mutating func add(_ text: String, severity: Severity, sample: @autoclosure () -> Evidence)
  {
    let template = Self.template(of: text)
    if var group = byTemplate[template] {
      group.count += 1
      group.severity = max(group.severity, severity)
      byTemplate[template] = group
    } else if byTemplate.count < Self.mostGroups {
      byTemplate[template] = Group(
        template: template, count: 1, severity: severity, sample: sample())
    } else {
      overflow += 1
    }
  }

  /// The groups, the loudest and most frequent first.
  package var groups: [Group] {
    byTemplate.values.sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      if left.count != right.count { return left.count > right.count }
      return left.template < right.template
    }
  }

  /// The line with numbers, addresses and ids as `<*>`.
  static func template(of text: String) -> String {
    let words = text.prefix(longestTemplate).split(separator: " ", omittingEmptySubsequences: true)
    return words.map { word in
      word.contains(where: \.isNumber) ? "<*>" : String(word)
    }.joined(separator: " ")
  }
}
