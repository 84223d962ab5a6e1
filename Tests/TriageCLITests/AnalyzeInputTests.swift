import Foundation
import TestSupport
import Testing

@testable import TriageCLI

/// What `analyze` says about input that is missing, empty, damaged or nothing it knows.
@Suite struct AnalyzeInputTests {
  private static let terminal = Terminal(
    environment: ["LOGTRIAGE_PATTERNS": Repository.patterns.path()], outputIsTerminal: false)

  private static func analyze(_ arguments: [String]) -> CommandLineProgram.Outcome {
    AnalyzeCommand.run(arguments: arguments, terminal: terminal)
  }

  /// Makes a folder with the given files, calls `body` with its path and removes it.
  private static func withFolder(
    _ files: [String: [UInt8]], _ body: (String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "input-\(UUID())")
    for (path, bytes) in files {
      let url = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
    }
    if files.isEmpty {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path())
  }

  private static let line = Array(
    "2026-11-23T00:00:01.000000001Z 2026-11-23 00:00:01.000 UTC [1] LOG:  starting\n".utf8)

  @Test func aMissingPathIsNamedWithTheNextStep() {
    let outcome = Self.analyze(["/no/such/folder"])
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("/no/such/folder"))
    #expect(outcome.errors.contains("name a folder"))
    #expect(outcome.output.isEmpty)
  }

  @Test func theRestIsAnalysedBesideAMissingPath() throws {
    try Self.withFolder(["db.log": Self.line]) { folder in
      let outcome = Self.analyze(["/no/such/folder", folder])
      #expect(outcome.status == 3)
      #expect(outcome.output.contains("LOOKED AT"))
    }
  }

  @Test func anEmptyFolderHasNothingToAnalyse() throws {
    try Self.withFolder([:]) { folder in
      let outcome = Self.analyze([folder])
      #expect(outcome.status == 3)
      #expect(outcome.errors.contains("empty"))
    }
  }

  @Test func aFolderWithoutAnythingKnownSaysSo() throws {
    try Self.withFolder(["notes/a.py": Array("print(1)\n".utf8)]) { folder in
      let outcome = Self.analyze([folder])
      #expect(outcome.status == 3)
      #expect(outcome.errors.contains("nothing in it is a log"))
    }
  }

  @Test func anEmptyLogIsNamedAndDoesNoHarm() throws {
    try Self.withFolder(["logs/web.log": [], "logs/db.log": Self.line]) { folder in
      let outcome = Self.analyze([folder, "--verbose"])
      #expect(outcome.status == 0)
      #expect(outcome.output.contains("logs/web.log"))
      #expect(outcome.output.contains("empty"))
    }
  }

  @Test func aBinaryFileIsNotRead() throws {
    let bytes = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    try Self.withFolder(["core.log": bytes, "db.log": Self.line]) { folder in
      let outcome = Self.analyze([folder, "--verbose"])
      #expect(outcome.output.contains("core.log"))
      #expect(outcome.output.contains("binary") || outcome.errors.contains("binary"))
    }
  }

  @Test func invalidJSONOfTheAPIIsNamedAndTheRestUsed() throws {
    let files: [String: [UInt8]] = [
      "api/node1/meta.json": Array("{\"version\": \"1.32.5\"".utf8),
      "api/node1/ready.json": Array("HTTP 200\n".utf8), "logs/node1.log": Self.line,
    ]
    try Self.withFolder(files) { folder in
      let outcome = Self.analyze([folder])
      #expect(outcome.status == 3)
      #expect(outcome.errors.contains("api/node1/meta.json"))
      #expect(outcome.output.contains("LOOKED AT"))
    }
  }

  @Test func anUnreadableFileIsNamed() throws {
    try Self.withFolder(["db.log": Self.line, "web.log": Self.line]) { folder in
      let path = folder + "/web.log"
      try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
      let outcome = Self.analyze([folder])
      // The superuser reads everything, so there is nothing to report for it.
      let isReadable = FileManager.default.isReadableFile(atPath: path)
      #expect(outcome.status == (isReadable ? 0 : 3))
      #expect(isReadable || outcome.errors.contains("web.log"))
    }
  }

  @Test(
    arguments: [
      (["--formt", "json", "x"], "did you mean `--format`?"),
      (["x", "--format", "yaml"], "unknown format `yaml`"),
      ([], "name a folder"),
      (["x", "--width", "3"], "--width wants a number"),
      (["--output"], "--output needs a value"),
    ])
  func usageErrorsSayWhatIsWrong(arguments: [String], part: String) {
    let outcome = Self.analyze(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(part))
  }

  @Test func anUnknownCommandGetsASuggestion() {
    let outcome = CommandLineProgram.dispatch(["analyse"], terminal: Self.terminal)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("did you mean `analyze`?"))
  }
}
