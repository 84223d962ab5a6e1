/// Where one field of a structured text stands; offsets are 0-based within that text.
struct FieldRange {
  enum Kind: UInt8 {
    case string, number, literal, nested
  }

  var nameStart: Int32
  var nameEnd: Int32
  var valueStart: Int32
  var valueEnd: Int32
  var kind: Kind
  /// Whether the name or the value holds backslashes that have to be resolved.
  var nameIsEscaped: Bool
  var valueIsEscaped: Bool

  /// The raw name within `text`.
  func name(in text: ByteText) -> ByteText { text[Int(nameStart)..<Int(nameEnd)] }
  /// The raw value within `text`; a string without its quotes.
  func value(in text: ByteText) -> ByteText { text[Int(valueStart)..<Int(valueEnd)] }
}

/// Finds the top-level fields of one JSON object without building a tree.
///
/// The whole text has to be one object; nested values are only checked for balance. Depth is
/// bounded, and so is the number of fields that are remembered.
enum JSONObjectScanner {
  private static let depthLimit = 256
  private static let fieldLimit = 512

  /// Appends the fields to `fields`; false when the text is not one whole JSON object.
  static func scan(_ text: ByteText, into fields: inout [FieldRange]) -> Bool {
    var at = skipSpace(text, 0)
    guard text.byte(at) == UInt8(ascii: "{"), text.count < Int32.max else { return false }
    at = skipSpace(text, at + 1)
    if text.byte(at) == UInt8(ascii: "}") { return skipSpace(text, at + 1) == text.count }
    while true {
      guard text.byte(at) == UInt8(ascii: "\"") else { return false }
      var nameEscaped = false
      guard let nameEnd = stringEnd(text, at + 1, &nameEscaped) else { return false }
      let nameStart = at + 1
      at = skipSpace(text, nameEnd + 1)
      guard text.byte(at) == UInt8(ascii: ":") else { return false }
      at = skipSpace(text, at + 1)
      guard
        var field = value(
          text, at,
          FieldRange(
            nameStart: Int32(nameStart), nameEnd: Int32(nameEnd), valueStart: 0, valueEnd: 0,
            kind: .literal, nameIsEscaped: nameEscaped, valueIsEscaped: false))
      else { return false }
      at = Int(field.valueEnd)
      if field.kind == .string {
        field.valueEnd -= 1
      }
      if fields.count < fieldLimit { fields.append(field) }
      at = skipSpace(text, at)
      switch text.byte(at) {
      case UInt8(ascii: ","): at = skipSpace(text, at + 1)
      case UInt8(ascii: "}"): return skipSpace(text, at + 1) == text.count
      default: return false
      }
    }
  }

  /// Finds the end of the value at `at`; `valueEnd` is left after a string's closing quote.
  private static func value(_ text: ByteText, _ at: Int, _ named: FieldRange) -> FieldRange? {
    var field = named
    var end = at
    switch text.byte(at) {
    case UInt8(ascii: "\""):
      guard let close = stringEnd(text, at + 1, &field.valueIsEscaped) else { return nil }
      field.kind = .string
      field.valueStart = Int32(at + 1)
      field.valueEnd = Int32(close + 1)
      return field
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard let close = nestedEnd(text, at) else { return nil }
      field.kind = .nested
      end = close
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
      while text.byte(end).isLetter { end += 1 }
      field.kind = .literal
    default:
      while isNumberByte(text.byte(end)) { end += 1 }
      guard end > at else { return nil }
      field.kind = .number
    }
    field.valueStart = Int32(at)
    field.valueEnd = Int32(end)
    return field
  }

  /// The offset of the quote that closes the string whose content starts at `start`.
  static func stringEnd(_ text: ByteText, _ start: Int, _ escaped: inout Bool) -> Int? {
    text.withBytes { bytes -> Int? in
      var at = start
      let count = bytes.count
      while at < count {
        // Eight bytes at a time until one of them is a quote or a backslash.
        while at + 8 <= count {
          let word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
          let hits =
            zeroBytes(word ^ 0x2222_2222_2222_2222) | zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
          if hits != 0 {
            at += hits.trailingZeroBitCount >> 3
            break
          }
          at += 8
        }
        guard at < count else { return nil }
        let byte = bytes[at]
        if byte == UInt8(ascii: "\"") { return at }
        if byte == UInt8(ascii: "\\") {
          escaped = true
          at += 1
        }
        at += 1
      }
      return nil
    }
  }

  /// The high bit of each byte that is zero; bytes above the first of them may be wrong.
  @inline(__always)
  private static func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
  }

  /// The offset after the object or array that starts at `start`.
  private static func nestedEnd(_ text: ByteText, _ start: Int) -> Int? {
    var depth = 0
    var at = start
    var ignored = false
    while at < text.count {
      switch text.byte(at) {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        if depth > depthLimit { return nil }
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return at + 1 }
      case UInt8(ascii: "\""):
        guard let close = stringEnd(text, at + 1, &ignored) else { return nil }
        at = close
      default: break
      }
      at += 1
    }
    return nil
  }

  static func isNumberByte(_ byte: UInt8) -> Bool {
    byte.isDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") || byte == UInt8(ascii: "+")
  }

  private static func skipSpace(_ text: ByteText, _ start: Int) -> Int {
    var at = start
    while true {
      switch text.byte(at) {
      case 0x20, 0x09, 0x0A, 0x0D: at += 1
      default: return at
      }
    }
  }
}
