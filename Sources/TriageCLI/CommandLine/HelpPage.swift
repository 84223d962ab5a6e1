import Report

/// The text of `logtriage COMMAND --help`, at most 80 columns wide.
struct HelpPage {
  private static let width = 80
  private let syntax: CommandSyntax

  init(_ syntax: CommandSyntax) {
    self.syntax = syntax
  }

  var text: String {
    var parts = [usage, syntax.discussion.map { wrapped($0) }.joined(separator: "\n")]
    parts.append(syntax.allOptions.map(row).joined())
    if !syntax.examples.isEmpty {
      parts.append("Examples:\n" + syntax.examples.map { "  \($0)\n" }.joined())
    }
    if !syntax.statuses.isEmpty {
      let list = syntax.statuses.map { "\($0.status.rawValue) \($0.meaning)" }
      parts.append(wrapped("Exit status: \(list.joined(separator: "; "))."))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var usage: String {
    let words = ["logtriage", syntax.title, syntax.operands.usage, "[options]"]
    return wrapped(
      "Usage: " + words.filter { !$0.isEmpty }.joined(separator: " "), indent: 7)
      + wrapped(syntax.summary.prefix(1).uppercased() + syntax.summary.dropFirst() + ".")
  }

  private func row(_ option: OptionSyntax) -> String {
    let short = option.short.map { "-\($0), " } ?? ""
    let value = option.value.map { " \($0.label)" } ?? ""
    let left = "  \(short)\(option.name)\(value)"
    let text = wrapped(Self.summary(option), indent: 24)
    let body = text.split(separator: "\n", omittingEmptySubsequences: false)
    // The first line is indented like the others and gives way to the option's name.
    guard left.count < 23, let first = body.first else {
      return left + "\n" + String(repeating: " ", count: 24) + text
    }
    let padded = left + String(repeating: " ", count: 24 - left.count)
    return padded + first + "\n" + body.dropFirst().dropLast().map { $0 + "\n" }.joined()
  }

  /// What an option does, with the words that it takes.
  static func summary(_ option: OptionSyntax) -> String {
    let repeated = option.isRepeatable ? "; may be repeated" : ""
    guard case .choice(_, let known) = option.value else { return option.summary + repeated }
    return "\(option.summary): \(known.joined(separator: ", "))\(repeated)"
  }

  private func wrapped(_ text: some StringProtocol, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let room = Self.width - indent
      if !line.isEmpty, line.count + 1 + word.count > room {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    return lines.enumerated().map { ($0 == 0 ? "" : margin) + $1 + "\n" }.joined()
  }
}

extension HelpPage {
  /// The text of `logtriage --help`.
  static var overview: String {
    let width = CommandRegistry.commands.map { $0.syntax.title.count }.max() ?? 0
    let rows = CommandRegistry.commands.map { command in
      let title = command.syntax.title
      let blanks = String(repeating: " ", count: width - title.count + 2)
      return "  \(title)\(blanks)\(command.syntax.summary)\n"
    }
    return """
      logtriage: what is broken in a Docker stack, why, how sure, and what to change

      Usage: logtriage COMMAND [options]

      \(rows.joined())
      Examples:
        docker logs -t weaviate-node1 2>&1 | logtriage analyze -
        logtriage analyze bundle/
        logtriage analyze bundle/ --format markdown --output report.md

      logtriage COMMAND --help says more. Exit status: 0 nothing found, 1 something
      found, 2 the command was not understood, 3 the input was incomplete.

      """
  }

  /// The commands that share a first word, for one that was given alone.
  static func group(_ word: String) -> String {
    let rows = CommandRegistry.group(word).map { command in
      let syntax = command.syntax
      return "  logtriage \(syntax.title) \(syntax.operands.usage)\n      \(syntax.summary)\n"
    }
    return "Usage: logtriage \(word) COMMAND\n\n\(rows.joined())"
  }
}
