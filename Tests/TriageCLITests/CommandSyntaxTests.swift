import Foundation
import TestSupport
import Testing

@testable import TriageCLI

/// What holds for every command, because its syntax is data.
@Suite struct CommandSyntaxTests {
  private static let terminal = Terminal(environment: [:], outputIsTerminal: false)
  static let titles = CommandRegistry.commands.map { $0.syntax.title }

  private static func syntax(_ title: String) throws -> CommandSyntax {
    try #require(CommandRegistry.commands.first { $0.syntax.title == title }?.syntax)
  }

  private static func words(_ title: String) -> [String] {
    title.split(separator: " ").map(String.init)
  }

  @Test func namesAreUnique() {
    #expect(Set(Self.titles).count == Self.titles.count)
  }

  @Test(arguments: titles)
  func helpFitsEightyColumnsAndNamesEveryOption(title: String) throws {
    let outcome = CommandLineProgram.dispatch(
      Self.words(title) + ["--help"], terminal: Self.terminal)
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 80 || $0.hasPrefix("  logtriage patterns explain") })
    let syntax = try Self.syntax(title)
    #expect(syntax.allOptions.allSatisfy { outcome.output.contains($0.name) })
    #expect(!syntax.examples.isEmpty && outcome.output.contains("Examples:"))
  }

  @Test(arguments: titles)
  func helpIsAlsoAnsweredInFront(title: String) {
    let behind = CommandLineProgram.dispatch(
      Self.words(title) + ["--help"], terminal: Self.terminal)
    let front = CommandLineProgram.dispatch(["help"] + Self.words(title), terminal: Self.terminal)
    #expect(front == behind)
  }

  /// The examples are commands that the parser takes.
  @Test(arguments: titles)
  func examplesAreUnderstood(title: String) throws {
    for example in try Self.syntax(title).examples where !example.contains("'") {
      let line = try #require(
        example.split(separator: "|").map { $0.split(separator: " ").map(String.init) }
          .first { $0.first == "logtriage" })
      let call = Array(line.dropFirst().prefix { $0 != ">" })
      let found = try #require(CommandRegistry.find(call))
      #expect(found.command.syntax.title == title)
      #expect(throws: Never.self) { try CommandWords(found.rest, of: found.command.syntax) }
    }
  }

  @Test(arguments: titles)
  func anUnknownOptionIsRefusedByName(title: String) {
    let outcome = CommandLineProgram.dispatch(
      Self.words(title) + ["--no-such-option"], terminal: Self.terminal)
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("error: unknown option `--no-such-option`\n"))
  }

  // MARK: The parser

  private static let sample = CommandSyntax(
    "sample", summary: "a sample", operands: .paths("PATH", 1...2),
    options: [
      OptionSyntax("--format", short: "f", .choice("FORMAT", ["text", "json"]), summary: ""),
      OptionSyntax("--level", .choice("LEVEL", ["ONE", "ALL"]), summary: ""),
      OptionSyntax("--set", .text("X"), isRepeatable: true, summary: ""),
      OptionSyntax("--count", .integer("N", 1...9), summary: ""),
      OptionSyntax("--wait", .seconds(0.5...60), summary: ""),
      OptionSyntax("--all", summary: ""),
    ], refused: ["--token": "no"])

  @Test(
    arguments: [
      (["a", "--format", "json"], "--format", "json"),
      (["--format=json", "a"], "--format", "json"),
      (["-f", "json", "a"], "--format", "json"),
      (["-f", "text", "-f", "json", "a"], "--format", "json"),
      (["--level", "all", "a"], "--level", "all"), (["--set=a=b", "a"], "--set", "a=b"),
      (["--all", "a"], "--all", ""), (["--count", "9", "a"], "--count", "9"),
      (["--wait", "0.5", "a"], "--wait", "0.5"), (["-", "--", "--all"], "--all", nil),
    ] as [([String], String, String?)])
  func optionsAreTaken(line: [String], name: String, value: String?) throws {
    #expect(try CommandWords(line, of: Self.sample)[name] == value)
  }

  @Test(
    arguments: [
      ([], "sample wants PATH..."), (["a", "b", "c"], "`c` is one too many"),
      (["a", "--format"], "--format needs a value"),
      (["a", "--format", "jsn"], "did you mean `json`?"),
      (["a", "--formt", "json"], "did you mean `--format`?"), (["a", "--all=1"], "takes no value"),
      (["a", "--count", "0"], "from 1 to 9"), (["a", "--count", "x"], "wants a number"),
      (["a", "--wait", "61"], "from 0.5 to 60"), (["a", "--set="], "needs a value"),
      (["a", "--token", "t"], "--token: no"), (["a", "-x"], "unknown option `-x`"),
    ] as [([String], String)])
  func wrongLinesAreRefusedWithAWord(line: [String], part: String) {
    do {
      _ = try CommandWords(line, of: Self.sample)
      Issue.record("taken: \(line)")
    } catch {
      #expect("\(error)".contains(part), "\(error)")
    }
  }
}
