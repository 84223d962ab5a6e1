import Foundation
import TestSupport
import Testing

@testable import TriageCLI

/// `logtriage compare` on recordings of one cluster before and after its repair.
@Suite struct CompareCommandTests {
  private static func compare(_ words: [String]) -> CommandLineProgram.Outcome {
    CompareCommand.run(
      arguments: words.map {
        $0.hasPrefix("-") ? $0 : Repository.samples.appending(path: $0).path()
      },
      terminal: Terminal(
        environment: ["LOGTRIAGE_PATTERNS": Repository.patterns.path()], outputIsTerminal: false,
        columns: 80))
  }

  @Test(
    arguments: [
      ("async-replication-disabled", "healthy-cluster", 0, "not-shown"),
      ("healthy-cluster", "quorum-lost", 1, "broke"),
      ("quorum-lost", "quorum-lost", 1, "unchanged"),
      ("healthy-cluster", "healthy-cluster", 0, "clean"),
    ])
  func theStatusIsThatOfTheSecond(
    before: String, after: String, status: Int32, outcome: String
  ) throws {
    let result = Self.compare([before, after, "--no-redact", "--brief"])
    #expect(result.status == status, "\(result.errors)")
    let word = try #require(result.output.split(separator: " ").first).lowercased()
    #expect(word == outcome, "\(result.output)")
  }

  @Test func aBundleAgainstItselfHasNoDifference() throws {
    let result = CompareCommand.run(
      arguments: [
        Repository.samples.appending(path: "quorum-lost").path(),
        Repository.samples.appending(path: "quorum-lost").path(),
      ] + ["--format", "json"],
      terminal: Terminal(
        environment: ["LOGTRIAGE_PATTERNS": Repository.patterns.path()], outputIsTerminal: false))
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect((object["findings"] as? [Any])?.isEmpty == true)
    #expect((object["settings"] as? [Any])?.isEmpty == true)
    #expect((object["caveats"] as? [Any])?.isEmpty == true)
  }

  @Test func linesFitTheTerminal() {
    let result = Self.compare(["same-compose-file-newer-version", "healthy-cluster"])
    #expect(result.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func passwordsOfSettingsAreHidden() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "compare-\(UUID())")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, secret) in [("a", "Kx93-first-one"), ("b", "Kx93-second-one")] {
      let place = folder.appending(path: name)
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      let text =
        "services: {db: {image: 'postgres:15', environment: {POSTGRES_PASSWORD: \(secret)}}}\n"
      try Data(text.utf8).write(to: place.appending(path: "docker-compose.yml"))
    }
    for format in ["terminal", "markdown", "json"] {
      let result = CompareCommand.run(
        arguments: [
          folder.appending(path: "a").path(), folder.appending(path: "b").path(), "--format",
          format,
        ],
        terminal: Terminal(
          environment: ["LOGTRIAGE_PATTERNS": Repository.patterns.path()], outputIsTerminal: false))
      #expect(!result.output.contains("Kx93"))
      #expect(result.output.contains("POSTGRES_PASSWORD"))
    }
  }

  @Test(arguments: [
    [], ["healthy-cluster"], ["a", "b", "c"], ["healthy-cluster", "no-such-folder"],
  ])
  func wrongCallsAreRefused(words: [String]) {
    let result = Self.compare(words)
    #expect(result.status == 2 || result.status == 3)
    #expect(result.errors.hasPrefix("error: "))
  }
}
