/// The version of a program, as far as its order matters: numbers, then an optional pre-release.
package struct SoftwareVersion: Hashable, Sendable {
  /// The numbers between the dots, without trailing zeros: 1.25.0 and 1.25 are the same.
  package let numbers: [Int]
  /// What follows a hyphen (`rc.1`); a release has none and comes after its pre-releases.
  package let prerelease: String

  /// Reads the version at the front of a text: `1.27.0`, `v1.2`, `16.4 (Debian)`, `1.30.0-rc.1`.
  ///
  /// Returns nil when the text does not begin with a number (`latest`, `preview-abc`), or with a
  /// single one that goes on as a word (`2a0e8a3`).
  package init?(_ text: String) {
    var rest = Substring(text)
    // By bytes: telling characters apart is slow.
    if rest.utf8.first.map({ $0 | 0x20 }) == UInt8(ascii: "v") { rest = rest.dropFirst() }
    var numbers: [Int] = []
    while numbers.count < Self.mostNumbers {
      let digits = rest.utf8.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard !digits.isEmpty, let number = Int(Substring(digits)) else { break }
      numbers.append(number)
      rest = rest[digits.endIndex...]
      guard rest.utf8.first == UInt8(ascii: ".") else { break }
      rest = rest.dropFirst()
    }
    // `2a0e8a3` is a commit, not version 2.
    let isCutOff = numbers.count == 1 && rest.first?.isLetter == true
    guard !numbers.isEmpty, !isCutOff else { return nil }
    while numbers.count > 1, numbers.last == 0 { numbers.removeLast() }
    self.numbers = numbers
    prerelease =
      rest.utf8.first == UInt8(ascii: "-")
      ? String(rest.dropFirst().prefix { !$0.isWhitespace }) : ""
  }

  private static let mostNumbers = 8
}

extension SoftwareVersion: Comparable {
  package static func < (left: SoftwareVersion, right: SoftwareVersion) -> Bool {
    if left.numbers != right.numbers {
      return left.numbers.lexicographicallyPrecedes(right.numbers)
    }
    if left.prerelease.isEmpty || right.prerelease.isEmpty {
      return !left.prerelease.isEmpty && right.prerelease.isEmpty
    }
    return left.prerelease < right.prerelease
  }
}

extension SoftwareVersion: CustomStringConvertible {
  /// The numbers with dots, at least two of them, and the pre-release.
  package var description: String {
    let padded = numbers.count == 1 ? numbers + [0] : numbers
    let text = padded.map(String.init).joined(separator: ".")
    return prerelease.isEmpty ? text : text + "-" + prerelease
  }
}
