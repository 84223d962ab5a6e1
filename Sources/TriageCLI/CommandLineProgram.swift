/// The program as started from a shell.
package enum CommandLineProgram {
  /// Reads the process' arguments, runs the command and ends the process with its status.
  package static func run() {}
}
