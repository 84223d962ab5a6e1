/// Guesses which words of a line vary from one occurrence to the next.
enum DraftTemplate {
  /// The line with placeholders in place of numbers, addresses, quoted texts and ids.
  static func text(of line: String) -> String {
    var counts: [String: Int] = [:]
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map { word in
      let (front, core, back) = parts(of: word)
      guard let kind = kind(of: core) else { return escaped(word) }
      counts[kind, default: 0] += 1
      let number = counts[kind] ?? 1
      let name = number == 1 ? kind : "\(kind)\(number)"
      return escaped(front) + "{\(name):\(kind)}" + escaped(back)
    }
    return words.joined(separator: " ")
  }

  private static func parts(of word: Substring) -> (Substring, Substring, Substring) {
    let front = word.prefix { "([<,;".contains($0) }
    let rest = word.dropFirst(front.count)
    var core = rest
    while let last = core.last, ")]>,;:.".contains(last) { core = core.dropLast() }
    return (front, core, rest.dropFirst(core.count))
  }

  private static func kind(of word: Substring) -> String? {
    guard let first = word.first, let last = word.last else { return nil }
    if word.count > 2, first == last, "\"'`".contains(first) { return "quoted" }
    let digits = word.filter { $0.isASCII && $0.isNumber }.count
    guard digits > 0 else { return nil }
    if word.allSatisfy({ $0.isHexDigit || $0 == "-" }), word.count == 36 { return "uuid" }
    if digits == word.count { return "int" }
    let dots = word.filter { $0 == "." }.count
    if dots == 3, word.allSatisfy({ $0.isNumber || $0 == "." }) { return "ip" }
    if dots == 1, digits == word.count - 1, first != "." { return "float" }
    if word.hasPrefix("/") { return "path" }
    return digits * 3 >= word.count || word.contains(":") ? "word" : nil
  }

  private static func escaped(_ text: Substring) -> String {
    text.reduce(into: "") { $0 += $1 == "{" ? "{{" : $1 == "}" ? "}}" : String($1) }
  }
}
