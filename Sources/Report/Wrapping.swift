/// Breaks prose into lines of at most a number of terminal cells.
package enum Wrapping {
  /// Returns the lines of a paragraph; a word that is wider than a line is broken inside.
  ///
  /// - Parameters:
  ///   - text: Any text; it is made inert first, and line breaks count as blanks.
  ///   - width: The cells of a line, at least 1.
  ///   - first: The cells of the first line, when something stands before it.
  /// - Returns: At least one line, none wider than `width` unless one character is.
  package static func lines(_ text: String, width: Int, first: Int? = nil) -> [String] {
    let width = max(1, width)
    var room = max(0, first ?? width)
    var lines: [String] = []
    var line = ""
    for word in InertText.line(text).split(separator: " ") {
      var word = Substring(word)
      let needed = DisplayWidth.of(word) + (line.isEmpty ? 0 : 1)
      let used = DisplayWidth.of(line)
      if used + needed <= room {
        line += (line.isEmpty ? "" : " ") + word
        continue
      }
      if !line.isEmpty || room < width {
        lines.append(line)
        (line, room) = ("", width)
      }
      while DisplayWidth.of(word) > width {
        let head = prefix(of: word, width: width)
        lines.append(String(head))
        word = word[head.endIndex...]
      }
      line = String(word)
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// Returns the text, or its beginning and `…` where it is wider than `width` cells.
  static func cut(_ text: String, width: Int) -> String {
    let text = InertText.line(text)
    guard DisplayWidth.of(text) > width else { return text }
    return prefix(of: text[...], width: max(1, width - 1)) + "…"
  }

  /// The longest beginning that fits; at least one character, so that breaking always ends.
  private static func prefix(of text: Substring, width: Int) -> Substring {
    var used = 0
    var end = text.startIndex
    while end < text.endIndex {
      used += DisplayWidth.of(text[end])
      if used > width && end > text.startIndex { break }
      end = text.index(after: end)
    }
    return text[..<end]
  }
}
