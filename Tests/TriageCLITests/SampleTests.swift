import Foundation
import TestSupport
import Testing

@testable import TriageCLI

/// The reports of `samples/`, whole, as a person reads them.
@Suite struct SampleTests {
  static let names = [
    "async-replication-disabled", "healthy-cluster", "naive-repair-lost-schema",
    "nginx-upstream-timeout", "postgres-wrong-password", "quorum-lost",
    "same-compose-file-newer-version",
  ]

  private static let terminal = Terminal(
    environment: ["LOGTRIAGE_PATTERNS": Repository.patterns.path()], outputIsTerminal: false)

  private static func run(_ name: String, _ options: [String] = []) -> CommandLineProgram.Outcome {
    let path = Repository.samples.appending(path: name).path()
    return AnalyzeCommand.run(arguments: [path, "--reproducible"] + options, terminal: terminal)
  }

  private static func json(_ name: String) throws -> [String: Any] {
    let text = run(name, ["--format", "json"]).output
    return try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func everySampleIsTested() throws {
    let found = try FileManager.default.contentsOfDirectory(atPath: Repository.samples.path())
    #expect(Set(found).subtracting(["README.md", "spark"]) == Set(Self.names))
  }

  @Test(arguments: names)
  func reportsAreAsRecorded(name: String) throws {
    try expectGolden(Self.run(name).output, at: "Tests/TriageCLITests/Goldens/\(name).txt")
  }

  @Test(
    arguments: [
      ("async-replication-disabled", "faulty", ["weaviate/raft-not-joined"]),
      ("healthy-cluster", "healthy", []),
      ("naive-repair-lost-schema", "faulty", ["weaviate/raft-merged-diverged"]),
      ("nginx-upstream-timeout", "faulty", ["nginx/upstream-timeout"]),
      ("postgres-wrong-password", "faulty", ["postgres/auth-failed"]),
      ("quorum-lost", "faulty", ["weaviate/raft-quorum-lost"]),
      ("same-compose-file-newer-version", "healthy", []),
    ])
  func theDiagnosisIsTheKnownCause(name: String, verdict: String, causes: [String]) throws {
    let report = try Self.json(name)
    #expect(report["verdict"] as? String == verdict)
    let found = report["causes"] as? [[String: Any]] ?? []
    #expect(found.compactMap { $0["id"] as? String } == causes)
  }

  @Test(arguments: names)
  func noLineIsWiderThanTheTerminal(name: String) {
    let lines = Self.run(name).output.split(separator: "\n")
    let prose = lines.filter { line in
      !line.hasPrefix("        ") && !line.hasPrefix("  +") && !line.hasPrefix("  -")
        && !line.hasPrefix("   ")
    }
    #expect(prose.allSatisfy { $0.count <= 80 })
  }

  @Test func theSeedSaysAllThatItMust() {
    let words = Self.run("async-replication-disabled").output
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for part in [
      "3 separate RAFT clusters", "about ten seconds", "It is neutral", "CLUSTER_DATA_BIND_PORT",
      "does not make the schema appear", "just add the settings and restart",
      "Do not upgrade first", "Save the schema of every node", "node1 only", "node2 only",
      "+ RAFT_JOIN: \"node1,node2,node3\"", "+ RAFT_BOOTSTRAP_EXPECT: \"3\"",
    ] {
      #expect(words.contains(part), "missing: \(part)")
    }
  }

  @Test func inputsAreUsedOrListedWithTheReason() throws {
    let report = try Self.json("postgres-wrong-password")
    let inputs = report["inputs"] as? [[String: Any]] ?? []
    let unused = inputs.filter { $0["used"] as? Bool == false }
    #expect(!unused.isEmpty)
    #expect(unused.allSatisfy { ($0["note"] as? String)?.isEmpty == false })
    let root = Repository.samples.appending(path: "postgres-wrong-password")
    let paths = FileManager.default.enumerator(atPath: root.path())?.compactMap { $0 as? String }
    let files = (paths ?? []).filter { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(
        atPath: root.appending(path: path).path(), isDirectory: &isFolder)
      return !isFolder.boolValue
    }
    #expect(Set(inputs.compactMap { $0["path"] as? String }) == Set(files))
  }
}
