#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif
import LogStream
import Signatures

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The program as started from a shell: the only place that reads the process' surroundings.
package enum CommandLineProgram {
  package static let version = "0.1.0"

  /// What a command writes and ends with.
  package typealias Outcome = (output: String, errors: String, status: Int32)

  /// Runs the command and ends the process with its status.
  ///
  /// - Parameter words: The name that the program was started by, and its arguments.
  package static func run(_ words: [String]) {
    let arguments = Array(words.dropFirst())
    let terminal = Terminal(
      environment: environment(startedAs: words.first),
      outputIsTerminal: isatty(STDOUT_FILENO) == 1, columns: windowColumns(),
      errorsAreTerminal: isatty(STDERR_FILENO) == 1)
    let outcome = dispatch(arguments, terminal: terminal)
    write(outcome.errors, to: STDERR_FILENO)
    if let reason = write(outcome.output, to: STDOUT_FILENO) {
      write("error: the output cannot be written: \(reason)\n", to: STDERR_FILENO)
      exit(ExitStatus.incomplete.rawValue)
    }
    exit(outcome.status)
  }

  /// The process' environment, with the place of the patterns where only the program's name tells
  /// it: in a root without `/proc`.
  private static func environment(startedAs name: String?) -> [String: String] {
    var environment = ProcessInfo.processInfo.environment
    if environment["LOGTRIAGE_PATTERNS"] == nil, PatternLocator.executablePath() == nil, let name,
      let program = PatternLocator.executablePath(startedAs: name)
    {
      let located = PatternLocator.locate(named: nil, executable: program)
      environment["LOGTRIAGE_PATTERNS"] = located.folder
    }
    return environment
  }

  /// Runs one command line; nothing is printed and the process goes on.
  package static func dispatch(
    _ arguments: [String], terminal: Terminal,
    readFile: @escaping @Sendable (String) throws -> [UInt8] = Self.readFile
  ) -> Outcome {
    var words = arguments
    if words.first == "help", words.count > 1 { words = Array(words.dropFirst()) + ["--help"] }
    guard let first = words.first else { return (HelpPage.overview, "", 2) }
    if ["help", "--help", "-h"].contains(first) { return (HelpPage.overview, "", 0) }
    if ["--version", "version"].contains(first) { return ("logtriage \(version)\n", "", 0) }
    if let (command, rest) = CommandRegistry.find(words) {
      let surroundings = Surroundings(
        terminal: terminal, readFile: readFile, isInterrupted: { Interruption.isAsked })
      return command.run(arguments: rest, surroundings)
    }
    return group(first, Array(words.dropFirst()))
  }

  /// A first word that is no whole command.
  private static func group(_ first: String, _ rest: [String]) -> Outcome {
    let members = CommandRegistry.group(first)
    guard !members.isEmpty else {
      let hint = Spelling.hint(first, among: CommandRegistry.firstWords + ["help", "version"])
      let help = hint.isEmpty ? "; see logtriage --help" : hint
      return ("", "error: unknown command `\(first)`\(help)\n", ExitStatus.usage.rawValue)
    }
    guard let second = rest.first else {
      let text = "error: `\(first)` wants a command\n\(HelpPage.group(first))"
      return ("", text, ExitStatus.usage.rawValue)
    }
    if second == "--help" || second == "-h" { return (HelpPage.group(first), "", 0) }
    let hint = Spelling.hint(second, among: members.compactMap { $0.syntax.name.last })
    let help = hint.isEmpty ? "; see logtriage \(first) --help" : hint
    return (
      "", "error: unknown command `\(first) \(second)`\(help)\n", ExitStatus.usage.rawValue
    )
  }

  /// Reads a file for commands that take one; `-` is standard input.
  package static func readFile(_ path: String) throws -> [UInt8] {
    if path == "-" {
      let input = DescriptorSource(descriptor: STDIN_FILENO, path: "-", owned: false)
      return try input.bytes(limit: .max)
    }
    return Array(try Data(contentsOf: URL(filePath: path)))
  }

  /// Writes to standard error at once, for what must be seen before the command ends.
  static func tell(_ text: String) {
    write(text, to: STDERR_FILENO)
  }

  /// Writes to standard output at once.
  static func show(_ text: String) {
    write(text, to: STDOUT_FILENO)
  }

  private static func windowColumns() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// Writes all of a text; gives why that was not possible.
  @discardableResult
  private static func write(_ text: String, to descriptor: Int32) -> String? {
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
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return String(cString: strerror(errno)) }
      bytes = bytes.dropFirst(written)
    }
    return nil
  }
}
