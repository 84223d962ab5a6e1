import Foundation
import TestSupport
import Testing
import TriageCLI

/// The command line of the test record.
struct ProbeCommandTests {
  private func run(_ words: [String]) -> CommandLineProgram.Outcome {
    ProbeCommand.run(
      arguments: words,
      terminal: Terminal(
        environment: ProcessInfo.processInfo.environment, outputIsTerminal: false, columns: 80),
      readFile: { Array(try Data(contentsOf: URL(filePath: $0))) })
  }

  private func cluster(
    _ sample: String, _ state: ReplayCluster.State = .healthy
  ) throws -> (cluster: ReplayCluster, words: [String]) {
    let cluster = try ReplayCluster(
      api: Repository.samples.appending(path: "\(sample)/api"), names: ["node1", "node2", "node3"],
      state: state)
    return (
      cluster, zip(1..., cluster.servers).flatMap { ["--node", "weaviate-node\($0)=\($1.base)"] }
    )
  }

  @Test func `Without --yes nothing is even asked`() throws {
    let (cluster, words) = try cluster("healthy-cluster")
    let outcome = run(words + ["--collection", "Article"])
    #expect(outcome.status == 2)
    #expect(cluster.requests.isEmpty)
  }

  @Test func `A healthy cluster passes and keeps nothing`() throws {
    let (cluster, words) = try cluster("healthy-cluster")
    let outcome = run(words + ["--collection", "Article", "--yes", "--consistency", "all"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.hasPrefix("works:"))
    #expect(outcome.output.contains("gone from: node1, node2, node3"))
    let ids = cluster.requests.filter { $0.method == "DELETE" }.map { String($0.path.suffix(36)) }
    #expect(!ids.isEmpty)
    #expect(ids.allSatisfy { cluster.holders(of: $0).isEmpty })
  }

  @Test func `A split cluster is refused before anything is written`() throws {
    let (cluster, words) = try cluster("async-replication-disabled", .split)
    let outcome = run(words + ["--collection", "OnlyOnTwo", "--yes"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("separate RAFT clusters"))
    #expect(!cluster.requests.contains { $0.path.hasPrefix("/v1/objects") })
  }

  @Test func `A collection that is not there is refused`() throws {
    let (cluster, words) = try cluster("healthy-cluster")
    let outcome = run(words + ["--collection", "NotThere", "--yes"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("never creates one"))
    #expect(!cluster.requests.contains { $0.path.hasPrefix("/v1/objects") })
  }

  @Test(arguments: [
    ["--yes"], ["--collection", "A", "--yes", "--consistency", "SOME"],
    ["--collection", "A", "--yes", "--wait", "-1"], ["--collection", "A", "--yes", "--token", "x"],
  ])
  func `What is not understood is refused`(words: [String]) {
    #expect(run(words + ["--node", "127.0.0.1:1"]).status == 2)
  }

  @Test func `No node is incomplete input`() {
    let outcome = run(["--collection", "A", "--yes", "--node", "127.0.0.1:1", "--timeout", "2"])
    #expect(outcome.status == 3)
  }
}
