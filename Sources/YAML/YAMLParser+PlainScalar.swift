extension YAMLParser {
  /// Reads a plain scalar with its further lines (ns-plain).
  ///
  /// - Parameters:
  ///   - indent: The spaces with which each further line must begin.
  ///   - inFlow: Whether it stands inside `[]` or `{}`.
  /// - Throws: When no plain scalar may begin here.
  mutating func parsePlain(indent: Int, inFlow: Bool) throws(YAMLError) {
    try requirePlainStart(inFlow: inFlow)
    let start = mark
    var end = scanPlainLine(inFlow: inFlow)
    var text = source[start.position..<end.position]
    while let breaks = skipToContinuation(indent: indent, inFlow: inFlow) {
      if breaks == 1 {
        text.append(.space)
      } else {
        text.append(contentsOf: repeatElement(.lineFeed, count: breaks - 1))
      }
      let lower = position
      end = scanPlainLine(inFlow: inFlow)
      text.append(contentsOf: source[lower..<end.position])
    }
    restore(end)
    endContent()
    emit(.scalar(String(decoding: text, as: UTF8.self), .plain), from: start, to: position)
  }

  private func requirePlainStart(inFlow: Bool) throws(YAMLError) {
    guard !isAtEnd, !byte.isBreak else { throw failure("a value is missing here") }
    guard byte.isIndicator else { return }
    let next = byte(at: position + 1)
    let isText =
      (byte == .dash || byte == .questionMark || byte == .colon)
      && !isBlankOrEnd(at: position + 1) && !(inFlow && next.isFlowIndicator)
    guard isText else { throw failure(adviceForIndicator()) }
  }

  private func adviceForIndicator() -> String {
    let character = String(UnicodeScalar(byte))
    switch byte {
    case .hash: return "a comment needs a blank before '#'; a text that begins so needs quotes"
    case .closeBracket, .closeBrace: return "'\(character)' closes nothing here"
    case .percent where column == 0:
      return "a directive needs '...' on the line before it"
    case .dash, .questionMark:
      return "'\(character)' may not begin an entry here; put it on a line of its own or in quotes"
    default: return "a plain text may not begin with '\(character)'; put it in quotes"
    }
  }

  /// Scans the text on the current line and returns the place behind its last byte.
  private mutating func scanPlainLine(inFlow: Bool) -> Mark {
    var end = position
    let size = source.count
    scan: while position < size {
      let byte = source[position]
      // Letters and digits, which most bytes are, mean nothing.
      if byte.isWordByte {
        position += 1
        end = position
        continue
      }
      switch byte {
      case .lineFeed, .carriageReturn: break scan
      case .space, .tab:
        position += 1
        continue
      case .hash where position > end: break scan
      case .colon where endsKey(at: position, inFlow: inFlow): break scan
      case _ where inFlow && byte.isFlowIndicator: break scan
      default: break
      }
      position += 1
      end = position
    }
    var place = mark
    place.position = end
    return place
  }

  private func endsKey(at offset: Int, inFlow: Bool) -> Bool {
    isBlankOrEnd(at: offset + 1) || (inFlow && byte(at: offset + 1).isFlowIndicator)
  }

  /// Moves to the next line of a plain scalar and returns the number of line breaks before it;
  /// nil when the scalar ends.
  private mutating func skipToContinuation(indent: Int, inFlow: Bool) -> Int? {
    skipBlanks()
    var breaks = 0
    while byte.isBreak {
      skipBreak()
      breaks += 1
      position = lineLead
    }
    guard breaks > 0, !isAtEnd, lineIndent >= indent, byte != .hash else { return nil }
    guard position != lineStart || !isAtDocumentMarker else { return nil }
    guard byte != .colon || !endsKey(at: position, inFlow: inFlow) else { return nil }
    guard !inFlow || !byte.isFlowIndicator else { return nil }
    return breaks
  }
}
