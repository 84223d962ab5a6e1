extension YAMLParser {
  /// Puts the start of a block mapping before the event at an index.
  mutating func startMapping(
    properties: YAMLProperties?, at index: Int, from start: Mark
  ) throws(YAMLError) {
    try enterCollection()
    let event = YAMLEvent(
      kind: .mappingStart(isFlow: false), range: start.position..<start.position,
      line: start.line, column: start.position - start.lineStart + 1)
    events.insert(event, at: index)
    try apply(properties, to: index)
  }

  /// Reads the entries of a sequence whose first `-` is here (l+block-sequence).
  mutating func parseBlockSequence(properties: YAMLProperties?) throws(YAMLError) {
    try enterCollection()
    let sequenceColumn = column
    emit(.sequenceStart(isFlow: false), from: mark, to: position)
    try apply(properties, to: events.count - 1)
    repeat {
      position += 1
      try parseBlockNode(parent: sequenceColumn, place: .sequenceEntry)
    } while try entryFollows(column: sequenceColumn) && isAtBlockIndicator(.dash)
    emitEnd(.sequenceEnd)
  }

  /// Reads the entries of a mapping up to its end (l+block-mapping).
  mutating func parseBlockMappingEntries(column: Int) throws(YAMLError) {
    while try entryFollows(column: column) {
      if isAtBlockIndicator(.questionMark) {
        try parseExplicitEntry(column: column)
      } else {
        try parseImplicitEntry(column: column)
      }
    }
    emitEnd(.mappingEnd)
  }

  /// Skips to the next token and says whether it stands in the column of a collection's entries.
  private mutating func entryFollows(column: Int) throws(YAMLError) -> Bool {
    skipSeparation()
    if isAtEnd || isAtDocumentMarker { return false }
    guard !isIndentedByTab else {
      throw failure("a tab stands where indentation is; indent with spaces")
    }
    guard lineIndent <= column else {
      throw failure(
        "this line is indented by \(Self.spaces(lineIndent)), the entries around it by \(column); "
          + "align it with them")
    }
    return lineIndent == column
  }

  /// Reads `? key` and the `: value` that may follow.
  mutating func parseExplicitEntry(column: Int) throws(YAMLError) {
    position += 1
    try parseBlockNode(parent: column, place: .explicitEntry)
    guard try entryFollows(column: column), isAtBlockIndicator(.colon) else {
      return emitEmpty(at: contentEnd)
    }
    position += 1
    try parseBlockNode(parent: column, place: .explicitEntry)
  }

  /// Reads `key: value`.
  private mutating func parseImplicitEntry(column: Int) throws(YAMLError) {
    let start = mark
    let first = events.count
    var properties: YAMLProperties?
    try parseProperties(into: &properties, inFlow: false)
    switch byte {
    case .colon where isAtBlockIndicator(.colon):
      emitEmpty(at: properties == nil ? mark : contentEnd)
    case .dash where isAtBlockIndicator(.dash):
      throw failure("a list entry among the keys of a mapping; indent it under its key")
    default: try parseFlowContentInBlock(indent: column + 1)
    }
    try apply(properties, to: first)
    skipBlanks()
    guard isAtBlockIndicator(.colon) else {
      throw failure("a key needs ': ' behind it; write 'key: value' or indent the line", at: start)
    }
    try requireImplicitKey(from: start, firstLine: start.line)
    position += 1
    try parseBlockNode(parent: column, place: .implicitValue)
  }
}
