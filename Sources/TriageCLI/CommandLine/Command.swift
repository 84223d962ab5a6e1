/// A command of the program: its syntax, and what it does with words that keep to it.
///
/// A new command is one new file and its name in ``CommandRegistry``.
package protocol Command: SendableMetatype {
  static var syntax: CommandSyntax { get }

  /// Does the work; what goes to the outputs is given back, unless it has to be seen earlier.
  static func run(_ words: CommandWords, _ surroundings: Surroundings)
    -> CommandLineProgram.Outcome
}

/// What a command sees of the world around it.
package struct Surroundings: Sendable {
  package var terminal: Terminal
  /// Gives a file's bytes; `-` is standard input.
  package var readFile: @Sendable (String) throws -> [UInt8]
  /// Whether ctrl-C was pressed; asked between steps by commands that clean up behind them.
  package var isInterrupted: @Sendable () -> Bool = { false }

  package init(
    terminal: Terminal, readFile: @escaping @Sendable (String) throws -> [UInt8],
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.terminal = terminal
    self.readFile = readFile
    self.isInterrupted = isInterrupted
  }

  var environment: [String: String] { terminal.environment }
}

extension Command {
  /// Runs a command line without the words that name the command.
  package static func run(
    arguments: [String], _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    do {
      let words = try CommandWords(arguments, of: syntax)
      if words.wantsHelp { return (HelpPage(syntax).text, "", 0) }
      return run(words, surroundings)
    } catch {
      return refusal("\(error)")
    }
  }

  /// The outcome of a command line that is not understood.
  static func refusal(_ reason: String) -> CommandLineProgram.Outcome {
    (
      "", "error: \(reason)\nsee logtriage \(syntax.title) --help\n", ExitStatus.usage.rawValue
    )
  }
}
