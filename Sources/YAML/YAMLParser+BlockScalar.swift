extension YAMLParser {
  /// What happens to the line breaks at the end of a block scalar.
  private enum Chomping {
    case strip, clip, keep

    /// The line breaks that stay at most.
    var breaks: Int {
      switch self {
      case .strip: 0
      case .clip: 1
      case .keep: .max
      }
    }
  }

  /// Reads `|` or `>` with its lines (c-l+literal, c-l+folded).
  ///
  /// - Parameter parent: The 0-based column of the collection around it, -1 at the top.
  /// - Throws: When the header or the indentation is wrong.
  mutating func parseBlockScalar(parent: Int) throws(YAMLError) {
    let start = mark
    let style: YAMLNode.Style = byte == .greater ? .folded : .literal
    position += 1
    let (digit, chomping) = readBlockHeader()
    endContent()
    try expectLineEnd(after: "the header of a block text")
    if byte.isBreak { skipBreak() }
    let indent = digit > 0 ? max(parent, 0) + digit : try detectIndent(parent: parent)

    var text = BlockText(isFolded: style == .folded)
    while let range = readBlockLine(indent: indent) {
      text.append(source[range])
      if !range.isEmpty { endContent() }
      guard !isAtEnd else {
        // The test suite reads blanks before the end of the text as a whole line (JEF9, L24T).
        if position > lineStart, position <= lineLead { text.endLine() }
        break
      }
      skipBreak()
      text.endLine()
    }
    let bytes = text.finish(breaks: chomping.breaks, keepsEmpty: chomping == .keep)
    emit(
      .scalar(String(decoding: bytes, as: UTF8.self), style), from: start, to: contentEnd.position)
  }

  /// Reads the indentation (0 when absent) and the chomping of a header (c-b-block-header).
  private mutating func readBlockHeader() -> (Int, Chomping) {
    var indent = 0
    var chomping: Chomping?
    while true {
      switch byte {
      case 0x2B where chomping == nil: chomping = .keep
      case .dash where chomping == nil: chomping = .strip
      case 0x31...0x39 where indent == 0: indent = Int(byte - 0x30)
      default: return (indent, chomping ?? .clip)
      }
      position += 1
    }
  }

  /// Finds the indentation of the first line with text (8.1.1.1); the position stays.
  private mutating func detectIndent(parent: Int) throws(YAMLError) -> Int {
    let start = mark
    defer { restore(start) }
    var longestBlank = 0
    while true {
      let lead = lineStart + lineIndent
      guard byte(at: lead).isBreak else { break }
      longestBlank = max(longestBlank, lineIndent)
      position = lead
      skipBreak()
    }
    let isText = lineStart + lineIndent < source.count && !isAtDocumentMarker
    guard isText, lineIndent > parent else {
      guard byte(at: lineStart + lineIndent) != .tab else {
        position = lineStart + lineIndent
        throw failure("a tab stands where indentation is; indent with spaces")
      }
      return max(longestBlank, lineIndent, parent + 1)
    }
    guard longestBlank <= lineIndent else {
      position = lineStart + lineIndent
      throw failure(
        "a blank line above has more spaces than this first line of a block text; "
          + "remove them or give the indentation behind '|' or '>'")
    }
    return lineIndent
  }

  /// Moves over one line and returns its bytes behind the indentation; nil when the text ends.
  private mutating func readBlockLine(indent: Int) -> Range<Int>? {
    guard !isAtEnd else { return nil }
    let lower = lineStart + min(lineIndent, indent)
    let isBlank = lower >= source.count || source[lower].isBreak
    if !isBlank {
      guard lineIndent >= indent, !isAtDocumentMarker else { return nil }
    }
    position = lower
    while !isAtEnd, !byte.isBreak { position += 1 }
    return lower..<position
  }
}

/// The text of a block scalar while its lines are joined.
private struct BlockText {
  let isFolded: Bool
  private var bytes: [UInt8] = []
  private var hasText = false
  /// Line breaks since the last line with text.
  private var breaks = 0
  /// Whether the last line with text begins with a blank, which keeps the breaks around it.
  private var isSpaced = false

  init(isFolded: Bool) { self.isFolded = isFolded }

  mutating func append(_ line: ArraySlice<UInt8>) {
    guard let first = line.first else { return }
    let wasSpaced = isSpaced
    isSpaced = first.isBlank
    if isFolded, hasText, !wasSpaced, !isSpaced {
      appendBreaks(breaks - 1)
      if breaks == 1 { bytes.append(.space) }
    } else {
      appendBreaks(breaks)
    }
    bytes.append(contentsOf: line)
    hasText = true
    breaks = 0
  }

  mutating func endLine() { breaks += 1 }

  mutating func finish(breaks most: Int, keepsEmpty: Bool) -> [UInt8] {
    if hasText || keepsEmpty { appendBreaks(min(breaks, most)) }
    return bytes
  }

  private mutating func appendBreaks(_ count: Int) {
    bytes.append(contentsOf: repeatElement(.lineFeed, count: count))
  }
}
