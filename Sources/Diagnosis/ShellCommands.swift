/// The simple commands of a shell text: enough of a shell's grammar to judge text, not to run it.
///
/// Knows quotes, backslashes, lists, pipes, redirections, command substitution and `for` loops.
/// Anything else that a shell would give a meaning to makes the text unreadable.
struct ShellCommands {
  /// Each command's words, without redirections and without the words of loops.
  private(set) var commands: [[String]] = []
  /// Files that output goes to.
  private(set) var written: [String] = []
  /// Whether the text was understood to its end.
  private(set) var isReadable = true

  private var word = ""
  private var hasWord = false
  private var words: [String] = []
  private var isWritten = false
  private var isRead = false
  private var rest: Substring

  private static let loopWords: Set<String> = ["do", "done", "then", "fi"]

  init(_ text: String) {
    rest = text[...]
    while let character = rest.popFirst() { take(character) }
    endCommand()
  }

  private mutating func take(_ character: Character) {
    switch character {
    case "\\":
      if let next = rest.popFirst(), next != "\n" { add(next) }
    case "'", "\"": quoted(character)
    case "`": isReadable = false
    case " ", "\t": endWord()
    case "\n", ";", "|", "&": endCommand()
    case "$" where rest.first == "(":
      rest.removeFirst()
      substitution()
    case ">":
      if word == "2" || word == "1" { word = "" }
      endWord()
      if rest.first == ">" { rest.removeFirst() }
      if rest.first == "&" {
        // `2>&1` joins two streams.
        rest.removeFirst()
        guard let stream = rest.popFirst(), stream.isNumber else { return isReadable = false }
      } else {
        isWritten = true
      }
    case "<":
      endWord()
      guard rest.first != "<", rest.first != "(" else { return isReadable = false }
      isRead = true
    case "(", ")": isReadable = false
    default: add(character)
    }
  }

  private mutating func add(_ character: Character) {
    word.append(character)
    hasWord = true
  }

  private mutating func quoted(_ quote: Character) {
    hasWord = true
    while let character = rest.popFirst() {
      if character == quote { return }
      if quote == "\"" {
        if character == "\\", let next = rest.popFirst() {
          word.append(next)
          continue
        }
        if character == "`" || (character == "$" && rest.first == "(") { isReadable = false }
      }
      word.append(character)
    }
    isReadable = false
  }

  /// The commands inside `$( )`; what they print becomes a word that is not known.
  private mutating func substitution() {
    var inside = ""
    var depth = 1
    while let character = rest.popFirst() {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if depth == 0 { break }
      inside.append(character)
    }
    guard depth == 0, inside.utf8.count < 1000 else { return isReadable = false }
    let inner = ShellCommands(inside)
    commands += inner.commands
    written += inner.written
    isReadable = isReadable && inner.isReadable
    word += "…"
    hasWord = true
  }

  private mutating func endWord() {
    guard hasWord else { return }
    if isWritten {
      written.append(word)
    } else if !isRead {
      words.append(word)
    }
    (word, hasWord, isWritten, isRead) = ("", false, false, false)
  }

  private mutating func endCommand() {
    endWord()
    if isWritten { isReadable = false }
    while let first = words.first, Self.loopWords.contains(first) { words.removeFirst() }
    // The words of `for name in …` are values and no command.
    if !words.isEmpty, words.first != "for" { commands.append(words) }
    (words, isWritten, isRead) = ([], false, false)
  }
}
