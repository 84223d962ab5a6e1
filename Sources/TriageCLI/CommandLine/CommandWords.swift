/// Why a command line is refused: a sentence that says what to write instead.
package struct CommandLineRefusal: Error, CustomStringConvertible {
  package var description: String

  package init(_ description: String) {
    self.description = description
  }
}

/// A command line, read by the syntax of its command.
package struct CommandWords: Sendable {
  /// Options in the order in which they were given; an empty value for one that takes none.
  package private(set) var options: [(name: String, value: String)] = []
  package private(set) var operands: [String] = []
  /// Whether `--help` was among them; the rest is not held to the syntax then.
  package private(set) var wantsHelp = false

  /// Reads the words behind the command's name.
  ///
  /// `--name VALUE`, `--name=VALUE`, `-n VALUE`; what follows `--` is no option, nor is a single
  /// `-`.
  package init(_ words: [String], of syntax: CommandSyntax) throws(CommandLineRefusal) {
    let beforeEnd = words.prefix { $0 != "--" }
    if beforeEnd.contains("--help") || beforeEnd.contains("-h") {
      wantsHelp = true
      return
    }
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        operands.append(word)
        continue
      }
      try take(word, &rest, syntax)
    }
    try count(syntax)
  }

  private mutating func take(
    _ word: String, _ rest: inout ArraySlice<String>, _ syntax: CommandSyntax
  ) throws(CommandLineRefusal) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let known = syntax.options.first { option in
      option.name == name || option.short.map { "-\($0)" == name } == true
    }
    guard let option = known else {
      if let reason = syntax.refused[name] { throw CommandLineRefusal("\(name): \(reason)") }
      let hint = Spelling.hint(name, among: syntax.allOptions.map(\.name))
      throw CommandLineRefusal("unknown option `\(name)`\(hint)")
    }
    guard let kind = option.value else {
      guard parts.count == 1 else { throw CommandLineRefusal("\(name) takes no value") }
      return options.append((option.name, ""))
    }
    guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
      throw CommandLineRefusal("\(name) needs a value")
    }
    if let refusal = kind.refusal(of: value, for: name) { throw CommandLineRefusal(refusal) }
    options.append((option.name, value))
  }

  private func count(_ syntax: CommandSyntax) throws(CommandLineRefusal) {
    let bounds = syntax.operands.bounds
    if operands.count < bounds.lowerBound {
      let more = syntax.wanted.isEmpty ? "" : "; name \(syntax.wanted)"
      throw CommandLineRefusal("\(syntax.title) wants \(syntax.operands.usage)\(more)")
    }
    if operands.count > bounds.upperBound {
      let extra = operands[bounds.upperBound]
      throw CommandLineRefusal("\(syntax.title): `\(extra)` is one too many")
    }
    if case .choice(let label, let known) = syntax.operands, !known.contains(operands[0]) {
      let hint = Spelling.hint(operands[0], among: known)
      throw CommandLineRefusal(
        "unknown \(label.lowercased()) `\(operands[0])`\(hint); known are "
          + known.joined(separator: ", "))
    }
  }

  /// The option's last value; nil when it was not given.
  package subscript(_ name: String) -> String? { options.last { $0.name == name }?.value }

  /// All values of an option, in their order.
  package func all(_ name: String) -> [String] {
    options.filter { $0.name == name }.map(\.value)
  }

  /// Whether an option was given.
  package func has(_ name: String) -> Bool { options.contains { $0.name == name } }
}
