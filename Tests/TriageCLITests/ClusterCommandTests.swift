import Foundation
import TestSupport
import Testing
import TriageCLI

/// The verification table for each state that a recorded cluster was in.
struct ClusterCommandTests {
  private func run(_ words: [String]) -> CommandLineProgram.Outcome {
    var terminal = Terminal(
      environment: ProcessInfo.processInfo.environment, outputIsTerminal: false)
    terminal.columns = 80
    return CommandLineProgram.dispatch(["cluster"] + words, terminal: terminal)
  }

  static let samples: [(String, Int32)] = [
    ("healthy-cluster", 0), ("async-replication-disabled", 1), ("naive-repair-lost-schema", 1),
    ("quorum-lost", 1), ("same-compose-file-newer-version", 0),
  ]

  @Test(arguments: samples)
  func `The table of a sample`(sample: String, status: Int32) throws {
    let folder = Repository.samples.appending(path: sample).path()
    let outcome = run(["--saved", folder])
    #expect(outcome.status == status)
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    try expectGolden(outcome.output, at: "Tests/TriageCLITests/Goldens/cluster/\(sample).txt")
  }

  static let recordings: [(String, Int32)] = [
    ("class-created-while-node-down@1.39.0", 0), ("repair-merged-diverged@1.32.5", 1),
    ("five-two-down@1.39.0", 1), ("node-renamed-on-old-volume@1.32.5", 1),
    ("disk-threshold-crossed@1.32.5", 1), ("healthy-rf1-tenants@1.32.5", 0),
    ("healthy-raft@1.24.26", 0),
    ("seed-no-raft@1.36.0", 1), ("rolling-restart@1.39.0", 1), ("auth-mismatch@1.32.5", 3),
    ("raft-join-without-expect@1.32.5", 1), ("node-replaced-empty@1.32.5", 1),
  ]

  @Test(
    .enabled(if: Repository.shared != nil, "needs ../shared"), arguments: recordings)
  func `The table of a recording`(recording: String, status: Int32) throws {
    let shared = try #require(Repository.shared)
    let outcome = run(["--saved", shared.appending(path: "recordings/\(recording)").path()])
    #expect(outcome.status == status)
    #expect(outcome.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    try expectGolden(outcome.output, at: "Tests/TriageCLITests/Goldens/cluster/\(recording).txt")
  }

  @Test(arguments: ["markdown", "json"])
  func `Other forms say the same`(format: String) throws {
    let folder = Repository.samples.appending(path: "naive-repair-lost-schema").path()
    let outcome = run(["--saved", folder, "--format", format])
    #expect(outcome.status == 1)
    try expectGolden(
      outcome.output, at: "Tests/TriageCLITests/Goldens/cluster/naive-repair-lost-schema.\(format)")
  }

  // MARK: Live

  @Test func `Live nodes are found by name and compared`() throws {
    let cluster = try ReplayCluster(
      api: Repository.samples.appending(path: "same-compose-file-newer-version/api"),
      names: ["node1", "node2", "node3"])
    let words = zip(1..., cluster.servers).flatMap { ["--node", "weaviate-node\($0)=\($1.base)"] }
    let outcome = run(words)
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("one cluster of 3 nodes\n"))
  }

  @Test func `The nodes of a compose file are those with a published port`() throws {
    let cluster = try ReplayCluster(
      api: Repository.samples.appending(path: "same-compose-file-newer-version/api"),
      names: ["node1", "node2", "node3"])
    let services = zip(1..., cluster.servers).map { number, server in
      """
        weaviate-node\(number):
          image: semitechnologies/weaviate:1.32.5
          ports: ["\(server.port):8080"]
          environment: {CLUSTER_HOSTNAME: node\(number), CLUSTER_JOIN: "weaviate-node1:7946"}
      """
    }
    let file = FileManager.default.temporaryDirectory
      .appending(path: "cluster-\(UUID().uuidString).yaml")
    try Data(("services:\n" + services.joined(separator: "\n")).utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let outcome = run(["--compose", file.path()])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("node3"))
  }

  @Test func `Nodes that are not there are a finding`() {
    let outcome = run(["--node", "a=http://127.0.0.1:1", "--timeout", "2"])
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("no connection"))
  }

  // MARK: Refusals

  @Test(arguments: [
    ["--api-key", "secret"], ["--node"], ["--node", "http://u:p@h"], ["--format", "xml"],
    ["--saved", "x", "--node", "h:1"], ["--threshold", "info"], ["--width", "10"], ["here"],
    ["--nodes", "h:1"],
  ])
  func `What is not understood is refused`(words: [String]) {
    let outcome = run(words)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    #expect(!outcome.errors.contains("secret"))
  }

  @Test func `A folder without answers is incomplete input`() {
    let outcome = run([
      "--saved", Repository.samples.appending(path: "nginx-upstream-timeout").path(),
    ])
    #expect(outcome.status == 3)
  }
}
