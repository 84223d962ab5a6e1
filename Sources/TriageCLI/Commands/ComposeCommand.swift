/// `logtriage compose`: what a compose file means, what is wrong with it, and changes as diffs.
package enum ComposeCommand {
  static let usage = """
    Usage: logtriage compose COMMAND FILE [options]

      check FILE [--format json]                 what is wrong or fragile, with file:line and fix
      show FILE [--service S] [--format json]    the resolved model with each value's origin
      fix FILE --set SERVICE.KEY=VALUE ...       a unified diff that changes only that

    """

  /// Runs a command line, without the words `logtriage compose`.
  package static func run(
    arguments: [String], readFile: (String) throws -> [UInt8]
  ) -> CommandLineProgram.Outcome {
    let rest = Array(arguments.dropFirst())
    switch arguments.first {
    case "show": return ComposeShowCommand.run(arguments: rest, readFile: readFile)
    case "check": return ComposeCheckCommand.run(arguments: arguments, readFile: readFile)
    case "fix": return ComposeFixCommand.run(arguments: rest, readFile: readFile)
    case "--help", "-h": return (usage, "", 0)
    default: return ("", usage, 2)
    }
  }
}
