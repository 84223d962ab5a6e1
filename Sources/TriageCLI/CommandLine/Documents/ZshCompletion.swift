/// A completion script for zsh, made from the commands' syntax; goes into a folder of `fpath`.
struct ZshCompletion {
  var text: String {
    """
    #compdef logtriage
    # zsh completion for logtriage; written by `logtriage completions zsh`
    _logtriage() {
      local -a commands
      if (( CURRENT == 2 )); then
        commands=(
    \(firstWords)    )
        _describe 'command' commands
        return
      fi
      case "${words[2]}" in
    \(cases)  esac
    }
    _logtriage "$@"

    """
  }

  private var firstWords: String {
    let rows = CommandRegistry.firstWords.map { word in
      let members = CommandRegistry.group(word).map { $0.syntax }
      let single = members.first { $0.title == word }
      return (word, single?.summary ?? members.map { $0.name.last ?? "" }.joined(separator: ", "))
    }
    return (rows + [("help", "show help"), ("version", "show the version")])
      .map { "      \(Self.quoted("\($0.0):\($0.1)"))\n" }.joined()
  }

  private var cases: String {
    CommandRegistry.firstWords.map { word in
      let members = CommandRegistry.group(word).map { $0.syntax }
      if let single = members.first(where: { $0.title == word }) {
        return "    \(word)) shift words; (( CURRENT-- ))\n\(Self.arguments(single))      ;;\n"
      }
      return group(word, members)
    }.joined()
  }

  private func group(_ word: String, _ members: [CommandSyntax]) -> String {
    let rows = members.map { member in
      "          \(Self.quoted("\(member.name.last ?? ""):\(member.summary)"))\n"
    }
    let cases = members.map { member in
      "        \(member.name.last ?? "")) shift 2 words; (( CURRENT -= 2 ))\n"
        + Self.arguments(member) + "          ;;\n"
    }
    return """
          \(word))
            if (( CURRENT == 3 )); then
              commands=(
      \(rows.joined())        )
              _describe 'command' commands
              return
            fi
            case "${words[3]}" in
      \(cases.joined())      esac
            ;;

      """
  }

  private static func arguments(_ syntax: CommandSyntax) -> String {
    var specifications = syntax.allOptions.map(option)
    switch syntax.operands {
    case .paths(let label, _): specifications.append("*:\(label.lowercased()):_files")
    case .choice(let label, let known):
      specifications.append("1:\(label.lowercased()):(\(known.joined(separator: " ")))")
    case .words(let label, _):
      specifications.append("*:\(label.lowercased().replacing(":", with: " ")):")
    case .none: break
    }
    return "      _arguments -s -S \\\n"
      + specifications.map { "        \(quoted($0))" }.joined(separator: " \\\n") + "\n"
  }

  private static func option(_ option: OptionSyntax) -> String {
    let star = option.isRepeatable ? "*" : ""
    let summary = option.summary.replacing("[", with: "(").replacing("]", with: ")")
      .replacing(":", with: "\\:")
    guard let value = option.value else { return "\(star)\(option.name)[\(summary)]" }
    let label = value.label.lowercased().replacing(":", with: " ")
    let action =
      switch value {
      case .choice(_, let known): "(\(known.joined(separator: " ")))"
      case .file: "_files"
      case .folder: "_files -/"
      case .integer, .seconds, .text: ""
      }
    return "\(star)\(option.name)=[\(summary)]:\(label):\(action)"
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
