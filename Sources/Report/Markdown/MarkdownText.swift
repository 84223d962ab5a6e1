/// Writes text into Markdown so that it says what it says and does nothing.
///
/// Nobody is mentioned, nothing is linked, and no markup begins: words that a tracker would turn
/// into something (`@name`, `#1`, a URL, a commit) become code, everything else is escaped. All of
/// it looks at Unicode scalars: a mark that combines with a `<` does not make it another character
/// for a Markdown reader.
enum MarkdownText {
  private typealias Scalars = Substring.UnicodeScalarView

  /// Prose on one line; spans between backticks stay code.
  static func prose(_ text: String) -> String {
    guardStart(inline(text))
  }

  /// Prose inside a line that has begun already.
  static func inline(_ text: String) -> String {
    var result = ""
    var rest = Substring(InertText.line(text)).unicodeScalars
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
    guard text.utf8.contains(where: { $0 != 0x20 }) else { return "" }
    let ticks = String(repeating: "`", count: longestTicks(in: text) + 1)
    let tick = UInt8(ascii: "`")
    let pad = text.utf8.first == tick || text.utf8.last == tick ? " " : ""
    return ticks + pad + text + pad + ticks
  }

  /// A fenced block that no line of the text can close.
  static func fence(_ text: String, language: String = "", indent: Int = 0) -> String {
    let lines = InertText.block(text)
    let longest = lines.map(longestTicks).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return ([fence + language] + lines + [fence])
      .map { $0.isEmpty ? "" : blanks(indent) + $0 }.joined(separator: "\n") + "\n"
  }

  /// A table's cell: prose or code whose bars do not end it.
  static func cell(_ markdown: String) -> String {
    mapped(markdown) { $0 == "|" ? "\\|" : nil }
  }

  /// Text inside an HTML tag such as `<summary>`, where Markdown is not read.
  static func html(_ text: String) -> String {
    mapped(InertText.line(text)) { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      // A blank of no width ends what a tracker would link.
      case "@": "@&#8203;"
      case "#": "#&#8203;"
      default: nil
      }
    }
  }

  private static func words(_ text: Scalars) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false)
      .map(word).joined(separator: " ")
  }

  private static func word(_ word: Scalars) -> String {
    let bytes = Array(String(word).utf8)
    if isActive(bytes) { return code(String(word)) }
    // `RAFT_JOIN,` reads best as code and a comma.
    let tail = bytes.reversed().prefix { ".,;:)".utf8.contains($0) }.count
    let head = bytes.prefix { $0 == UInt8(ascii: "(") }.count
    guard head + tail < bytes.count else { return escaped(word) }
    let name = bytes[head..<(bytes.count - tail)]
    let isName =
      name.contains(UInt8(ascii: "_"))
      && name.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "_") }
    guard isName else { return escaped(word) }
    return String(decoding: bytes[..<head], as: UTF8.self)
      + code(String(decoding: name, as: UTF8.self))
      + String(decoding: bytes[(bytes.count - tail)...], as: UTF8.self)
  }

  /// Whether a tracker would make a link or a mention of the word.
  private static func isActive(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 1 else { return false }
    for index in bytes.indices {
      if bytes[index] == UInt8(ascii: "@") || bytes.has("://", at: index)
        || bytes.has("www.", at: index) || bytes.has("gh-", at: index)
      {
        return true
      }
      if bytes[index] == UInt8(ascii: "#"), index + 1 < bytes.count, bytes[index + 1].isAlphanumeric
      {
        return true
      }
    }
    let hex = bytes.run(from: 0, while: \.isHexDigit)
    return hex >= 7 && hex == bytes.count && bytes.contains(where: \.isDigit)
  }

  private static func escaped(_ word: Scalars) -> String {
    let scalars = Array(word)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "[", "]", "~", "|", "$": result += "\\" + String(scalar)
      case "_":
        let isInner =
          index > 0 && index + 1 < scalars.count
          && scalars[index - 1].properties.isAlphabetic
          && scalars[index + 1].properties.isAlphabetic
        result += isInner ? "_" : "\\_"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Escapes what would make a heading, a list or a quotation of a line's beginning.
  private static func guardStart(_ line: String) -> String {
    guard let first = line.unicodeScalars.first else { return line }
    if "#-+=!:".unicodeScalars.contains(first) { return "\\" + line }
    let digits = line.unicodeScalars.prefix { ("0"..."9").contains($0) }
    let after = line.unicodeScalars.dropFirst(digits.count)
    if !digits.isEmpty, let mark = after.first, mark == "." || mark == ")" {
      return String(digits) + "\\" + String(after)
    }
    return line
  }

  private static func longestTicks(in text: String) -> Int {
    var (longest, run) = (0, 0)
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }

  private static func mapped(_ text: String, _ change: (Unicode.Scalar) -> String?) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let replacement = change(scalar) {
        result += replacement
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
