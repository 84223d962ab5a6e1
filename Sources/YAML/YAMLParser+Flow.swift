extension YAMLParser {
  /// The flow collection that is read.
  private struct FlowFrame {
    /// The spaces with which each further line must begin.
    var indent: Int
    /// Its opening bracket.
    var open: Mark
  }

  /// Reads `[…]` or `{…}`.
  ///
  /// - Parameter indent: The spaces with which each further line must begin.
  /// - Throws: When an entry is wrong or the collection is not closed.
  mutating func parseFlowCollection(indent: Int) throws(YAMLError) {
    try enterCollection()
    let isSequence = byte == .openBracket
    let open = mark
    let frame = FlowFrame(indent: indent, open: open)
    emit(
      isSequence ? .sequenceStart(isFlow: true) : .mappingStart(isFlow: true), from: open,
      to: position)
    position += 1
    let close: UInt8 = isSequence ? .closeBracket : .closeBrace
    while true {
      try skipFlowSeparation(indent: frame.indent, from: frame.open)
      if byte == close { break }
      guard !isAtEnd else { throw unclosed(open, isSequence: isSequence) }
      guard byte != .comma else { throw failure("an entry is missing before ','; remove one ','") }
      if isSequence {
        try parseFlowSequenceEntry(in: frame)
      } else {
        try parseFlowMappingEntry(in: frame)
      }
      try skipFlowSeparation(indent: frame.indent, from: frame.open)
      if byte == close { break }
      guard !isAtEnd else { throw unclosed(open, isSequence: isSequence) }
      guard byte == .comma else {
        throw failure("expected ',' or '\(isSequence ? "]" : "}")' here")
      }
      position += 1
    }
    position += 1
    endContent()
    emitEnd(isSequence ? .sequenceEnd : .mappingEnd)
  }

  private func unclosed(_ open: Mark, isSequence: Bool) -> YAMLError {
    failure(
      isSequence ? "'[' is never closed; add ']'" : "'{' is never closed; add '}'", at: open)
  }

  /// Whether `:` here ends a key: at once behind a quoted or bracketed key, else only before a
  /// blank or a flow indicator.
  private func isAtFlowValue(afterJSONKey: Bool) -> Bool {
    guard byte == .colon else { return false }
    return afterJSONKey || isBlankOrEnd(at: position + 1)
      || byte(at: position + 1).isFlowIndicator
  }

  private var isAtFlowEntryEnd: Bool {
    byte == .comma || byte == .closeBracket || byte == .closeBrace
  }

  /// Reads an item, or the single pair `key: value` that is an item (ns-flow-seq-entry).
  private mutating func parseFlowSequenceEntry(in frame: FlowFrame) throws(YAMLError) {
    let start = mark
    let first = events.count
    if isAtBlockIndicator(.questionMark) {
      try startFlowPair(at: first, from: start)
      try parseFlowMappingEntry(in: frame)
      return emitEnd(.mappingEnd)
    }
    var isJSONKey = false
    if isAtFlowValue(afterJSONKey: false) {
      emitEmpty(at: mark)
    } else {
      isJSONKey = try parseFlowNode(in: frame)
    }
    try skipFlowSeparation(indent: frame.indent, from: frame.open)
    guard isAtFlowValue(afterJSONKey: isJSONKey) else { return }
    try requireImplicitKey(from: start, firstLine: start.line)
    try startFlowPair(at: first, from: start)
    try parseFlowValue(in: frame)
    emitEnd(.mappingEnd)
  }

  private mutating func startFlowPair(at index: Int, from start: Mark) throws(YAMLError) {
    try enterCollection()
    events.insert(
      YAMLEvent(
        kind: .mappingStart(isFlow: true), range: start.position..<start.position,
        line: start.line, column: start.position - start.lineStart + 1),
      at: index)
  }

  /// Reads `key: value`, `key`, `: value` or `? key : value` (ns-flow-map-entry).
  private mutating func parseFlowMappingEntry(in frame: FlowFrame) throws(YAMLError) {
    if isAtBlockIndicator(.questionMark) {
      position += 1
      endContent()
      try skipFlowSeparation(indent: frame.indent, from: frame.open)
    }
    var isJSONKey = false
    if isAtFlowEntryEnd {
      emitEmpty(at: contentEnd)
    } else if isAtFlowValue(afterJSONKey: false) {
      emitEmpty(at: mark)
    } else {
      isJSONKey = try parseFlowNode(in: frame)
    }
    try skipFlowSeparation(indent: frame.indent, from: frame.open)
    if isAtFlowValue(afterJSONKey: isJSONKey) {
      try parseFlowValue(in: frame)
    } else {
      emitEmpty(at: contentEnd)
    }
  }

  /// Reads `: value`, whose value may be missing.
  private mutating func parseFlowValue(in frame: FlowFrame) throws(YAMLError) {
    position += 1
    endContent()
    try skipFlowSeparation(indent: frame.indent, from: frame.open)
    if isAtFlowEntryEnd {
      emitEmpty(at: contentEnd)
    } else {
      _ = try parseFlowNode(in: frame)
    }
  }

  /// Reads a node with its properties and says whether it is quoted or bracketed, as in JSON.
  private mutating func parseFlowNode(in frame: FlowFrame) throws(YAMLError) -> Bool {
    try requireRoom()
    var properties: YAMLProperties?
    while isAtProperty {
      try parseProperties(into: &properties, inFlow: true)
      try skipFlowSeparation(indent: frame.indent, from: frame.open)
    }
    let first = events.count
    var isJSON = true
    switch byte {
    case .openBracket, .openBrace: try parseFlowCollection(indent: frame.indent)
    case .doubleQuote: try parseDoubleQuoted(indent: frame.indent)
    case .singleQuote: try parseSingleQuoted(indent: frame.indent)
    default:
      isJSON = false
      let isMissing = isAtFlowEntryEnd || isAtEnd || isAtFlowValue(afterJSONKey: false)
      if byte == .asterisk {
        try parseAlias()
      } else if isMissing, properties != nil {
        emitEmpty(at: contentEnd)
      } else {
        try parsePlain(indent: frame.indent, inFlow: true)
      }
    }
    try apply(properties, to: first)
    return isJSON
  }
}
