import Findings
import Testing
import Weaviate

/// One fault per case, made of the smallest answers that show it, and what is nearly it.
struct ClusterChecksTests {
  @Test func `A healthy cluster gives nothing that matters`() {
    let findings = ClusterFindings.all(of: FakeCluster().view)
    #expect(findings.filter { $0.severity >= .warning }.map(\.id) == [])
    #expect(findings.contains { $0.id == "weaviate/api/whole" })
  }

  @Test func `Nothing asked finds nothing`() {
    #expect(ClusterFindings.all(of: ClusterView(expected: [], answers: [])).isEmpty)
  }

  // MARK: Leadership

  @Test func `Leaders that differ are separate clusters`() {
    let split = FakeCluster { nodes in
      for place in nodes.indices {
        nodes[place].leader = nodes[place].name
        nodes[place].members = [nodes[place].name]
      }
    }
    #expect(split.ids.isSuperset(of: ["several-leaders", "only-voter"]))
    #expect(split.ids.isDisjoint(with: ["one-leader", "whole"]))
    #expect(split.view.groups.count == 3)
  }

  @Test func `A pair and a loner are two named groups`() {
    let split = FakeCluster { nodes in
      nodes[2].leader = "node3"
      nodes[2].members = ["node3"]
    }
    #expect(split.view.groups == [["node1", "node2"], ["node3"]])
    #expect(split.ids.contains("several-leaders"))
  }

  @Test func `One node that is expected alone is no lone voter`() {
    #expect(!FakeCluster(1).ids.contains("only-voter"))
    #expect(FakeCluster(1).ids.contains("one-leader"))
  }

  @Test func `A configuration without a leader means that the leader was lost`() {
    let lost = FakeCluster { nodes in
      for place in nodes.indices {
        nodes[place].leader = ""
        nodes[place].state = "Candidate"
      }
    }
    #expect(lost.ids.isSuperset(of: ["no-leader", "leader-lost"]))
    #expect(!lost.ids.contains("bootstrap-waiting"))
  }

  @Test func `Candidates without a configuration wait for a first start`() {
    let waiting = FakeCluster { nodes in
      for place in nodes.indices {
        nodes[place].leader = ""
        nodes[place].members = []
        nodes[place].candidates = ["node1"]
      }
    }
    #expect(waiting.ids.contains("bootstrap-waiting"))
    #expect(waiting.ids.isDisjoint(with: ["leader-lost", "bootstrap-without-candidates"]))
    let unannounced = FakeCluster { nodes in
      for place in nodes.indices {
        nodes[place].leader = ""
        nodes[place].members = []
      }
    }
    #expect(unannounced.ids.contains("bootstrap-without-candidates"))
  }

  @Test func `Names of other nodes on disk are a renamed node`() {
    let renamed = FakeCluster { nodes in
      nodes[0].members = ["old1", "old2", "old3"]
      nodes[0].leader = ""
    }
    #expect(renamed.ids.contains("configuration-of-other-names"))
    let grown = FakeCluster { nodes in nodes[0].members = ["node1", "node2", "node3", "gone4"] }
    #expect(!grown.ids.contains("configuration-of-other-names"))
  }

  @Test(
    arguments: [
      (["node2", "node3"], "one-voter"), (["node3"], "even-voters"), (["node3"], "non-voter"),
    ] as [(Set<String>, String)])
  func `Members without a vote are counted`(nonVoters: Set<String>, id: String) {
    let cluster = FakeCluster { nodes in
      for place in nodes.indices { nodes[place].nonVoters = nonVoters }
    }
    #expect(cluster.ids.contains(id))
    #expect(!FakeCluster().ids.contains(id))
  }

  // MARK: Membership

  @Test func `Views of gossip that differ are told, whatever RAFT says`() {
    let cluster = FakeCluster { nodes in nodes[2].sees = ["node3"] }
    #expect(cluster.ids.isSuperset(of: ["gossip-differs", "alone-in-gossip", "one-leader"]))
    #expect(!cluster.ids.contains("whole"))
  }

  @Test func `A node that nobody lists is missing`() {
    var cluster = FakeCluster(2)
    cluster.silent = [ExpectedNode(service: "weaviate-3", node: "node3", isRunning: false)]
    #expect(cluster.ids.contains("node-missing"))
    #expect(!cluster.ids.contains("whole"))
    #expect(!FakeCluster(2).ids.contains("node-missing"))
  }

  @Test(arguments: [
    ("UNAVAILABLE", "node-unavailable"), ("TIMEOUT", "node-unavailable"),
    ("UNHEALTHY", "node-unhealthy"),
  ])
  func `A member's status decides what is wrong`(status: String, id: String) {
    #expect(FakeCluster { $0[1].gossip = status }.ids.contains(id))
    #expect(!FakeCluster().ids.contains(id))
  }

  @Test func `Two containers with one name are fewer names than nodes`() {
    #expect(FakeCluster { $0[2].name = "node2" }.ids.contains("fewer-names-than-nodes"))
  }

  // MARK: Schema

  @Test func `Collections on some nodes under one leader are a merged history`() {
    let cluster = FakeCluster { $0[2].schema = [:] }
    #expect(cluster.ids.contains("schema-differs-under-one-leader"))
    #expect(!cluster.ids.contains("schema-equal"))
  }

  @Test func `Collections of separate clusters differ by themselves`() {
    let split = FakeCluster { nodes in
      for place in nodes.indices {
        nodes[place].leader = nodes[place].name
        nodes[place].schema = ["Only\(place)": 1]
      }
    }
    #expect(split.ids.contains("schema-differs"))
    #expect(!split.ids.contains("schema-differs-under-one-leader"))
  }

  @Test func `A node that never found a leader holds no less`() {
    let cluster = FakeCluster { nodes in
      nodes[2].schema = [:]
      nodes[2].leader = ""
    }
    #expect(
      cluster.ids.isDisjoint(with: ["schema-differs", "schema-differs-under-one-leader"]))
  }

  @Test func `An empty schema is strange only where nodes are not ready`() {
    let emptied = FakeCluster { nodes in
      for place in nodes.indices { nodes[place].schema = [:] }
      nodes[0].ready = 503
    }
    #expect(emptied.ids.contains("schema-empty-while-led"))
    let fresh = FakeCluster { nodes in for place in nodes.indices { nodes[place].schema = [:] } }
    #expect(!fresh.ids.contains("schema-empty-while-led"))
  }
}
