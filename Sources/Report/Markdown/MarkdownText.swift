/// Writes text into Markdown so that it says what it says and does nothing.
///
/// Nobody is mentioned, nothing is linked, and no markup begins: words that a tracker would turn
/// into something (`@name`, `#1`, a URL, a commit) become code, everything else is escaped.
enum MarkdownText {
  /// Prose on one line; spans between backticks stay code.
  static func prose(_ text: String) -> String {
    guardStart(inline(text))
  }

  /// Prose inside a line that has begun already.
  static func inline(_ text: String) -> String {
    var result = ""
    var rest = Substring(InertText.line(text))
    while let open = rest.firstIndex(of: "`"),
      let close = rest[rest.index(after: open)...].firstIndex(of: "`"),
      rest.index(after: open) < close
    {
      result += words(rest[..<open]) + code(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return result + words(rest)
  }

  /// One code span, whatever backticks stand in the text.
  static func code(_ text: String) -> String {
    let text = InertText.line(text)
    guard text.contains(where: { $0 != " " }) else { return "" }
    let ticks = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    let pad = text.first == "`" || text.last == "`" ? " " : ""
    return ticks + pad + text + pad + ticks
  }

  /// A fenced block that no line of the text can close.
  static func fence(_ text: String, language: String = "", indent: Int = 0) -> String {
    let lines = InertText.block(text)
    let longest = lines.map { longestRun(of: "`", in: $0) }.max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return ([fence + language] + lines + [fence])
      .map { $0.isEmpty ? "" : blanks(indent) + $0 }.joined(separator: "\n") + "\n"
  }

  /// A table's cell: prose or code whose bars do not end it.
  static func cell(_ markdown: String) -> String {
    markdown.replacing("|", with: "\\|")
  }

  /// Text inside an HTML tag such as `<summary>`, where Markdown is not read.
  static func html(_ text: String) -> String {
    let escaped = InertText.line(text).map { character in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      // A blank of no width ends what a tracker would link.
      case "@": "@&#8203;"
      case "#": "#&#8203;"
      default: String(character)
      }
    }
    return escaped.joined()
  }

  private static func words(_ text: Substring) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false)
      .map(word).joined(separator: " ")
  }

  private static func word(_ word: Substring) -> String {
    if isActive(word) { return code(String(word)) }
    // `RAFT_JOIN,` reads best as code and a comma.
    let tail = word.reversed().prefix { ".,;:)".contains($0) }.count
    let head = word.prefix { $0 == "(" }
    let name = word.dropFirst(head.count).dropLast(tail)
    let isName =
      name.contains("_") && name.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
    return isName ? head + code(String(name)) + word.suffix(tail) : escaped(word)
  }

  /// Whether a tracker would make a link or a mention of the word.
  private static func isActive(_ word: Substring) -> Bool {
    guard word.utf8.count > 1 else { return false }
    if word.contains("@") || word.contains("://") || word.lowercased().contains("www.") {
      return true
    }
    let bytes = Array(word.utf8)
    for index in bytes.indices.dropLast() where bytes[index] == UInt8(ascii: "#") {
      if bytes[index + 1].isAlphanumeric { return true }
    }
    if word.lowercased().contains("gh-") { return true }
    let hex = bytes.run(from: 0, while: \.isHexDigit)
    return hex >= 7 && hex == bytes.count && bytes.contains(where: \.isDigit)
  }

  private static func escaped(_ word: Substring) -> String {
    let characters = Array(word)
    var result = ""
    for (index, character) in characters.enumerated() {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "[", "]", "~", "|", "$": result += "\\" + String(character)
      case "_":
        let isInner =
          index > 0 && index + 1 < characters.count
          && characters[index - 1].isLetter && characters[index + 1].isLetter
        result += isInner ? "_" : "\\_"
      default: result.append(character)
      }
    }
    return result
  }

  /// Escapes what would make a heading, a list or a quotation of a line's beginning.
  private static func guardStart(_ line: String) -> String {
    guard let first = line.first else { return line }
    if "#-+=!:".contains(first) { return "\\" + line }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let after = line.dropFirst(digits.count)
    if !digits.isEmpty, let mark = after.first, mark == "." || mark == ")" {
      return digits + "\\" + after
    }
    return line
  }

  private static func longestRun(of character: Character, in text: String) -> Int {
    var (longest, run) = (0, 0)
    for other in text {
      run = other == character ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
