extension YAMLStream {
  /// Requires UTF-8 without control characters (5.1, 5.2), before anything is parsed.
  static func checkEncoding(of source: [UInt8]) throws(YAMLError) {
    if source.starts(with: [0xFE, 0xFF]) || source.starts(with: [0xFF, 0xFE]) {
      throw YAMLError(line: 1, column: 1, message: "the text is UTF-16; save it as UTF-8")
    }
    var line = 1
    var lineStart = 0
    var offset = 0
    while offset < source.count {
      let byte = source[offset]
      var length = 1
      if byte >= 0x80 {
        length = sequenceLength(at: offset, of: source)
      } else if byte == .lineFeed {
        line += 1
        lineStart = offset + 1
      } else if byte == .carriageReturn {
        if offset + 1 >= source.count || source[offset + 1] != .lineFeed {
          line += 1
          lineStart = offset + 1
        }
      } else if byte < .space, byte != .tab {
        length = 0
      }
      guard length > 0 else {
        throw YAMLError(
          line: line, column: offset - lineStart + 1,
          message: byte < 0x80
            ? "a control character; write it as \\x\(hex(byte)) in double quotes"
            : "the text is not UTF-8 here; save it as UTF-8")
      }
      offset += length
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  /// The bytes of the character at an offset; 0 when it is not UTF-8 (RFC 3629, 4).
  private static func sequenceLength(at offset: Int, of source: [UInt8]) -> Int {
    let (length, low, high): (Int, UInt8, UInt8) =
      switch source[offset] {
      case 0xC2...0xDF: (2, 0x80, 0xBF)
      case 0xE0: (3, 0xA0, 0xBF)
      case 0xE1...0xEC, 0xEE, 0xEF: (3, 0x80, 0xBF)
      case 0xED: (3, 0x80, 0x9F)
      case 0xF0: (4, 0x90, 0xBF)
      case 0xF1...0xF3: (4, 0x80, 0xBF)
      case 0xF4: (4, 0x80, 0x8F)
      default: (0, 0, 0)
      }
    guard length > 0, offset + length <= source.count,
      source[offset + 1] >= low, source[offset + 1] <= high,
      source[(offset + 1)..<(offset + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { return 0 }
    return length
  }
}
