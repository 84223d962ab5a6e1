import Findings
import Foundation
import Weaviate

/// One node as a test describes it; `answers(in:)` makes what its API would say.
struct FakeNode {
  var service: String
  var name: String
  var ready = 200
  var version = "1.32.5"
  /// The members that it sees in gossip; nil for all of the cluster.
  var sees: [String]?
  var gossip = "HEALTHY"
  var leader: String?
  var state: String?
  /// The configuration: every name is a voter unless it is in `nonVoters`; nil for all names.
  var members: [String]?
  var nonVoters: Set<String> = []
  var candidates: [String] = []
  /// Factor by collection.
  var schema: [String: Int] = ["Article": 3]
  /// Shards by collection; nil for three of each collection.
  var shards: [String: [String]]?
  var counts: [String: Int] = [:]
  var shardStatus = "READY"
  var isLoaded = true
  var tenantsOf: Set<String> = []

  init(_ number: Int) {
    service = "weaviate-\(number)"
    name = "node\(number)"
  }

  /// A node with a change.
  func with(_ change: (inout FakeNode) -> Void) -> FakeNode {
    var copy = self
    change(&copy)
    return copy
  }
}

/// Several fake nodes, the first of which leads unless they say otherwise.
struct FakeCluster {
  var nodes: [FakeNode]
  /// Answers that replace what a node would say, by service and question.
  var overrides: [(service: String, question: SavedAnswer.Question, status: Int, body: String)] = []
  /// Services that are expected and have no answers.
  var silent: [ExpectedNode] = []

  init(_ count: Int = 3, _ change: (inout [FakeNode]) -> Void = { _ in }) {
    nodes = (1...count).map(FakeNode.init)
    change(&nodes)
  }

  var view: ClusterView {
    ClusterView(
      expected: nodes.map { ExpectedNode(service: $0.service, node: $0.name, isRunning: true) }
        + silent, answers: answers)
  }

  /// The ids of what the checks find, without `weaviate/api/`.
  var ids: Set<String> {
    Set(ClusterFindings.all(of: view).map { String($0.id.dropFirst("weaviate/api/".count)) })
  }

  var answers: [SavedAnswer] {
    var result: [SavedAnswer] = []
    for node in nodes {
      func add(_ question: SavedAnswer.Question, _ body: Any, status: Int = 200) {
        let data = (try? JSONSerialization.data(withJSONObject: body)) ?? Data()
        result.append(
          SavedAnswer(
            service: node.service, question: question, status: status, body: Array(data),
            source: "api/\(node.service)/\(question.name).json"))
      }
      let seen = nodes.filter { (node.sees ?? nodes.map(\.name)).contains($0.name) }
      add(.ready, [String](), status: node.ready)
      add(.meta, ["version": node.version])
      add(.nodesVerbose, ["nodes": seen.map(status)])
      add(.statistics, ["statistics": seen.map(statistics)])
      add(.schemaLocal, ["classes": node.schema.map { schema($0, $1, node) }])
      for (collection, count) in node.counts {
        add(.count(collection), ["data": ["Aggregate": [collection: [["meta": ["count": count]]]]]])
      }
      for collection in node.schema.keys.sorted() where !node.tenantsOf.contains(collection) {
        add(
          .shards(collection),
          (node.shards?[collection] ?? ["a", "b", "c"]).map {
            ["name": $0, "status": node.shardStatus]
          })
      }
    }
    for other in overrides {
      result.removeAll { $0.service == other.service && $0.question == other.question }
      result.append(
        SavedAnswer(
          service: other.service, question: other.question, status: other.status,
          body: Array(other.body.utf8), source: "api/\(other.service)/\(other.question.name).json"))
    }
    return result
  }

  private func status(_ node: FakeNode) -> [String: Any] {
    let shards = node.shards ?? node.schema.mapValues { _ in ["a", "b", "c"] }
    let list = shards.flatMap { collection, names in
      names.map { name -> [String: Any] in
        [
          "name": name, "class": collection, "loaded": node.isLoaded,
          "vectorIndexingStatus": node.isLoaded ? "READY" : "LAZY_LOADING", "objectCount": 0,
        ]
      }
    }
    let isAnswering = node.gossip == "HEALTHY" || node.gossip == "UNHEALTHY"
    return [
      "name": node.name, "status": node.gossip, "version": node.version,
      "shards": isAnswering ? list : NSNull() as Any,
    ]
  }

  private func statistics(_ node: FakeNode) -> [String: Any] {
    let leader = node.leader ?? nodes[0].name
    let members = node.members ?? nodes.map(\.name)
    return [
      "name": node.name, "status": node.gossip, "leaderId": leader, "leaderAddress": "",
      "ready": node.ready == 200,
      "candidates": Dictionary(node.candidates.map { ($0, "") }) { first, _ in first },
      "raft": [
        "state": node.state ?? (leader == node.name ? "Leader" : "Follower"),
        "appliedIndex": "7", "term": "2",
        "latestConfiguration": members.map { name -> [String: Any] in
          [
            "id": name, "address": "10.0.0.1:8300",
            "suffrage": node.nonVoters.contains(name) ? 1 : 0,
          ]
        },
      ] as [String: Any],
    ]
  }

  private func schema(_ name: String, _ factor: Int, _ node: FakeNode) -> [String: Any] {
    [
      "class": name, "replicationConfig": ["factor": factor, "asyncEnabled": false],
      "multiTenancyConfig": ["enabled": node.tenantsOf.contains(name)], "vectorizer": "none",
      "properties": [["name": "title", "dataType": ["text"]]],
    ]
  }
}
