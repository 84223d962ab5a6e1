import Foundation
import TestSupport
import Testing

@testable import TriageCLI

/// `--redaction-map`: the way back from pseudonyms, for its owner only.
@Suite struct RedactionMapTests {
  private static let terminal = Terminal(
    environment: ["LOGTRIAGE_PATTERNS": Repository.patterns.path()], outputIsTerminal: false)

  private static let log =
    "2026-11-23T00:00:01Z FATAL: cannot connect to postgres://app:S3cr3t-pass-w0rd@db:5432/x\n"

  private static func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "map-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(log.utf8).write(to: folder.appending(path: "app.log"))
    try body(folder)
  }

  private static func analyze(_ folder: URL, _ options: [String]) -> CommandLineProgram.Outcome {
    AnalyzeCommand.run(
      arguments: [folder.appending(path: "app.log").path(), "--format", "json"] + options,
      terminal: terminal)
  }

  @Test func everyPseudonymOfTheReportIsInTheMap() throws {
    try Self.withFolder { folder in
      let map = folder.appending(path: "map.json")
      let outcome = Self.analyze(folder, ["--redaction-map", map.path()])
      #expect(!outcome.output.contains("S3cr3t-pass-w0rd"))
      let names = outcome.output.matches(of: /<[a-z-]+-[0-9]+>/).map { String($0.output) }
      #expect(!names.isEmpty)
      let originals = try JSONDecoder().decode([String: String].self, from: Data(contentsOf: map))
      #expect(names.allSatisfy { originals[$0] != nil })
      #expect(originals.values.contains("S3cr3t-pass-w0rd"))
    }
  }

  @Test func onlyTheOwnerMayReadIt() throws {
    try Self.withFolder { folder in
      let map = folder.appending(path: "map.json").path()
      _ = Self.analyze(folder, ["--redaction-map", map])
      let mode = try FileManager.default.attributesOfItem(atPath: map)[.posixPermissions]
      #expect(mode as? Int == 0o600)
    }
  }

  @Test(arguments: [false, true])
  func aFileOrLinkThatIsThereIsLeftAlone(isLink: Bool) throws {
    try Self.withFolder { folder in
      let map = folder.appending(path: "map.json")
      let target = folder.appending(path: "target")
      if isLink {
        try FileManager.default.createSymbolicLink(at: map, withDestinationURL: target)
      } else {
        try Data("mine".utf8).write(to: map)
      }
      let outcome = Self.analyze(folder, ["--redaction-map", map.path()])
      #expect(outcome.status == 3)
      #expect(outcome.errors.contains("exists already"))
      #expect(!FileManager.default.fileExists(atPath: target.path()))
      #expect(outcome.output.hasPrefix("{"))
    }
  }

  @Test func withoutRedactionThereIsNoMap() throws {
    try Self.withFolder { folder in
      let map = folder.appending(path: "map.json").path()
      let outcome = Self.analyze(folder, ["--no-redact", "--redaction-map", map])
      #expect(outcome.errors.contains("no map is written"))
      #expect(!FileManager.default.fileExists(atPath: map))
    }
  }
}
