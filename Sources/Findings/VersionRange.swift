/// Which versions of a product something applies to: `>=1.25.0 <1.31.17`, `<1.24, >=1.30`.
///
/// Conditions between blanks must all hold; of the alternatives between commas one must.
/// A bare version or `=1.27` means that version and everything below it (1.27.0, 1.27.3).
package struct VersionRange: Hashable, Sendable {
  private enum Relation: String, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case within = "="
  }

  private struct Condition: Hashable {
    var relation: Relation
    var version: SoftwareVersion
    /// How many numbers were written, so that `=1.30` holds for 1.30.5 and `=1` for both.
    var written: Int
  }

  /// The range as it was written.
  package let text: String
  private let alternatives: [[Condition]]

  /// Reads a range; nil when any part of it is no relation and version.
  package init?(_ text: String) {
    var alternatives: [[Condition]] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      var conditions: [Condition] = []
      for word in part.split(separator: " ") {
        guard let condition = Self.condition(word) else { return nil }
        conditions.append(condition)
      }
      guard !conditions.isEmpty else { return nil }
      alternatives.append(conditions)
    }
    self.text = text
    self.alternatives = alternatives
  }

  /// Whether a version lies in the range.
  package func contains(_ version: SoftwareVersion) -> Bool {
    alternatives.contains { $0.allSatisfy { Self.holds($0, version) } }
  }

  /// Whether a version lies in the range; one that is unknown or unreadable does.
  package func admits(_ version: String?) -> Bool {
    guard let version, let parsed = SoftwareVersion(version) else { return true }
    return contains(parsed)
  }

  private static func condition(_ word: Substring) -> Condition? {
    let relation = Relation.allCases.first { word.hasPrefix($0.rawValue) }
    let rest = word.dropFirst(relation?.rawValue.count ?? 0)
    guard rest.utf8.allSatisfy(isPlain),
      let version = SoftwareVersion(String(rest))
    else { return nil }
    let numbers = rest.utf8.prefix { $0 != UInt8(ascii: "-") }
    return Condition(
      relation: relation ?? .within, version: version,
      written: numbers.split(separator: UInt8(ascii: ".")).count)
  }

  /// Letters, digits, points and hyphens; telling characters apart would be slow.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func holds(_ condition: Condition, _ version: SoftwareVersion) -> Bool {
    switch condition.relation {
    case .atLeast: version >= condition.version
    case .atMost: version <= condition.version
    case .above: version > condition.version
    case .below: version < condition.version
    case .within: isWithin(version, condition)
    }
  }

  private static func isWithin(_ version: SoftwareVersion, _ condition: Condition) -> Bool {
    if !condition.version.prerelease.isEmpty { return version == condition.version }
    let wanted = condition.version.numbers
    for place in 0..<max(condition.written, wanted.count) {
      let number = place < version.numbers.count ? version.numbers[place] : 0
      if number != (place < wanted.count ? wanted[place] : 0) { return false }
    }
    return true
  }
}
