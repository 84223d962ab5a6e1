import Findings
import Testing
import Weaviate

/// Where shards are against where they should be, and which cases look like a fault and are none.
struct PlacementChecksTests {
  private static let short = "fewer-replicas-than-factor"

  /// Only the first node has shards.
  private static func oneSided(_ change: (inout [FakeNode]) -> Void = { _ in }) -> FakeCluster {
    FakeCluster { nodes in
      for place in nodes.indices.dropFirst() { nodes[place].shards = [:] }
      change(&nodes)
    }
  }

  @Test func `Factor three with shards on one of three nodes is a fault`() {
    #expect(Self.oneSided().ids.contains(Self.short))
  }

  @Test func `Factor one on one node is as it should be`() {
    let single = Self.oneSided { nodes in
      for place in nodes.indices { nodes[place].schema = ["Article": 1] }
    }
    #expect(!single.ids.contains(Self.short))
  }

  @Test func `Tenants are placed one by one`() {
    let tenants = Self.oneSided { nodes in
      for place in nodes.indices { nodes[place].tenantsOf = ["Article"] }
    }
    #expect(!tenants.ids.contains(Self.short))
  }

  @Test func `A node that could not be asked may hold what nobody saw`() {
    let away = Self.oneSided { nodes in
      nodes[1].gossip = "UNAVAILABLE"
      nodes[2].gossip = "TIMEOUT"
    }
    #expect(!away.ids.contains(Self.short))
  }

  @Test func `An empty collection keeps its shards`() {
    let empty = FakeCluster { nodes in
      for place in nodes.indices { nodes[place].counts = ["Article": 0] }
    }
    #expect(empty.ids.isDisjoint(with: [Self.short, "replica-empty", "counts-differ"]))
    #expect(empty.ids.contains("counts-equal"))
  }

  @Test func `Lazy shards are listed, so they are no fewer`() {
    let lazy = FakeCluster { nodes in
      for place in nodes.indices { nodes[place].isLoaded = false }
    }
    #expect(!lazy.ids.contains(Self.short))
    let found = ClusterFindings.all(of: lazy.view).filter {
      $0.id == "weaviate/api/shards-not-loaded"
    }
    #expect(found.map(\.severity) == [.neutral, .neutral, .neutral])
  }

  @Test func `Read-only shards are named, writable ones refute them`() {
    #expect(FakeCluster { $0[0].shardStatus = "READONLY" }.ids.contains("shards-read-only"))
    #expect(FakeCluster().ids.contains("shards-writable"))
    #expect(!FakeCluster().ids.contains("shards-read-only"))
  }

  @Test(arguments: [
    ("shard a: resolve node name \\\"node3\\\" to host", "shard-owner-unknown"),
    (
      "shard a: status code: 422 body: (local index \\\"Article\\\" not found",
      "shard-owner-lacks-collection"
    ),
    (
      "cannot get shards status for a non-existing index for Article", "collection-unknown-here"
    ),
  ])
  func `A failing question about shards names its reason`(message: String, id: String) {
    var cluster = FakeCluster()
    cluster.overrides = [
      ("weaviate-1", .shards("Article"), 404, #"{"error":[{"message":"\#(message)"}]}"#)
    ]
    #expect(cluster.ids.contains(id))
    cluster.overrides = [("weaviate-1", .shards("Article"), 404, #"{"error":[{"message":"x"}]}"#)]
    #expect(!cluster.ids.contains(id))
  }

  // MARK: Counts

  @Test func `Replicas with different counts missed writes`() {
    let drifted = FakeCluster { nodes in
      for (place, count) in [60, 60, 20].enumerated() { nodes[place].counts = ["Article": count] }
    }
    #expect(drifted.ids.contains("counts-differ"))
    #expect(drifted.ids.isDisjoint(with: ["counts-equal", "replica-empty"]))
  }

  @Test func `A replica without objects beside full ones is empty`() {
    let replaced = FakeCluster { nodes in
      for (place, count) in [2, 0, 2].enumerated() { nodes[place].counts = ["Article": count] }
    }
    #expect(replaced.ids.isSuperset(of: ["replica-empty", "counts-differ"]))
  }

  @Test func `Factor one counted differently means that nodes do not reach each other`() {
    let torn = FakeCluster { nodes in
      for (place, count) in [10, 3, 10].enumerated() {
        nodes[place].counts = ["Article": count]
        nodes[place].schema = ["Article": 1]
        nodes[place].shards = [
          "Article": ["a", "b", "c"].enumerated().filter { $0.0 == place }.map(\.1)
        ]
      }
    }
    #expect(torn.ids.contains("counts-differ-by-node"))
    #expect(!torn.ids.contains("counts-differ"))
  }

  @Test func `A count that fails is told with the server's words`() throws {
    var cluster = FakeCluster()
    cluster.overrides = [
      ("weaviate-2", .count("Article"), 200, #"{"errors":[{"message":"remote shard: EOF"}]}"#)
    ]
    let failed = try #require(
      ClusterFindings.all(of: cluster.view).first { $0.id == "weaviate/api/count-failed" })
    #expect(failed.samples.first?.text == "remote shard: EOF")
    let off = #"{"error":[{"message":"graphql api is disabled"}]}"#
    cluster.overrides = [("weaviate-2", .count("Article"), 422, off)]
    #expect(!cluster.ids.contains("count-failed"))
  }
}
