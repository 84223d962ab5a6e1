#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import Foundation
import Report

/// The program as started from a shell: the only place that reads the process' surroundings.
package enum CommandLineProgram {
  package static let version = "0.1.0"

  /// What a command writes and ends with.
  package typealias Outcome = (output: String, errors: String, status: Int32)

  /// Reads the process' arguments, runs the command and ends the process with its status.
  package static func run() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let terminal = Terminal(
      environment: ProcessInfo.processInfo.environment,
      outputIsTerminal: isatty(STDOUT_FILENO) == 1, columns: windowColumns())
    let outcome = dispatch(arguments, terminal: terminal)
    write(outcome.errors, to: STDERR_FILENO)
    write(outcome.output, to: STDOUT_FILENO)
    exit(outcome.status)
  }

  /// Runs one command line; nothing is printed and the process goes on.
  package static func dispatch(_ arguments: [String], terminal: Terminal) -> Outcome {
    let rest = Array(arguments.dropFirst())
    switch arguments.first {
    case nil, "help", "--help", "-h":
      return (HelpText.overview, "", arguments.isEmpty ? 2 : 0)
    case "--version", "version":
      return ("logtriage \(version)\n", "", 0)
    case "analyze":
      return AnalyzeCommand.run(arguments: rest, terminal: terminal)
    case "cluster":
      return ClusterCommand.run(arguments: rest, terminal: terminal, readFile: readFile)
    case "patterns":
      return PatternsCommand.run(arguments: rest, environment: terminal.environment)
    case "compose":
      return ComposeCommand.run(arguments: rest, readFile: readFile)
    case "inspect-input":
      return InspectInputCommand.run(arguments: rest)
    case "schema":
      return (ReportSchema.text, "", 0)
    case "probe":
      Interruption.hold()
      return ProbeCommand.run(
        arguments: rest, terminal: terminal, readFile: readFile,
        isInterrupted: { Interruption.isAsked })
    case "yaml":
      return YAMLCommand.run(arguments: rest, readFile: readFile)
    case .some(let word):
      let near = HelpText.commands.min { Spelling.distance($0, word) < Spelling.distance($1, word) }
      let hint = near.flatMap { Spelling.distance($0, word) <= 2 ? "; did you mean `\($0)`?" : nil }
      return ("", "error: unknown command `\(word)`\(hint ?? "; see logtriage --help")\n", 2)
    }
  }

  /// Reads a file for commands that take one; `-` is standard input.
  private static func readFile(_ path: String) throws -> [UInt8] {
    if path == "-" { return Array(FileHandle.standardInput.readDataToEndOfFile()) }
    return Array(try Data(contentsOf: URL(filePath: path)))
  }

  private static func windowColumns() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { buffer in
        #if canImport(Glibc)
        Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
        Musl.write(descriptor, buffer.baseAddress, buffer.count)
        #else
        Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      guard written > 0 else { return }
      bytes = bytes.dropFirst(written)
    }
  }
}
