extension YAMLParser {
  /// Reads `'…'`.
  mutating func parseSingleQuoted(indent: Int) throws(YAMLError) {
    let start = mark
    position += 1
    var text: [UInt8] = []
    while true {
      let run = skipQuotedRun(to: .singleQuote)
      guard !isAtEnd else { throw failure("this quote is never closed; add \"'\"", at: start) }
      if byte.isBreak {
        try foldQuoted(run, into: &text, indent: indent, from: start)
        continue
      }
      position += 1
      guard byte == .singleQuote else {
        return endQuoted(text, run, .singleQuoted, from: start)
      }
      text.append(contentsOf: source[run])
      text.append(.singleQuote)
      position += 1
    }
  }

  /// Reads `"…"`.
  mutating func parseDoubleQuoted(indent: Int) throws(YAMLError) {
    let start = mark
    position += 1
    var text: [UInt8] = []
    while true {
      let run = skipQuotedRun(to: .doubleQuote)
      guard !isAtEnd else { throw failure("this quote is never closed; add '\"'", at: start) }
      if byte.isBreak {
        try foldQuoted(run, into: &text, indent: indent, from: start)
      } else if byte == .backslash {
        text.append(contentsOf: source[run])
        try parseEscape(into: &text, indent: indent, from: start)
      } else {
        position += 1
        return endQuoted(text, run, .doubleQuoted, from: start)
      }
    }
  }

  /// Moves to the next quote, line break, or backslash in double quotes, and returns the bytes
  /// before it.
  private mutating func skipQuotedRun(to quote: UInt8) -> Range<Int> {
    let start = position
    let backslash = quote == .doubleQuote ? UInt8.backslash : quote
    position = source.withUnsafeBufferPointer { bytes in
      var end = start
      while end < bytes.count {
        let byte = bytes[end]
        if byte == quote || byte == backslash || byte.isBreak { break }
        end += 1
      }
      return end
    }
    return start..<position
  }

  /// Emits the scalar whose last bytes are a run; without others, they need no copy.
  private mutating func endQuoted(
    _ text: [UInt8], _ run: Range<Int>, _ style: YAMLNode.Style, from start: Mark
  ) {
    endContent()
    let bytes = text.isEmpty ? source[run] : (text + source[run])[...]
    emit(.scalar(String(decoding: bytes, as: UTF8.self), style), from: start, to: position)
  }

  /// Takes the bytes before a line break, without the blanks at their end, and folds the break.
  private mutating func foldQuoted(
    _ run: Range<Int>, into text: inout [UInt8], indent: Int, from open: Mark
  ) throws(YAMLError) {
    let bytes = source[run]
    let last = bytes.lastIndex { !$0.isBlank } ?? run.lowerBound - 1
    text.append(contentsOf: bytes[...last])
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
