/// Splits a `command:` string into arguments the way compose does: quotes and backslashes, no more.
package enum ShellWords {
  /// The words; an open quote ends at the end of the text.
  package static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var rest = Substring(text)
    while let character = rest.popFirst() {
      switch character {
      case "\\" where quote != "'":
        guard let next = rest.popFirst() else { break }
        // Inside double quotes a backslash only escapes these.
        let isEscape = quote == nil || ["\"", "\\", "$", "`"].contains(next)
        word = (word ?? "") + (isEscape ? "" : "\\") + String(next)
      case "'", "\"":
        if quote == nil {
          quote = character
          word = word ?? ""
        } else if quote == character {
          quote = nil
        } else {
          word?.append(character)
        }
      case _ where quote == nil && character.isWhitespace:
        if let done = word { words.append(done) }
        word = nil
      default:
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}
