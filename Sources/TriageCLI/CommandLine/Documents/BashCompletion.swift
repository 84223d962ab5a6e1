/// A completion script for bash 4 or later, made from the commands' syntax.
///
/// One function walks the words to find the command, then offers what the syntax allows at the
/// cursor: commands, options, the words of a choice, files or folders.
struct BashCompletion {
  var text: String {
    """
    # bash completion for logtriage; written by `logtriage completions bash`
    _logtriage() {
      local cur prev command word i
      COMPREPLY=()
      cur=${COMP_WORDS[COMP_CWORD]}
      prev=${COMP_WORDS[COMP_CWORD-1]}
      # `--format=json` reaches a completion function as three words.
      if [[ $cur == "=" ]]; then cur=""; elif [[ $prev == "=" ]]; then
        prev=${COMP_WORDS[COMP_CWORD-2]}
      fi
      command=""
      for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case "$command${command:+ }$word" in
          \(names.map(Self.quoted).joined(separator: " | "))) command="$command${command:+ }$word" ;;
          *) [[ $command ]] || command="?"; break ;;
        esac
      done
      case "$command" in
    \(cases)  esac
    }
    complete -o filenames -F _logtriage logtriage

    """
  }

  private var commands: [CommandSyntax] { CommandRegistry.commands.map { $0.syntax } }

  /// Names of commands, and the first words that several share.
  private var names: [String] {
    let groups = CommandRegistry.firstWords.filter { word in
      !commands.contains { $0.title == word }
    }
    return groups + commands.map(\.title)
  }

  private var cases: String {
    let first = CommandRegistry.firstWords + ["help", "--help", "--version"]
    var text = "    \"\") \(Self.words(first)) ;;\n"
    for name in names where !commands.contains(where: { $0.title == name }) {
      let second = CommandRegistry.group(name).compactMap { $0.syntax.name.last }
      text += "    \(name)) \(Self.words(second)) ;;\n"
    }
    for syntax in commands { text += Self.body(syntax) }
    return text
  }

  private static func body(_ syntax: CommandSyntax) -> String {
    var text = "    \(quoted(syntax.title)))\n      case \"$prev\" in\n"
    for option in syntax.options {
      guard let value = option.value else { continue }
      let name = option.short.map { "-\($0) | \(option.name)" } ?? option.name
      text += "        \(name)) \(Self.value(value)); return ;;\n"
    }
    text += "      esac\n"
    text += "      if [[ $cur == -* ]]; then \(words(syntax.allOptions.map(\.name)))\n"
    return text + "      else \(operands(syntax.operands)); fi ;;\n"
  }

  private static func value(_ value: ValueSyntax) -> String {
    switch value {
    case .choice(_, let known): words(known)
    case .file: files
    case .folder: folders
    case .integer, .seconds, .text: ":"
    }
  }

  private static func operands(_ operands: OperandSyntax) -> String {
    switch operands {
    case .paths: files
    case .choice(_, let known): words(known)
    case .none, .words: ":"
    }
  }

  private static let files = "mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")"
  private static let folders = "mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")"

  private static func words(_ words: [String]) -> String {
    "mapfile -t COMPREPLY < <(compgen -W '\(words.joined(separator: " "))' -- \"$cur\")"
  }

  private static func quoted(_ name: String) -> String {
    name.contains(" ") ? "\"\(name)\"" : name
  }
}
