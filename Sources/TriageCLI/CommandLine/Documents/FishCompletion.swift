/// A completion script for fish, made from the commands' syntax.
struct FishCompletion {
  var text: String {
    var lines = [
      "# fish completion for logtriage; written by `logtriage completions fish`",
      "complete -c logtriage -f",
    ]
    for word in CommandRegistry.firstWords { lines += Self.commands(word) }
    lines.append("complete -c logtriage -n __fish_use_subcommand -a help -d 'show help'")
    lines.append("complete -c logtriage -n __fish_use_subcommand -a version -d 'show the version'")
    return lines.map { $0 + "\n" }.joined()
  }

  private static func commands(_ word: String) -> [String] {
    let members = CommandRegistry.group(word).map { $0.syntax }
    if let single = members.first(where: { $0.title == word }) {
      let name = "complete -c logtriage -n __fish_use_subcommand -a \(word)"
      return ["\(name) -d \(quoted(single.summary))"]
        + arguments(single, "__fish_seen_subcommand_from \(word)")
    }
    let names = members.compactMap { $0.name.last }
    let list = names.joined(separator: ", ")
    var lines = ["complete -c logtriage -n __fish_use_subcommand -a \(word) -d \(quoted(list))"]
    let isOpen =
      "__fish_seen_subcommand_from \(word); and not __fish_seen_subcommand_from "
      + names.joined(separator: " ")
    for member in members {
      let second = member.name.last ?? ""
      lines.append(
        "complete -c logtriage -n \(quoted(isOpen)) -a \(second) -d \(quoted(member.summary))")
      lines += arguments(
        member,
        "__fish_seen_subcommand_from \(word); and __fish_seen_subcommand_from \(second)")
    }
    return lines
  }

  private static func arguments(_ syntax: CommandSyntax, _ condition: String) -> [String] {
    let start = "complete -c logtriage -n \(quoted(condition))"
    var lines = syntax.allOptions.map { option in
      var line = "\(start) -l \(option.name.dropFirst(2)) -d \(quoted(option.summary))"
      if let short = option.short { line += " -s \(short)" }
      switch option.value {
      case nil: break
      case .choice(_, let known): line += " -x -a \(quoted(known.joined(separator: " ")))"
      case .file: line += " -r -F"
      case .folder: line += " -x -a '(__fish_complete_directories)'"
      case .integer, .seconds, .text: line += " -x"
      }
      return line
    }
    switch syntax.operands {
    case .paths: lines.append("\(start) -F")
    case .choice(_, let known):
      lines.append("\(start) -a \(quoted(known.joined(separator: " ")))")
    case .none, .words: break
    }
    return lines
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
