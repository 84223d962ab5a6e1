extension ComposeService {
  /// The words of the entrypoint and the command, as far as the file sets them.
  var commandWords: [String] {
    (entrypoint?.value ?? []) + (command?.value ?? [])
  }

  /// The value of a command line option, given as `--name value`, `--name=value` or `-n value`.
  ///
  /// The last one wins, as in nearly all programs; values of a repeated list option are joined
  /// with commas when `joining` is set.
  func option(_ names: String..., joining: Bool = false) -> String? {
    let words = commandWords.flatMap(Self.words)
    var found: [String] = []
    for (place, word) in words.enumerated() {
      for name in names {
        if word == name, place + 1 < words.count, !words[place + 1].hasPrefix("--") {
          found.append(words[place + 1])
        } else if word.hasPrefix(name + "=") {
          found.append(String(word.dropFirst(name.count + 1)))
        }
      }
    }
    return joining && found.count > 1 ? found.joined(separator: ",") : found.last
  }

  /// Whether an option without a value is given.
  func hasOption(_ name: String) -> Bool {
    commandWords.flatMap(Self.words).contains { $0 == name || $0.hasPrefix(name + "=") }
  }

  /// A script given to a shell as one word is looked through as words.
  private static func words(_ word: String) -> [String] {
    guard word.utf8.count <= 16_384, word.contains(" "), word.contains("-") else { return [word] }
    return word.split(whereSeparator: \.isWhitespace).map(String.init)
  }
}
