/// The manual page `logtriage(1)`, made from the commands' syntax; man(7) macros.
struct ManualPage {
  var text: String {
    var page = """
      .TH LOGTRIAGE 1 "" "logtriage \(CommandLineProgram.version)" "User Commands"
      .SH NAME
      logtriage \\- what is broken in a Docker stack, why, how sure, and what to change
      .SH SYNOPSIS
      .B logtriage
      .I COMMAND
      .RI [ options ]
      .SH DESCRIPTION
      Reads container logs, bundles, API answers and compose files, and says what is broken, why,
      how sure that is, what speaks against it, what to change in the compose file, and how to apply
      that without losing data.
      .SH COMMANDS

      """
    for command in CommandRegistry.commands { page += Self.section(command.syntax) }
    return page + Self.tail
  }

  private static func section(_ syntax: CommandSyntax) -> String {
    var text = ".SS \"logtriage \(escaped(syntax.title)) \(escaped(syntax.operands.usage))\"\n"
    text += paragraph(syntax.summary.prefix(1).uppercased() + syntax.summary.dropFirst() + ".")
    for part in syntax.discussion { text += ".PP\n" + paragraph(part) }
    for option in syntax.allOptions {
      let short = option.short.map { "\\fB\\-\($0)\\fR, " } ?? ""
      let value = option.value.map { " \\fI\(escaped($0.label))\\fR" } ?? ""
      text += ".TP\n\(short)\\fB\(escaped(option.name))\\fR\(value)\n"
      text += paragraph(HelpPage.summary(option) + ".")
    }
    if !syntax.statuses.isEmpty {
      let list = syntax.statuses.map { "\($0.status.rawValue): \($0.meaning)" }
      text += ".PP\n" + paragraph("Exit status: \(list.joined(separator: "; ")).")
    }
    if !syntax.examples.isEmpty {
      text += ".PP\nExamples:\n.PP\n.nf\n.RS\n"
      text += syntax.examples.map { paragraph($0) }.joined() + ".RE\n.fi\n"
    }
    return text
  }

  private static let tail = """
    .SH EXIT STATUS
    .TP
    0
    nothing was found, or what was asked for was done
    .TP
    1
    something is broken or unexplained
    .TP
    2
    the command was not understood
    .TP
    3
    input was missing, unreadable or damaged; the answer may be incomplete
    .SH ENVIRONMENT
    .TP
    LOGTRIAGE_PATTERNS
    the folder with signatures and causes, instead of the one beside the program
    .TP
    WEAVIATE_API_KEY, WEAVIATE_TOKEN
    the key or token for the nodes that are asked
    .TP
    NO_COLOR, CLICOLOR_FORCE, TERM, COLUMNS
    colour and width of the terminal report
    .TP
    SOURCE_DATE_EPOCH
    the time, in seconds since 1970, that a report says it was made at
    .SH FILES
    .TP
    Patterns/
    signatures and causes as YAML files; Patterns/README.md says how they are written

    """

  /// A line of text that no macro can start in.
  private static func paragraph(_ text: some StringProtocol) -> String {
    let line = escaped(String(text))
    return (line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" : "") + line + "\n"
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-").replacing("\"", with: "\\(dq")
  }
}
