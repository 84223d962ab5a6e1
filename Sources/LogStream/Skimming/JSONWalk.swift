/// Walks over the fields of one JSON object.
struct JSONWalk {
  let line: ByteText
  let isWrapped: Bool
  private(set) var at = 1

  private static let depthLimit = 16

  /// Starts behind the brace that the line begins with.
  init(line: ByteText, isWrapped: Bool) {
    self.line = line
    self.isWrapped = isWrapped
  }

  /// The next field's name; afterwards the walk stands at its value.
  mutating func name() -> ByteText? {
    guard openQuote(), let name = string(), line.byte(at) == UInt8(ascii: ":") else { return nil }
    at += 1
    if line.byte(at) == UInt8(ascii: " ") { at += 1 }
    return name
  }

  /// The value at the present place; nil where it has no end.
  mutating func value() -> ByteText? {
    let start = at
    switch line.byte(at) {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      return openQuote() ? string() : nil
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return skipNested() ? line[start..<at] : nil
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      while line.byte(at).isLetter { at += 1 }
    default:
      while JSONObjectScanner.isNumberByte(line.byte(at)) { at += 1 }
      guard at > start else { return nil }
    }
    return line[start..<at]
  }

  /// Goes behind the string whose text begins at an offset; false where it has no end.
  @inline(__always)
  mutating func skipString(from start: Int) -> Bool {
    var from = start
    while let quote = line.firstQuote(from: from) {
      var slashes = quote
      while slashes > start, line.byte(slashes &- 1) == UInt8(ascii: "\\") { slashes &-= 1 }
      let count = quote &- slashes
      // An engine's quote has a backslash of its own, and so has each of the application's.
      if isWrapped, count & 1 == 0 { return false }
      if (isWrapped ? count &>> 1 : count) & 1 == 0 {
        at = quote &+ 1
        return true
      }
      from = quote &+ 1
    }
    return false
  }

  /// The value at an offset; nil where it has no end.
  mutating func value(from start: Int) -> ByteText? {
    at = start
    return value()
  }

  /// Whether the object ends with the value before; nil where neither a comma nor the end follows.
  mutating func isLast() -> Bool? {
    switch line.byte(at) {
    case UInt8(ascii: "}"): return at + 1 == line.count ? true : nil
    case UInt8(ascii: ","):
      at += 1
      if line.byte(at) == UInt8(ascii: " ") { at += 1 }
      return false
    default: return nil
    }
  }

  @inline(__always)
  private mutating func openQuote() -> Bool {
    if isWrapped {
      guard line.byte(at) == UInt8(ascii: "\\") else { return false }
      at += 1
    }
    guard line.byte(at) == UInt8(ascii: "\"") else { return false }
    at += 1
    return true
  }

  /// The rest of a string, as it is written; the walk goes behind its quote.
  @inline(__always)
  private mutating func string() -> ByteText? {
    let start = at
    guard skipString(from: start) else { return nil }
    return line[start..<(isWrapped ? at - 2 : at - 1)]
  }

  /// Goes behind the object or array that starts here.
  private mutating func skipNested() -> Bool {
    var depth = 0
    while at < line.count {
      switch line.byte(at) {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth > Self.depthLimit { return false }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 {
          at += 1
          return true
        }
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        guard openQuote(), string() != nil else { return false }
        continue
      default: break
      }
      at += 1
    }
    return false
  }
}

extension ByteText {
  /// The next quote: most of what it ends is short, and sixteen bytes are looked at on the spot.
  @inline(__always)
  fileprivate func firstQuote(from start: Int) -> Int? {
    var at = start
    while at < start + 16 {
      guard let word = word(at) else { return firstIndex(of: UInt8(ascii: "\""), from: at) }
      let rest = word ^ 0x2222_2222_2222_2222
      let hits = (rest &- 0x0101_0101_0101_0101) & ~rest & 0x8080_8080_8080_8080
      if hits != 0 { return at + (hits.trailingZeroBitCount >> 3) }
      at += 8
    }
    return firstIndex(of: UInt8(ascii: "\""), from: at)
  }
}
