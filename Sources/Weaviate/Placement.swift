/// Each collection with its shards and the nodes that hold them, put together from all answers.
package struct Placement: Sendable {
  package struct Shard: Sendable {
    package var name: String
    /// The nodes on which it was seen, sorted.
    package var nodes: [String]
    /// The nodes that it was assigned to (1.31 and later); empty where unknown.
    package var assigned: [String]
    /// Whether a node that should hold it could not be asked.
    package var mayBeElsewhere: Bool
  }

  package struct Collection: Sendable {
    package var name: String
    package var factor: Int
    package var isAsync: Bool
    package var hasTenants: Bool
    /// The nodes whose own schema holds it, sorted.
    package var schemaOn: [String]
    package var shards: [Shard]
    /// Objects by node as counted through it.
    package var counts: [String: Int]
    /// Where its shards were listed.
    package var source: String

    /// The nodes that hold at least one of its shards, sorted.
    package var shardsOn: [String] { Set(shards.flatMap(\.nodes)).sorted() }
  }

  package let collections: [Collection]

  package init(_ cluster: ClusterView) {
    var schemas: [String: CollectionSchema] = [:]
    var schemaOn: [String: Set<String>] = [:]
    var counts: [String: [String: Int]] = [:]
    for view in cluster.views {
      let name = view.node ?? view.service
      for collection in view.localSchema ?? view.schema ?? [] {
        schemas[collection.name] = schemas[collection.name] ?? collection
        if view.localSchema != nil { schemaOn[collection.name, default: []].insert(name) }
      }
      for (collection, count) in view.counts { counts[collection, default: [:]][name] = count }
    }
    let held = Self.held(cluster)
    collections = schemas.values.sorted { $0.name < $1.name }.map { schema in
      let shards = held.byCollection[schema.name] ?? [:]
      return Collection(
        name: schema.name, factor: schema.factor, isAsync: schema.isAsync,
        hasTenants: schema.hasTenants, schemaOn: (schemaOn[schema.name] ?? []).sorted(),
        shards: shards.keys.sorted().map { shard in
          let nodes = shards[shard] ?? []
          let assigned = cluster.views.compactMap { $0.assigned[schema.name]?[shard] }.first ?? []
          let silent = assigned.isEmpty ? held.silent : held.silent.intersection(assigned)
          return Shard(
            name: shard, nodes: nodes.sorted(), assigned: assigned,
            mayBeElsewhere: !silent.subtracting(nodes).isEmpty)
        }, counts: counts[schema.name] ?? [:], source: held.source)
    }
  }

  /// The shards that nodes listed, and the nodes whose shards nobody could list.
  private static func held(
    _ cluster: ClusterView
  ) -> (byCollection: [String: [String: Set<String>]], silent: Set<String>, source: String) {
    var byCollection: [String: [String: Set<String>]] = [:]
    var spoken: Set<String> = []
    var named = Set(cluster.expectedNames)
    for view in cluster.listing {
      for node in view.nodes ?? [] {
        named.insert(node.name)
        if node.shards != nil || node.status == "HEALTHY" { spoken.insert(node.name) }
        for shard in node.shards ?? [] {
          byCollection[shard.collection, default: [:]][shard.name, default: []].insert(node.name)
        }
      }
    }
    let source = cluster.listing.first?.source(.nodesVerbose) ?? "api"
    return (byCollection, named.subtracting(spoken), source)
  }
}
