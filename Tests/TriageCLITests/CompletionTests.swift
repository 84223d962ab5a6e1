import Foundation
import TestSupport
import Testing

@testable import TriageCLI

/// The completion scripts, in the shells that they are for.
@Suite struct CompletionTests {
  /// Runs a program with text on its standard input; nil where it is not installed.
  private static func run(_ program: String, _ arguments: [String], _ input: String) throws
    -> String?
  {
    let path = "/usr/bin/env"
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = [program] + arguments
    let (standardInput, output) = (Pipe(), Pipe())
    process.standardInput = standardInput
    process.standardOutput = output
    process.standardError = output
    try process.run()
    try standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try standardInput.fileHandleForWriting.close()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 127 ? nil : String(decoding: text, as: UTF8.self)
  }

  static func isThere(_ program: String) -> Bool {
    ["/usr/bin", "/bin", "/usr/local/bin"].contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  private static func complete(_ words: [String]) throws -> Set<String> {
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let script =
      BashCompletion().text + "\nCOMP_WORDS=(logtriage \(quoted)); COMP_CWORD=\(words.count)\n"
      + "_logtriage; printf '%s\\n' \"${COMPREPLY[@]}\"\n"
    let output = try #require(try run("bash", ["--norc"], script))
    return Set(output.split(separator: "\n").map(String.init))
  }

  @Test(
    .enabled(if: isThere("bash"), "bash is not installed"),
    arguments: [
      (["ana"], ["analyze"]), (["comp"], ["compose", "completions", "compare"]),
      (["compose", ""], ["check", "show", "fix"]),
      (["analyze", "--form"], ["--format"]), (["analyze", "--format", "ht"], ["html"]),
      (["analyze", "--format", "=", "js"], ["json"]),
      (["cluster", "--threshold", ""], ["warning", "error"]),
      (["compose", "fix", "--"], ["--set", "--unset", "--help"]), (["completions", "f"], ["fish"]),
      (["analyze", "/usr/bin/en"], ["/usr/bin/env"]), (["analyze", "--width", ""], []),
      (["analyze", "-o", "/usr/bin/en"], ["/usr/bin/env"]), (["nonsense", ""], []),
    ] as [([String], Set<String>)])
  func bashOffersWhatTheSyntaxAllows(words: [String], offers: Set<String>) throws {
    let found = try Self.complete(words)
    // Other commands and files may begin alike.
    #expect(offers.isEmpty ? found.isEmpty : found.isSuperset(of: offers))
    #expect(found.allSatisfy { $0.hasPrefix(words.last ?? "") })
  }

  @Test(
    .enabled(if: isThere("zsh"), "zsh is not installed"))
  func zshReadsItsScript() throws {
    #expect(try Self.run("zsh", ["-n"], ZshCompletion().text) == "")
  }

  @Test(
    .enabled(if: isThere("fish"), "fish is not installed"),
    arguments: [
      ("logtriage ana", "analyze"), ("logtriage compose ch", "check"),
      ("logtriage analyze --format js", "json"), ("logtriage completions ba", "bash"),
    ])
  func fishOffersWhatTheSyntaxAllows(line: String, offer: String) throws {
    let script = FishCompletion().text + "\ncomplete -C '\(line)'\n"
    let output = try #require(try Self.run("fish", ["--no-config"], script))
    #expect(
      output.split(separator: "\n").contains {
        $0.split(separator: "\t").first.map(String.init) == offer
      })
  }

  @Test(.enabled(if: isThere("groff"), "groff is not installed"))
  func theManualIsSoundToGroff() throws {
    #expect(try Self.run("groff", ["-man", "-ww", "-z", "-Tutf8"], ManualPage().text) == "")
  }

  @Test func theManualHasEveryCommandAndOption() {
    let manual = ManualPage().text.replacing("\\-", with: "-")
    for command in CommandRegistry.commands {
      #expect(manual.contains(".SS \"logtriage \(command.syntax.title) "))
      #expect(command.syntax.options.allSatisfy { manual.contains("\\fB\($0.name)\\fR") })
    }
  }

  @Test func docsAreInstalledBelowAFolder() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "docs-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = InstallDocsCommand.run(arguments: [folder.path()])
    #expect(outcome.status == 0)
    let files = outcome.output.split(separator: "\n").map(String.init)
    #expect(files.count == 4)
    #expect(files.allSatisfy { FileManager.default.fileExists(atPath: $0) })
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() {
    let outcome = InstallDocsCommand.run(arguments: ["/dev/null/x"])
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("/dev/null/x"))
  }
}
