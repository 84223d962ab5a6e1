import TriageCLI

extension Command {
  /// Runs a command line as a test needs it: without a terminal, with files of its own.
  static func run(
    arguments: [String],
    terminal: Terminal = Terminal(environment: [:], outputIsTerminal: false),
    readFile: @escaping @Sendable (String) throws -> [UInt8] = CommandLineProgram.readFile
  ) -> CommandLineProgram.Outcome {
    run(arguments: arguments, Surroundings(terminal: terminal, readFile: readFile))
  }
}
