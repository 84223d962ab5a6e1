extension YAMLParser {
  /// Skips blanks, comments and line breaks up to the next token (s-l-comments).
  ///
  /// Calling it again at the same place does nothing.
  mutating func skipSeparation() {
    while true {
      skipBlanks()
      if byte == .hash, isCommentAllowedHere {
        readComment()
      } else if byte.isBreak {
        skipBreak()
      } else {
        return
      }
    }
  }

  /// As `skipSeparation`, inside `[]` and `{}`, where a line needs an indentation too.
  mutating func skipFlowSeparation(indent: Int, from open: Mark) throws(YAMLError) {
    let before = line
    skipSeparation()
    guard line != before, !isAtEnd else { return }
    if isAtDocumentMarker {
      throw failure("a document marker inside a flow collection; close it with ']' or '}' first")
    }
    // go-yaml and PyYAML take a closing bracket at any column, and compose files are written so.
    guard lineIndent >= indent || byte == .closeBracket || byte == .closeBrace else {
      throw failure(
        "this line continues the brackets that open on line \(open.line); close them there, or "
          + "indent it by at least \(Self.spaces(indent))")
    }
  }

  /// Requires that nothing but a comment follows on this line.
  mutating func expectLineEnd(after what: String) throws(YAMLError) {
    skipBlanks()
    if byte == .hash, isCommentAllowedHere { readComment() }
    guard isAtEnd || byte.isBreak else {
      if byte == .hash { throw failure("a comment needs a blank before '#'") }
      throw failure("unexpected text after \(what); put it on a line of its own or quote the whole")
    }
  }

  /// Returns a count with its noun.
  static func spaces(_ count: Int) -> String { count == 1 ? "1 space" : "\(count) spaces" }

  private var isCommentAllowedHere: Bool {
    position == lineStart || source[position - 1].isBlank || dialect == .lenient
  }

  private mutating func readComment() {
    let start = position
    while !isAtEnd, !byte.isBreak { position += 1 }
    comments.append(
      YAMLComment(
        range: start..<position, line: line, column: start - lineStart + 1,
        isWholeLine: start <= lineLead))
  }
}
