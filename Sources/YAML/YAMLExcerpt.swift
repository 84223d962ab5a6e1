#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A block mapping's text without some of its entries, for a reader that needs only the others.
///
/// Nothing is parsed here: an entry ends where the next line begins with a letter. That holds for
/// every text of this dialect in which all such lines are `key:`, since what continues a value is
/// indented, so a text with any other line in the first column is refused, and so is one with
/// anchors, whose names could reach from one entry into another. What is wrong within an entry
/// that is left out is mostly not seen here.
package struct YAMLExcerpt {
  /// An entry to leave out.
  package struct Key: Sendable {
    fileprivate let name: [UInt8]
    fileprivate let isRequired: Bool

    /// - Parameters:
    ///   - name: Small letters and hyphens.
    ///   - isRequired: Whether a text without the entry is refused.
    package init(_ name: String, isRequired: Bool = false) {
      self.name = Array(name.utf8)
      self.isRequired = isRequired
    }
  }

  /// The rest, each byte on the line on which it stands in the source.
  package let text: [UInt8]

  /// Leaves entries out.
  ///
  /// Nil for a text of which it is not plain where its entries begin, in which one of these keys
  /// stands twice or without a value, or in which one that is required is missing.
  ///
  /// - Parameters:
  ///   - source: The text of one document.
  ///   - keys: What to leave out, at most 64.
  /// - Complexity: O(*n*) in the bytes of the text, about a tenth of what parsing takes.
  package init?(_ source: [UInt8], leavingOut keys: [Key]) {
    guard (try? YAMLStream.checkEncoding(of: source)) == true else { return nil }
    let rest = source.withUnsafeBytes { bytes -> [UInt8]? in
      var cutter = EntryCutter(bytes, keys)
      return cutter.cut() ? cutter.rest : nil
    }
    guard let rest else { return nil }
    text = rest
  }
}

/// Goes over the lines of a text and keeps those of the wanted entries.
private struct EntryCutter {
  private let bytes: UnsafeRawBufferPointer
  private let keys: [YAMLExcerpt.Key]
  private(set) var rest: [UInt8] = []
  /// Which keys were left out, a bit for each.
  private var found: UInt64 = 0
  private var state = State.before

  /// What the lines belong to.
  private enum State {
    /// No key stood yet.
    case before
    case kept
    case leftOut
    /// A block text of an entry that is left out, in which everything is allowed.
    case leftOutText
  }

  init(_ bytes: UnsafeRawBufferPointer, _ keys: [YAMLExcerpt.Key]) {
    self.bytes = bytes
    self.keys = keys
    rest.reserveCapacity(bytes.count / 2)
  }

  /// Takes all lines; says whether the text is one that can be cut.
  mutating func cut() -> Bool {
    guard offset(of: .ampersand, in: 0..<bytes.count) == nil,
      offset(of: .carriageReturn, in: 0..<bytes.count) == nil
    else { return false }
    var start = 0
    while start < bytes.count {
      let end = offset(of: .lineFeed, in: start..<bytes.count) ?? bytes.count
      guard take(start..<end) else { return false }
      // A text without a last line break keeps none: it could be part of a block text.
      if end < bytes.count { rest.append(.lineFeed) }
      start = end + 1
    }
    return !keys.indices.contains { keys[$0].isRequired && found & (1 << UInt64($0)) == 0 }
  }

  private mutating func take(_ line: Range<Int>) -> Bool {
    guard let first = line.first.map({ bytes[$0] }) else { return true }
    if (0x61...0x7A).contains(first) { return takeKey(line) }
    guard first == .space || first == .hash else { return false }
    switch state {
    case .before: return first == .hash
    case .kept: rest.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[line]))
    case .leftOut: return first == .hash || isWhole(line)
    case .leftOutText: break
    }
    return true
  }

  /// Takes the line on which an entry begins.
  private mutating func takeKey(_ line: Range<Int>) -> Bool {
    var colon = line.lowerBound
    while colon < line.upperBound, bytes[colon].isWordByte { colon += 1 }
    guard colon < line.upperBound, bytes[colon] == .colon else { return false }
    let value = (colon + 1)..<line.upperBound
    guard value.isEmpty || bytes[colon + 1] == .space else { return false }
    guard let number = number(of: line.lowerBound..<colon) else {
      state = .kept
      rest.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[line]))
      return true
    }
    guard found & (1 << UInt64(number)) == 0, holdsValue(behind: colon + 1) else { return false }
    found |= 1 << UInt64(number)
    let first = value.first { bytes[$0] != .space }.map { bytes[$0] }
    state = first == .pipe || first == .greater ? .leftOutText : .leftOut
    // A comment ends what stands before it, as the key did; an empty line could belong to it.
    rest.append(.hash)
    return isWhole(value)
  }

  private func number(of name: Range<Int>) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    return keys.firstIndex { key in
      key.name.count == name.count
        && memcmp(base + name.lowerBound, key.name, name.count) == 0
    }
  }

  /// Whether something stands behind a key, on its line or indented on the next.
  private func holdsValue(behind place: Int) -> Bool {
    var place = place
    while place < bytes.count, bytes[place] == .space { place += 1 }
    guard place < bytes.count else { return false }
    guard bytes[place] == .lineFeed else { return bytes[place] != .hash }
    return place + 1 < bytes.count && bytes[place + 1] == .space
  }

  /// Whether quotes and brackets that open at the front of a line's value close at its end.
  ///
  /// Most that are never closed are found out by this.
  private func isWhole(_ line: Range<Int>) -> Bool {
    var first = line.lowerBound
    while first < line.upperBound, bytes[first] == .space || isItemMark(first, line) { first += 1 }
    guard first < line.upperBound else { return true }
    let closing: UInt8
    switch bytes[first] {
    case .singleQuote, .doubleQuote: closing = bytes[first]
    case .openBracket: closing = .closeBracket
    case .openBrace: closing = .closeBrace
    case .asterisk, .exclamation, .tab: return false
    default: return true
    }
    var last = line.upperBound - 1
    while bytes[last] == .space { last -= 1 }
    return last > first && bytes[last] == closing
  }

  private func isItemMark(_ place: Int, _ line: Range<Int>) -> Bool {
    bytes[place] == .dash && place + 1 < line.upperBound && bytes[place + 1] == .space
  }

  private func offset(of byte: UInt8, in range: Range<Int>) -> Int? {
    guard let base = bytes.baseAddress, !range.isEmpty,
      let place = memchr(base + range.lowerBound, Int32(byte), range.count)
    else { return nil }
    return UnsafeRawPointer(place) - base
  }
}
