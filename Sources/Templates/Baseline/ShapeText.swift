/// The text of a shape in a line of a baseline.
enum ShapeText {
  private static let digits = Array("0123456789ABCDEF".utf8)
  private static let backslash = UInt8(ascii: "\\")

  /// The text with `\\` for a backslash and `\xHH` for control bytes but the tab, and for all bytes
  /// beyond ASCII when they are not UTF-8; linear.
  static func escaped(_ text: [UInt8]) -> String {
    let isUTF8 = String(validating: text, as: UTF8.self) != nil
    var bytes: [UInt8] = []
    for byte in text {
      if byte == backslash {
        bytes += [backslash, backslash]
      } else if isControl(byte) || (byte > 0x7F && !isUTF8) {
        bytes += [backslash, UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isControl(_ byte: UInt8) -> Bool {
    (byte < 0x20 && byte != ContentRow.divider) || byte == 0x7F
  }

  /// The bytes that `escaped` wrote; nil after an escape that it does not write.
  static func unescaped(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    var text: [UInt8] = []
    var rest = line
    while let byte = rest.popFirst() {
      guard byte == backslash else {
        text.append(byte)
        continue
      }
      switch rest.popFirst() {
      case backslash: text.append(backslash)
      case UInt8(ascii: "x"):
        guard let high = rest.popFirst().flatMap(digits.firstIndex(of:)),
          let low = rest.popFirst().flatMap(digits.firstIndex(of:))
        else { return nil }
        text.append(UInt8(high << 4 | low))
      default: return nil
      }
    }
    return text
  }
}
