import Foundation

/// The program as started from a shell.
package enum CommandLineProgram {
  /// Reads the process' arguments, runs the command and ends the process with its status.
  package static func run() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.first == "patterns" else { return }
    let outcome = PatternsCommand.run(
      arguments: Array(arguments.dropFirst()), environment: ProcessInfo.processInfo.environment)
    print(outcome.output, terminator: "")
    FileHandle.standardError.write(Data(outcome.errors.utf8))
    exit(outcome.status)
  }
}
