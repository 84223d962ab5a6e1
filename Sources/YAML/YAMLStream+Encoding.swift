extension YAMLStream {
  /// Requires UTF-8 without control characters (5.1, 5.2), before anything is parsed.
  ///
  /// - Returns: Whether all is printable ASCII, so that `requirePrintable` has nothing to find.
  static func checkEncoding(of source: [UInt8]) throws(YAMLError) -> Bool {
    if source.starts(with: [0xFE, 0xFF]) || source.starts(with: [0xFF, 0xFE]) {
      throw YAMLError(line: 1, column: 1, message: "the text is UTF-16; save it as UTF-8")
    }
    var isPrintable = true
    var offset = printableASCII(in: source, from: 0)
    while offset < source.count {
      let byte = source[offset]
      var length = 1
      if byte >= 0x7F {
        isPrintable = false
        length = byte == 0x7F ? 1 : sequenceLength(at: offset, of: source)
      } else if byte < .space, byte != .tab, !byte.isBreak {
        length = 0
      }
      guard length > 0 else {
        throw failure(
          at: offset, of: source,
          byte < 0x80
            ? "a control character; write it as \\x\(hex(byte)) in double quotes"
            : "the text is not UTF-8 here; save it as UTF-8")
      }
      offset = printableASCII(in: source, from: offset + length)
    }
    return isPrintable
  }

  /// Skips eight bytes at a time while all of them are from space to `~`.
  private static func printableASCII(in source: [UInt8], from start: Int) -> Int {
    let tops: UInt64 = 0x8080_8080_8080_8080
    let ones: UInt64 = 0x0101_0101_0101_0101
    return source.withUnsafeBytes { bytes in
      var offset = start
      while offset + 8 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        // The top bit of a byte shows that it is at least 0x7F, or that it is below a space.
        let high = word | (word &+ ones)
        let low = (word &- ones &* 0x20) & ~word
        let found = UInt64(littleEndian: (high | low) & tops)
        // A byte is found too many only behind another one, because of the carry.
        guard found == 0 else { return offset + found.trailingZeroBitCount / 8 }
        offset += 8
      }
      return offset
    }
  }

  private static func failure(
    at offset: Int, of source: [UInt8], _ message: String
  ) -> YAMLError {
    let before = source[..<offset]
    let lineStart = before.lastIndex(where: \.isBreak).map { $0 + 1 } ?? 0
    // A carriage return alone counts too; before a line feed it is the same break.
    let returns = before.indices.count {
      source[$0] == .carriageReturn && source[$0 + 1] != .lineFeed
    }
    return YAMLError(
      line: before.count { $0 == .lineFeed } + returns + 1, column: offset - lineStart + 1,
      message: message)
  }

  /// Requires that DEL, C1 controls and noncharacters stand in quotes only, where JSON has them.
  static func requirePrintable(
    _ source: [UInt8], outsideQuotesOf events: [YAMLEvent]
  ) throws(YAMLError) {
    var next = 0
    for event in events {
      switch event.kind {
      case .scalar(_, .singleQuoted), .scalar(_, .doubleQuoted):
        try requirePrintable(source, in: next..<event.range.lowerBound)
        next = event.range.upperBound
      default: break
      }
    }
    try requirePrintable(source, in: next..<source.count)
  }

  private static func requirePrintable(
    _ source: [UInt8], in range: Range<Int>
  ) throws(YAMLError) {
    guard let offset = range.first(where: { isUnprintable(at: $0, of: source) }) else { return }
    throw failure(
      at: offset, of: source,
      "a character that is not printable; write it as \\x or \\u in double quotes")
  }

  private static func isUnprintable(at offset: Int, of source: [UInt8]) -> Bool {
    let byte = source[offset]
    guard byte >= 0x7F else { return false }
    switch byte {
    case 0x7F: return true
    // Whole sequences follow: the text was checked to be UTF-8. U+0085 is printable.
    case 0xC2: return source[offset + 1] <= 0x9F && source[offset + 1] != 0x85
    case 0xEF: return source[offset + 1] == 0xBF && source[offset + 2] >= 0xBE
    default: return false
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
