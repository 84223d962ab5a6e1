/// Reads bytes into events by the productions of YAML 1.2.2; nothing is ever read twice but the
/// blank lines after a plain scalar.
///
/// A key is recognised after it was read, by the `:` behind it; its mapping's start event is then
/// put before it. A key is at most 1024 characters, which bounds that step.
struct YAMLParser {
  let source: [UInt8]
  let limits: YAMLStream.Limits
  let dialect: YAMLDialect
  var events: [YAMLEvent] = []
  var comments: [YAMLComment] = []

  /// The next byte to read, 0-based.
  var position = 0
  /// 1-based.
  var line = 1
  /// The position of the current line's first byte.
  var lineStart = 0
  /// The number of spaces that the current line begins with.
  var lineIndent = 0
  /// The position of the current line's first byte that is neither space nor tab.
  var lineLead = 0

  /// The place behind the last byte that belongs to a node.
  var contentEnd = Mark(position: 0, line: 1, lineStart: 0, lineIndent: 0, lineLead: 0)
  /// Collections that are open at this point.
  var depth = 0
  /// `%TAG` handles of the current document.
  var tagHandles: [String: String] = [:]

  init(_ source: [UInt8], limits: YAMLStream.Limits, dialect: YAMLDialect) {
    self.source = source
    self.limits = limits
    self.dialect = dialect
    events.reserveCapacity(min(source.count / 24 + 8, 256))
  }

  /// A place to which the parser may return.
  struct Mark {
    var position, line, lineStart, lineIndent, lineLead: Int
  }

  var mark: Mark {
    Mark(
      position: position, line: line, lineStart: lineStart, lineIndent: lineIndent,
      lineLead: lineLead)
  }

  mutating func restore(_ mark: Mark) {
    position = mark.position
    line = mark.line
    lineStart = mark.lineStart
    lineIndent = mark.lineIndent
    lineLead = mark.lineLead
  }
}

// MARK: - Bytes

extension YAMLParser {
  var isAtEnd: Bool { position >= source.count }

  /// The byte at the position, or 0 at the end (a zero byte is refused before parsing).
  var byte: UInt8 { position < source.count ? source[position] : 0 }

  func byte(at offset: Int) -> UInt8 { offset < source.count ? source[offset] : 0 }

  /// Whether a blank, a line break or the end of the text is at an offset.
  func isBlankOrEnd(at offset: Int) -> Bool {
    offset >= source.count || source[offset].isBlank || source[offset].isBreak
  }

  /// 0-based column of the position.
  var column: Int { position - lineStart }

  /// Whether only blanks stand before the position on its line.
  var isFirstOnLine: Bool { position <= lineLead }

  /// Whether a tab is among the blanks that the line begins with.
  var isIndentedByTab: Bool { lineLead - lineStart != lineIndent }

  /// Consumes a line break (LF, CR or CR LF) and measures the indentation of the next line.
  mutating func skipBreak() {
    if byte == .carriageReturn, byte(at: position + 1) == .lineFeed { position += 1 }
    position += 1
    line += 1
    measureLine()
  }

  /// Takes the position as the first byte of a line.
  mutating func measureLine() {
    lineStart = position
    var end = position
    while end < source.count, source[end] == .space { end += 1 }
    lineIndent = end - position
    while end < source.count, source[end].isBlank { end += 1 }
    lineLead = end
  }

  mutating func skipBlanks() {
    while byte.isBlank { position += 1 }
  }

  /// Whether `---` or `...` stands here as the first bytes of a line.
  var isAtDocumentMarker: Bool {
    guard position == lineStart, byte == .dash || byte == .dot else { return false }
    return byte(at: position + 1) == byte && byte(at: position + 2) == byte
      && isBlankOrEnd(at: position + 3)
  }

  /// Whether an indicator (`-`, `?`, `:`) that needs a blank behind it stands here.
  func isAtBlockIndicator(_ indicator: UInt8) -> Bool {
    byte == indicator && !isAtEnd && isBlankOrEnd(at: position + 1)
  }
}

// MARK: - Events and errors

extension YAMLParser {
  /// Returns an error at the position.
  func failure(_ message: String) -> YAMLError {
    YAMLError(line: line, column: column + 1, message: message)
  }

  /// Returns an error at a place that was left already.
  func failure(_ message: String, at mark: Mark) -> YAMLError {
    YAMLError(
      line: mark.line, column: mark.position - mark.lineStart + 1, message: message)
  }

  /// Adds an event whose bytes begin at a mark and end at the content read last.
  mutating func emit(_ kind: YAMLEvent.Kind, from mark: Mark, to end: Int) {
    events.append(
      YAMLEvent(
        kind: kind, range: mark.position..<end, line: mark.line,
        column: mark.position - mark.lineStart + 1))
  }

  /// Adds an empty scalar at a place.
  mutating func emitEmpty(at mark: Mark) {
    emit(.scalar("", .plain), from: mark, to: mark.position)
  }

  /// Adds the end of a collection behind the last byte of content.
  mutating func emitEnd(_ kind: YAMLEvent.Kind) {
    emit(kind, from: contentEnd, to: contentEnd.position)
    depth -= 1
  }

  /// Refuses a text of too many nodes before they take memory; ends count as half.
  func requireRoom() throws(YAMLError) {
    guard events.count / 2 <= limits.nodes else {
      throw failure("more than \(limits.nodes) nodes; split the text")
    }
  }

  /// Takes the position as the end of the content read so far.
  mutating func endContent() { contentEnd = mark }

  mutating func enterCollection() throws(YAMLError) {
    depth += 1
    guard depth <= limits.depth else {
      throw failure("collections are nested deeper than \(limits.depth); flatten the text")
    }
  }
}
