/// A product version such as `1.32.5`: numbers compared from the left, suffixes ignored.
package struct ProductVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// At most four numbers, most significant first, without trailing zeros.
  package let numbers: [Int]
  package let description: String

  /// Reads `1.32.5`, `v1.32`, `15`, `1.36.0-rc.1`; nil when it does not begin with a number.
  package init?(_ text: String) {
    let plain = text.first == "v" ? text.dropFirst() : Substring(text)
    var numbers: [Int] = []
    for part in plain.split(separator: ".", omittingEmptySubsequences: false).prefix(4) {
      let digits = part.prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits) else { break }
      numbers.append(number)
      if digits.count < part.count { break }
    }
    guard !numbers.isEmpty else { return nil }
    while numbers.last == 0, numbers.count > 1 { numbers.removeLast() }
    self.numbers = numbers
    description = String(plain)
  }

  package static func < (left: ProductVersion, right: ProductVersion) -> Bool {
    left.numbers.lexicographicallyPrecedes(right.numbers)
  }

  package static func == (left: ProductVersion, right: ProductVersion) -> Bool {
    left.numbers == right.numbers
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(numbers)
  }
}

/// The versions to which something applies: any of several ranges.
///
/// Written `>=1.25.0 <1.31.17, >=1.32.0 <1.32.11`: commas separate ranges, blanks join the bounds
/// of one range. `1.27.15+` means from that patch on within its minor line.
package struct VersionRange: Equatable, Sendable {
  private struct Bound: Equatable, Sendable {
    var comparison: String
    var version: ProductVersion
  }

  private let ranges: [[Bound]]
  /// The text that it was read from.
  package let text: String

  /// Reads a range; nil when a bound is not understood.
  package init?(_ text: String) {
    var ranges: [[Bound]] = []
    for part in text.split(separator: ",") {
      var bounds: [Bound] = []
      for word in part.split(separator: " ") {
        guard let read = Self.bounds(String(word)) else { return nil }
        bounds += read
      }
      guard !bounds.isEmpty else { return nil }
      ranges.append(bounds)
    }
    guard !ranges.isEmpty else { return nil }
    self.ranges = ranges
    self.text = text
  }

  private static func bounds(_ word: String) -> [Bound]? {
    if word.hasSuffix("+") {
      guard let version = ProductVersion(String(word.dropLast())), version.numbers.count >= 2,
        let next = ProductVersion("\(version.numbers[0]).\(version.numbers[1] + 1)")
      else { return nil }
      return [
        Bound(comparison: ">=", version: version), Bound(comparison: "<", version: next),
      ]
    }
    for comparison in [">=", "<=", ">", "<", "=="] where word.hasPrefix(comparison) {
      guard let version = ProductVersion(String(word.dropFirst(comparison.count))) else {
        return nil
      }
      return [Bound(comparison: comparison, version: version)]
    }
    return ProductVersion(word).map { [Bound(comparison: "==", version: $0)] }
  }

  /// Whether a version lies in any of the ranges.
  package func contains(_ version: ProductVersion) -> Bool {
    ranges.contains { bounds in
      bounds.allSatisfy { bound in
        switch bound.comparison {
        case ">=": version >= bound.version
        case "<=": version <= bound.version
        case ">": version > bound.version
        case "<": version < bound.version
        default: version == bound.version
        }
      }
    }
  }
}
