extension YAMLParser {
  /// Where a block node stands, which decides what it may be.
  enum Place {
    /// The first node of a document without `---`.
    case bareDocument
    /// Behind `---`: a block collection must begin on a later line.
    case markerLine
    /// Behind `key:`: as above; a sequence may stand in the column of the key.
    case implicitValue
    /// Behind `? ` or the `: ` that answers it: a compact collection may follow at once.
    case explicitEntry
    /// Behind `- `: a compact collection may follow at once.
    case sequenceEntry

    var allowsCompact: Bool { self == .explicitEntry || self == .sequenceEntry }
    var allowsSequenceInParentColumn: Bool { self == .implicitValue || self == .explicitEntry }
  }

  /// Reads the node at or behind the position (s-l+block-node).
  ///
  /// - Parameters:
  ///   - parent: The 0-based column of the collection around it, -1 at the top.
  ///   - place: What stands before it.
  /// - Throws: When the text is not a node there.
  mutating func parseBlockNode(parent: Int, place: Place) throws(YAMLError) {
    try requireRoom()
    let indicatorEnd = mark
    endContent()
    var outer: YAMLProperties?
    var inner: YAMLProperties?
    var nodeStart = mark
    while true {
      let before = line
      skipSeparation()
      if line != before {
        outer = try merge(outer, inner)
        inner = nil
      }
      guard blockNodeFollows(parent: parent, place: place, since: indicatorEnd) else {
        emitEmpty(at: outer == nil && inner == nil ? indicatorEnd : contentEnd)
        return try apply(merge(outer, inner), to: events.count - 1)
      }
      if inner == nil { nodeStart = mark }
      guard isAtProperty else { break }
      try parseProperties(into: &inner, inFlow: false)
    }
    let isCompact = nodeStart.line == indicatorEnd.line && place != .bareDocument
    let frame = NodeFrame(
      parent: parent, place: place, indicatorEnd: indicatorEnd, nodeStart: nodeStart,
      isCompact: isCompact)
    try parseBlockContent(frame, outer: outer, inner: inner)
  }

  /// What is known of a block node when its content begins.
  struct NodeFrame {
    var parent: Int
    var place: Place
    var indicatorEnd: Mark
    /// Where the node or the properties on its line begin.
    var nodeStart: Mark
    /// Whether the node begins on the line of the indicator before it.
    var isCompact: Bool
  }

  /// Whether the token here belongs to the node that is read, by its indentation.
  private func blockNodeFollows(
    parent: Int, place: Place, since indicatorEnd: Mark
  ) -> Bool {
    if isAtEnd || isAtDocumentMarker { return false }
    guard isFirstOnLine, line != indicatorEnd.line || place == .bareDocument else { return true }
    if lineIndent > parent { return true }
    return lineIndent == parent && place.allowsSequenceInParentColumn && !isIndentedByTab
      && isAtBlockIndicator(.dash)
  }

  private mutating func parseBlockContent(
    _ frame: NodeFrame, outer: YAMLProperties?, inner: YAMLProperties?
  ) throws(YAMLError) {
    switch byte {
    case .dash where isAtBlockIndicator(.dash):
      try requireCollectionStart(frame, "a block sequence")
      guard inner == nil else {
        throw failure("an anchor or a tag of a block sequence stands on the line before it")
      }
      try parseBlockSequence(properties: outer)
    case .questionMark where isAtBlockIndicator(.questionMark):
      try requireCollectionStart(frame, "a block mapping")
      guard inner == nil else {
        throw failure("an anchor or a tag of a block mapping stands on the line before it")
      }
      let mappingColumn = column
      try startMapping(properties: outer, at: events.count, from: mark)
      try parseExplicitEntry(column: mappingColumn)
      try parseBlockMappingEntries(column: mappingColumn)
    case .pipe, .greater:
      try parseBlockScalar(parent: frame.parent)
      try apply(merge(outer, inner), to: events.count - 1)
    default:
      try parseKeyOrFlowNode(frame, outer: outer, inner: inner)
    }
  }

  /// Reads what may be a node or the first key of a mapping.
  private mutating func parseKeyOrFlowNode(
    _ frame: NodeFrame, outer: YAMLProperties?, inner: YAMLProperties?
  ) throws(YAMLError) {
    let first = events.count
    let firstLine = line
    if isAtBlockIndicator(.colon) {
      emitEmpty(at: inner == nil ? mark : contentEnd)
    } else {
      try parseFlowContentInBlock(indent: frame.parent + 1)
    }
    skipBlanks()
    guard isAtBlockIndicator(.colon) else {
      try apply(merge(outer, inner), to: first)
      return try expectLineEnd(after: "this value")
    }
    try requireImplicitKey(from: frame.nodeStart, firstLine: firstLine)
    guard !frame.isCompact || frame.place.allowsCompact else {
      throw failure(
        "': ' inside a value; put the value in quotes, or the mapping on the next line, indented")
    }
    let colon = mark
    restore(frame.nodeStart)
    try requireCollectionStart(frame, "a block mapping")
    restore(colon)
    try apply(inner, to: first)
    try startMapping(properties: outer, at: first, from: frame.nodeStart)
    position += 1
    let mappingColumn = frame.nodeStart.position - frame.nodeStart.lineStart
    try parseBlockNode(parent: mappingColumn, place: .implicitValue)
    try parseBlockMappingEntries(column: mappingColumn)
  }

  /// Reads an alias, a flow collection, a quoted or a plain scalar.
  mutating func parseFlowContentInBlock(indent: Int) throws(YAMLError) {
    let flowIndent = dialect == .lenient ? 0 : indent
    switch byte {
    case .asterisk: try parseAlias()
    case .openBracket, .openBrace: try parseFlowCollection(indent: flowIndent)
    case .doubleQuote: try parseDoubleQuoted(indent: flowIndent)
    case .singleQuote: try parseSingleQuoted(indent: flowIndent)
    default: try parsePlain(indent: indent, inFlow: false)
    }
  }

  /// Requires that a block collection may begin here.
  private func requireCollectionStart(_ frame: NodeFrame, _ what: String) throws(YAMLError) {
    if frame.isCompact {
      guard frame.place.allowsCompact else {
        throw failure("\(what) may not begin on this line; put it on the next one, indented")
      }
      let gap = source[frame.indicatorEnd.position..<frame.nodeStart.position]
      guard !gap.contains(.tab) else {
        throw failure("a tab stands where indentation is; use a space before \(what)")
      }
    } else {
      guard !isIndentedByTab else {
        throw failure("a tab stands where indentation is; indent with spaces")
      }
    }
  }

  /// Requires that what was read since a mark can be a key: one line, at most 1024 characters.
  func requireImplicitKey(from start: Mark, firstLine: Int) throws(YAMLError) {
    guard line == firstLine else {
      throw failure(
        "a key must stand on one line, but what this ':' ends begins on line \(start.line); align "
          + "this line with the key above it, or put the text in quotes")
    }
    guard position - start.position > 1024 else { return }
    let text = source[start.position..<position]
    // Bytes of the form 10xxxxxx continue a character.
    guard text.count(where: { $0 & 0xC0 != 0x80 }) <= 1024 else {
      throw failure("a key is longer than 1024 characters; write it behind '? '", at: start)
    }
  }
}
