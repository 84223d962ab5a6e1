/// What one node's API said about itself and the others.
package struct NodeView: Sendable {
  /// A question that was not answered as it should be.
  package struct Failure: Equatable, Sendable {
    package var source: String
    /// The HTTP status; 0 without a connection.
    package var status: Int
    /// The server's own words, cut.
    package var message: String
  }

  package var service: String
  /// The node's own name, where known (CLUSTER_HOSTNAME).
  package var node: String?
  package var version: String?
  /// The status of the readiness question; nil when it was not asked.
  package var ready: Int?
  package var nodes: [NodeStatus]?
  package var statistics: [RaftStatistics]?
  /// The schema that this node itself holds.
  package var localSchema: [CollectionSchema]?
  /// The schema as asked with the default consistency (the leader's).
  package var schema: [CollectionSchema]?
  /// Shard name → status, per collection.
  package var shardStatuses: [String: [String: String]] = [:]
  /// Shard name → assigned nodes, per collection.
  package var assigned: [String: [String: [String]]] = [:]
  /// Objects per collection as counted through this node.
  package var counts: [String: Int] = [:]
  /// State of each tenant (`HOT`, `COLD`, `FROZEN`, …), per collection.
  package var tenantStates: [String: [String: String]] = [:]
  /// Moves and copies of replicas that have not ended; nil where the node was not asked.
  package var operations: [ReplicaOperation]?
  /// Modules whose meta call failed, with the error.
  package var moduleFailures: [String: String] = [:]
  package var failures: [SavedAnswer.Question: Failure] = [:]
  /// Where each answer lies.
  package var sources: [SavedAnswer.Question: String] = [:]

  package init(service: String, node: String? = nil) {
    self.service = service
    self.node = node
  }

  /// Whether any question was answered with anything but a refused connection.
  package var isReachable: Bool {
    ready.map { $0 != 0 } ?? false || nodes != nil || statistics != nil
      || failures.values.contains { $0.status != 0 }
  }

  /// Whether the API refused because of missing or wrong credentials.
  ///
  /// A 403 on the schema is no such refusal: 1.25 to 1.38 answer it when there is no leader
  /// (`weaviate/weaviate adapters/handlers/rest/handlers_schema.go @v1.32.0`).
  package var isUnauthorized: Bool {
    failures.values.contains {
      $0.status == 401 || ($0.status == 403 && !$0.message.contains("leader not found"))
    }
  }

  /// The path of an answer, for evidence.
  package func source(_ question: SavedAnswer.Question) -> String {
    sources[question] ?? failures[question]?.source ?? "api/\(service)"
  }
}

extension NodeView {
  /// Takes in one more answer.
  package mutating func add(_ answer: SavedAnswer) {
    sources[answer.question] = answer.source
    if answer.question == .ready {
      ready = answer.status
      if answer.status == 0 {
        failures[.ready] = Failure(
          source: answer.source, status: 0,
          message: String(String(decoding: answer.body.prefix(2000), as: UTF8.self).prefix(300)))
      }
      return
    }
    if answer.question == .live { return }
    if answer.question == .operations, answer.status == 200, answer.body.isEmpty {
      operations = []
      return
    }
    guard (200..<300).contains(answer.status), let value = JSONValue(answer.body) else {
      let body = String(decoding: answer.body.prefix(2000), as: UTF8.self)
      let reason =
        (200..<300).contains(answer.status)
        ? "the answer is no JSON: \(body.prefix(80))" : Self.message(answer.body) ?? body
      failures[answer.question] = Failure(
        source: answer.source, status: answer.status, message: String(reason.prefix(300)))
      return
    }
    take(value, for: answer)
  }

  private mutating func take(_ value: JSONValue, for answer: SavedAnswer) {
    switch answer.question {
    case .ready, .live:
      break
    case .meta:
      version = value["version"]?.string
      for (name, module) in value["modules"]?.members ?? [:] {
        if let error = module["error"]?.string { moduleFailures[name] = error }
      }
    case .nodes:
      if let list = value["nodes"]?.elements {
        nodes = Self.united(nodes ?? [], list.compactMap(NodeStatus.init))
      }
    case .nodesVerbose:
      if let list = value["nodes"]?.elements {
        nodes = Self.united(list.compactMap(NodeStatus.init), nodes ?? [])
      }
    case .nodesOf(let collection):
      addShards(value["nodes"]?.elements.compactMap(NodeStatus.init) ?? [], of: collection)
    case .statistics:
      statistics = value["statistics"]?.elements.compactMap(RaftStatistics.init)
    case .schema:
      schema = value["classes"]?.elements.compactMap(CollectionSchema.init)
    case .schemaLocal:
      localSchema = value["classes"]?.elements.compactMap(CollectionSchema.init)
    case .shards(let collection):
      for shard in value.elements {
        guard let name = shard["name"]?.string else { continue }
        shardStatuses[collection, default: [:]][name] = shard["status"]?.string ?? ""
      }
    case .shardingState(let collection):
      for shard in value["shardingState"]?["shards"]?.elements ?? [] {
        guard let name = shard["shard"]?.string else { continue }
        assigned[collection, default: [:]][name] =
          (shard["replicas"]?.elements ?? []).compactMap(\.string)
      }
    case .tenants(let collection):
      for tenant in value.elements {
        guard let name = tenant["name"]?.string else { continue }
        tenantStates[collection, default: [:]][name] = tenant["activityStatus"]?.string ?? "HOT"
      }
    case .operations:
      operations = value.elements.compactMap(ReplicaOperation.init).filter { !$0.hasEnded }
    case .count(let collection):
      takeCount(value, of: collection, source: answer.source)
    }
  }

  /// The first list, and members that only the other one has.
  ///
  /// Two answers of one node come at two moments, and a member that keeps restarting is in one of
  /// them only: it is a member all the same.
  private static func united(_ list: [NodeStatus], _ other: [NodeStatus]) -> [NodeStatus] {
    list + other.filter { member in !list.contains { $0.name == member.name } }
  }

  /// Adds one collection's shards to the nodes, where no whole list has them.
  private mutating func addShards(_ list: [NodeStatus], of collection: String) {
    var known = nodes ?? []
    for node in list {
      guard let place = known.firstIndex(where: { $0.name == node.name }) else {
        known.append(node)
        continue
      }
      let listed = known[place].shards ?? []
      guard !listed.contains(where: { $0.collection == collection }) else { continue }
      known[place].shards = listed + (node.shards ?? [])
    }
    nodes = known
  }

  private mutating func takeCount(_ value: JSONValue, of collection: String, source: String) {
    let row = value["data"]?["Aggregate"]?[collection]?.elements.first
    if let count = row?["meta"]?["count"]?.integer {
      counts[collection] = count
      return
    }
    let errors = (value["errors"] ?? value["error"])?.elements ?? []
    let message = errors.first?["message"]?.string ?? "no count"
    failures[.count(collection)] = Failure(source: source, status: 200, message: message)
  }

  /// The text of an error body in either of the two shapes that servers use.
  static func message(_ body: [UInt8]) -> String? {
    let value = JSONValue(body)
    return value?["message"]?.string ?? value?["error"]?.elements.first?["message"]?.string
  }
}
