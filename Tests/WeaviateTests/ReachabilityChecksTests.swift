import Findings
import Testing
import Weaviate

/// Which nodes answer, and what an answer other than 200 means.
struct ReachabilityChecksTests {
  private func cluster(
    _ question: SavedAnswer.Question, _ status: Int, _ body: String
  ) -> FakeCluster {
    var cluster = FakeCluster()
    cluster.overrides = [("weaviate-2", question, status, body)]
    return cluster
  }

  @Test(arguments: [(503, "not-ready"), (500, "not-ready")])
  func `A node that is not ready is told`(status: Int, id: String) {
    #expect(cluster(.ready, status, "").ids.contains(id))
    #expect(!FakeCluster().ids.contains(id))
  }

  @Test func `A node is unreachable only when no question at all is answered`() {
    var dead = FakeCluster(2)
    dead.nodes[1].sees = []
    dead.overrides = [
      SavedAnswer.Question.ready, .meta, .nodesVerbose, .statistics, .schemaLocal,
      .shards("Article"),
    ].map { ("weaviate-2", $0, 0, "") }
    #expect(dead.ids.contains("unreachable"))
    #expect(!cluster(.ready, 0, "").ids.contains("unreachable"))
  }

  @Test func `403 without a leader is no matter of rights`() {
    let message = "could not read schema with strong consistency: leader not found"
    let leaderless = cluster(.schema, 403, #"{"error":[{"message":"\#(message)"}]}"#)
    #expect(leaderless.ids.contains("schema-without-leader"))
    #expect(!leaderless.ids.contains("unauthorized"))
    let forbidden = cluster(.schema, 403, #"{"error":[{"message":"forbidden action"}]}"#)
    #expect(forbidden.ids.contains("unauthorized"))
    #expect(!forbidden.ids.contains("schema-without-leader"))
  }

  @Test func `A list that fails as a whole names the peer that did not answer`() throws {
    let message =
      #"node: node3: send http request: Get \"http://10.0.0.3:7101/nodes/status\": EOF"#
    let failing = cluster(.nodesVerbose, 500, #"{"error":[{"message":"\#(message)"}]}"#)
    let finding = try #require(
      ClusterFindings.all(of: failing.view).first { $0.id == "weaviate/api/nodes-failed" })
    #expect(finding.values["peer"] == ["node3"])
    #expect(finding.values["address"] == ["10.0.0.3:7101"])
    #expect(!cluster(.nodesVerbose, 401, "{}").ids.contains("nodes-failed"))
  }

  @Test func `Versions that differ are told once for all`() {
    #expect(FakeCluster { $0[1].version = "1.33.0" }.ids.contains("versions-differ"))
    #expect(!FakeCluster().ids.contains("versions-differ"))
  }

  @Test func `A module whose meta call fails is named`() {
    let body = #"{"version":"1.32.5","modules":{"text2vec-x":{"error":"no such host"}}}"#
    #expect(cluster(.meta, 200, body).ids.contains("module-failed"))
    let fine = #"{"version":"1.32.5","modules":{"text2vec-x":{"name":"X"}}}"#
    #expect(!cluster(.meta, 200, fine).ids.contains("module-failed"))
  }

  @Test func `Silence is never wholeness`() {
    var cluster = FakeCluster(2)
    cluster.silent = [ExpectedNode(service: "weaviate-3", node: nil)]
    #expect(!cluster.ids.contains("whole"))
    #expect(FakeCluster(2).ids.contains("whole"))
  }
}
