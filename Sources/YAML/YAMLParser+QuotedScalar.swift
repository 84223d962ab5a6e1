extension YAMLParser {
  /// Reads `'…'`.
  mutating func parseSingleQuoted(indent: Int) throws(YAMLError) {
    let start = mark
    position += 1
    var text: [UInt8] = []
    while true {
      guard !isAtEnd else { throw failure("this quote is never closed; add \"'\"", at: start) }
      let byte = source[position]
      if byte == .singleQuote {
        position += 1
        guard self.byte == .singleQuote else { break }
        text.append(byte)
        position += 1
      } else if byte.isBreak || byte.isBlank {
        try foldQuoted(into: &text, indent: indent, from: start)
      } else {
        text.append(byte)
        position += 1
      }
    }
    endContent()
    emit(.scalar(String(decoding: text, as: UTF8.self), .singleQuoted), from: start, to: position)
  }

  /// Reads `"…"`.
  mutating func parseDoubleQuoted(indent: Int) throws(YAMLError) {
    let start = mark
    position += 1
    var text: [UInt8] = []
    while true {
      guard !isAtEnd else { throw failure("this quote is never closed; add '\"'", at: start) }
      let byte = source[position]
      if byte == .doubleQuote {
        position += 1
        break
      } else if byte == .backslash {
        try parseEscape(into: &text, indent: indent, from: start)
      } else if byte.isBreak || byte.isBlank {
        try foldQuoted(into: &text, indent: indent, from: start)
      } else {
        text.append(byte)
        position += 1
      }
    }
    endContent()
    emit(.scalar(String(decoding: text, as: UTF8.self), .doubleQuoted), from: start, to: position)
  }

  /// Reads blanks, which are text within a line, and folds line breaks.
  private mutating func foldQuoted(into text: inout [UInt8], indent: Int, from open: Mark)
    throws(YAMLError)
  {
    let blanks = position
    skipBlanks()
    guard byte.isBreak else {
      text.append(contentsOf: source[blanks..<position])
      return
    }
    let breaks = try skipQuotedBreaks(indent: indent, from: open)
    if breaks == 1 {
      text.append(.space)
    } else {
      text.append(contentsOf: repeatElement(.lineFeed, count: breaks - 1))
    }
  }

  /// Moves to the next line with text in quotes and returns the number of breaks before it.
  private mutating func skipQuotedBreaks(indent: Int, from open: Mark) throws(YAMLError) -> Int {
    var breaks = 0
    while byte.isBreak {
      skipBreak()
      breaks += 1
      guard !isAtDocumentMarker else {
        throw failure("a document marker inside quotes; close the quote before it")
      }
      position = lineLead
    }
    guard isAtEnd || lineIndent >= indent else {
      throw failure(
        "this line continues the quote that opens on line \(open.line); close it there, or indent "
          + "it by at least \(Self.spaces(indent))")
    }
    return breaks
  }
}

// MARK: - Escapes

extension YAMLParser {
  private mutating func parseEscape(into text: inout [UInt8], indent: Int, from open: Mark)
    throws(YAMLError)
  {
    let start = mark
    position += 1
    let code = byte
    if code.isBreak {
      let breaks = try skipQuotedBreaks(indent: indent, from: open)
      text.append(contentsOf: repeatElement(.lineFeed, count: breaks - 1))
      return
    }
    position += 1
    switch code {
    case 0x78: try appendCode(digits: 2, to: &text, from: start)  // \x
    case 0x75: try appendCode(digits: 4, to: &text, from: start)  // \u
    case 0x55: try appendCode(digits: 8, to: &text, from: start)  // \U
    default:
      guard let bytes = Self.meaning(ofEscape: code) else {
        throw failure(
          "'\\' before this character means nothing in double quotes; write '\\\\' or use single "
            + "quotes", at: start)
      }
      text.append(contentsOf: bytes)
    }
  }

  private static func meaning(ofEscape code: UInt8) -> [UInt8]? {
    switch code {
    case 0x30: [0x00]  // \0
    case 0x61: [0x07]  // \a
    case 0x62: [0x08]  // \b
    case 0x74, .tab: [0x09]
    case 0x6E: [0x0A]  // \n
    case 0x76: [0x0B]  // \v
    case 0x66: [0x0C]  // \f
    case 0x72: [0x0D]  // \r
    case 0x65: [0x1B]  // \e
    case .space, .doubleQuote, 0x2F, .backslash: [code]
    case 0x4E: [0xC2, 0x85]  // \N
    case 0x5F: [0xC2, 0xA0]  // \_
    case 0x4C: [0xE2, 0x80, 0xA8]  // \L
    case 0x50: [0xE2, 0x80, 0xA9]  // \P
    default: nil
    }
  }

  private mutating func appendCode(
    digits: Int, to text: inout [UInt8], from start: Mark
  ) throws(YAMLError) {
    guard var value = readHex(digits: digits) else {
      throw failure("this escape needs \(digits) hexadecimal digits", at: start)
    }
    // JSON writes characters beyond U+FFFF as two escapes.
    if digits == 4, value & 0xFC00 == 0xD800, byte == .backslash, byte(at: position + 1) == 0x75 {
      position += 2
      guard let low = readHex(digits: 4), low & 0xFC00 == 0xDC00 else {
        throw failure("this escape is half a character; write it as \\U and 8 digits", at: start)
      }
      value = 0x10000 + (value & 0x3FF) << 10 + low & 0x3FF
    }
    guard let scalar = UnicodeScalar(value) else {
      throw failure("this escape is no Unicode character", at: start)
    }
    text.append(contentsOf: Array(String(Character(scalar)).utf8))
  }

  private mutating func readHex(digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard !isAtEnd, let digit = byte.hexValue else { return nil }
      value = value << 4 | digit
      position += 1
    }
    return value
  }
}
