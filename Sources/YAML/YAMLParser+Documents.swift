extension YAMLParser {
  /// Reads the whole text (l-yaml-stream).
  mutating func parseStream() throws(YAMLError) {
    skipByteOrderMark()
    measureLine()
    emit(.streamStart, from: mark, to: position)
    var mayHoldDirectives = true
    while true {
      skipDocumentPrefix()
      if isAtEnd { break }
      if isAtDocumentMarker, byte == .dot {
        position += 3
        try expectLineEnd(after: "'...'")
        mayHoldDirectives = true
      } else {
        mayHoldDirectives = try parseDocument(mayHoldDirectives: mayHoldDirectives)
      }
    }
    emit(.streamEnd, from: mark, to: position)
  }

  /// Reads one document and says whether it was ended by `...`, so that directives may follow.
  private mutating func parseDocument(mayHoldDirectives: Bool) throws(YAMLError) -> Bool {
    tagHandles = ["!": "!", "!!": "tag:yaml.org,2002:"]
    let hasDirectives = byte == .percent && position == lineStart
    if hasDirectives {
      guard mayHoldDirectives else {
        throw failure("a directive needs '...' on the line before it")
      }
      try parseDirectives()
    }
    let start = mark
    let isExplicit = isAtDocumentMarker
    if isExplicit { position += 3 }
    emit(.documentStart(isExplicit: isExplicit), from: start, to: position)
    endContent()
    try parseBlockNode(parent: -1, place: isExplicit ? .markerLine : .bareDocument)

    skipSeparation()
    let end = mark
    let isEnded = isAtDocumentMarker && byte == .dot
    guard isAtEnd || isAtDocumentMarker else {
      throw trailingContent()
    }
    if isEnded { position += 3 }
    emit(.documentEnd(isExplicit: isEnded), from: end, to: position)
    if isEnded { try expectLineEnd(after: "'...'") }
    return isEnded
  }

  private func trailingContent() -> YAMLError {
    switch byte {
    case .closeBracket, .closeBrace: failure("a closing bracket without an opening one")
    case .tab: failure("a tab stands where indentation is; indent with spaces")
    default:
      failure(
        "this text belongs to no node: indent it like the entries it belongs to, or begin a new "
          + "document with '---'")
    }
  }

  private mutating func skipByteOrderMark() {
    if byte == 0xEF, byte(at: position + 1) == 0xBB, byte(at: position + 2) == 0xBF {
      position += 3
    }
  }

  /// Skips comments, blank lines and byte order marks (l-document-prefix).
  private mutating func skipDocumentPrefix() {
    skipSeparation()
    while byte == 0xEF, position == lineStart {
      let before = position
      skipByteOrderMark()
      guard position != before else { return }
      measureLine()
      skipSeparation()
    }
  }
}

// MARK: - Directives

extension YAMLParser {
  private mutating func parseDirectives() throws(YAMLError) {
    var hasVersion = false
    var handles: Set<String> = []
    while byte == .percent, position == lineStart {
      let start = mark
      position += 1
      switch readDirectiveWord() {
      case "YAML":
        guard !hasVersion else {
          throw failure("a second %YAML directive; keep one", at: start)
        }
        hasVersion = true
        try parseVersion()
      case "TAG": try parseTagDirective(at: start, known: &handles)
      case "": throw failure("a directive needs a name behind '%'", at: start)
      // 6.8: an unknown directive is ignored, with all its parameters.
      default: while !isAtEnd, !byte.isBreak, !isCommentStart { position += 1 }
      }
      try expectLineEnd(after: "the directive")
      skipSeparation()
    }
    guard isAtDocumentMarker, byte == .dash else {
      throw failure("directives need '---' behind them")
    }
  }

  private var isCommentStart: Bool { byte == .hash && source[position - 1].isBlank }

  private mutating func readDirectiveWord() -> String {
    let start = position
    while !isBlankOrEnd(at: position) { position += 1 }
    let word = String(decoding: source[start..<position], as: UTF8.self)
    skipBlanks()
    return word
  }

  private mutating func parseVersion() throws(YAMLError) {
    let start = mark
    let parts = readDirectiveWord().split(separator: ".", omittingEmptySubsequences: false)
    let isVersion =
      parts.count == 2
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(\.isDecimalDigit) }
    guard isVersion else { throw failure("%YAML needs a version such as 1.2", at: start) }
    guard parts[0] == "1" else {
      throw failure("YAML \(parts.joined(separator: ".")) is not known; use 1.2", at: start)
    }
  }

  private mutating func parseTagDirective(
    at start: Mark, known: inout Set<String>
  ) throws(YAMLError) {
    let handle = readDirectiveWord()
    let prefix = readDirectiveWord()
    let name = handle.utf8.dropFirst().dropLast()
    guard handle.utf8.first == .exclamation, handle.utf8.last == .exclamation,
      name.allSatisfy(\.isWordByte), !prefix.isEmpty
    else {
      throw failure("%TAG needs a handle such as !e! and a prefix", at: start)
    }
    guard known.insert(handle).inserted else {
      throw failure("the handle \(handle) is given twice; keep one", at: start)
    }
    tagHandles[handle] = prefix
  }
}
