import Foundation
import TestSupport
import Testing
import TriageCLI

@Suite struct PatternsCommandTests {
  private static func run(_ arguments: String...) -> CommandLineProgram.Outcome {
    run(arguments, ["LOGTRIAGE_PATTERNS": Repository.patterns.path()])
  }

  private static func run(
    _ arguments: [String], _ environment: [String: String]
  ) -> CommandLineProgram.Outcome {
    CommandLineProgram.dispatch(
      ["patterns"] + arguments,
      terminal: Terminal(environment: environment, outputIsTerminal: false))
  }

  @Test func checksTheShippedFiles() {
    let outcome = Self.run("check", Repository.patterns.path())
    #expect(outcome.output.hasSuffix("no problems\n"), "\(outcome.output)")
    #expect(outcome.status == 0)
  }

  @Test func checksOneFileBesideAllOthers() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let product = folder.appending(path: "Patterns/x")
    try FileManager.default.createDirectory(at: product, withIntermediateDirectories: true)
    for name in ["a", "b"] {
      try Data("title: \(name)\n".utf8).write(to: product.appending(path: "\(name).yaml"))
    }
    let file = product.appending(path: "a.yaml").path()
    let outcome = Self.run("check", file)
    #expect(outcome.status == 1)
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.hasPrefix("\(file):1: ") })
    #expect(outcome.output.contains("severity is missing"))
  }

  @Test func listsAndShows() {
    let list = Self.run("list", "raft", "leader", "elected")
    #expect(list.output.contains("weaviate/raft/leader-elected"))
    #expect(!list.output.contains("gossip"))
    let shown = Self.run("show", "weaviate/raft/leader-elected")
    #expect(shown.output.hasPrefix("title     ") && shown.output.contains("\nmatch     "))
    let unknown = Self.run("show", "leader-elected")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("weaviate/raft/leader-elected"))
  }

  @Test func explainsALine() {
    let line = #"{"msg":"entering leader state","leader":"Node at 10.0.0.2:8300 [Leader]"}"#
    let outcome = Self.run("explain", line)
    #expect(outcome.output.contains("weaviate/raft/leader-elected"))
    let other = Self.run("explain", "nothing that anybody knows")
    #expect(other.output == "no signature matches\n" && other.status == 1)
  }

  @Test func draftsASignatureThatChecks() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let product = folder.appending(path: "Patterns/x")
    try FileManager.default.createDirectory(at: product, withIntermediateDirectories: true)
    let log = folder.appending(path: "app.log")
    let line = #"2026-01-02 03:04:05 ERROR worker 12 lost "it's {a}" from 10.0.0.7 after 3.5 s"#
    try Data("first\n\(line)\n".utf8).write(to: log)
    let draft = Self.run("new", "\(log.path()):2")
    #expect(draft.status == 0)
    #expect(draft.output.contains("worker {int:int} lost"))
    try Data(draft.output.utf8).write(to: product.appending(path: "a.yaml"))
    let check = Self.run("check", folder.appending(path: "Patterns").path())
    #expect(check.output == "1 signatures, 0 causes, no problems\n", "\(check.output)")
  }

  @Test(
    arguments: [
      (["new", "/no/such:1"], "cannot be read"), (["new", "app.log"], "FILE:LINE"),
      (["nonsense"], "unknown command"), (["show"], "--help"),
      (["list", "--patterns"], "needs a value"),
    ])
  func refusesWhatItCannotDo(arguments: [String], message: String) {
    let outcome = Self.run(arguments, [:])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func tellsWhichFolderIsInUse() {
    let outcome = Self.run("path", "--patterns", "/mine")
    #expect(outcome.output == "\(Repository.patterns.path())\n/mine\n")
    let missing = Self.run(["path"], ["LOGTRIAGE_PATTERNS": "/no/such"])
    #expect(missing.status == 2 && missing.errors.contains("/no/such"))
  }
}
