import Findings

/// Where the shards of each collection really are, against where they should be.
///
/// A shard on fewer nodes than the factor is a finding only where the nodes that lack it were
/// looked at: empty collections keep their shards, lazy shards are listed, tenants that are not
/// hot are not, and a node that could not be asked may hold what nobody saw
/// (`weaviate/weaviate adapters/repos/db/nodes.go @v1.32.0`).
enum PlacementChecks {
  static func findings(_ cluster: ClusterView) -> [Finding] {
    underPlaced(cluster) + readOnly(cluster) + notLoaded(cluster) + unanswered(cluster)
  }

  private static func underPlaced(_ cluster: ClusterView) -> [Finding] {
    let placement = Placement(cluster)
    var result: [Finding] = []
    for collection in placement.collections where !collection.hasTenants {
      let short = collection.shards.filter {
        $0.nodes.count < collection.factor && !$0.mayBeElsewhere
      }
      guard collection.factor > 1, !short.isEmpty else { continue }
      let places = Set(short.flatMap(\.nodes)).sorted()
      result.append(
        ClusterFindings.finding(
          "fewer-replicas-than-factor", .error,
          "Shards of a collection with factor \(collection.factor) lie on fewer nodes",
          proves: "The replicas were assigned but never made: the other nodes do not know the "
            + "collection, or failed to open the shard.",
          about: Subject(.collection, collection.name),
          samples: [
            (
              collection.source,
              "\(collection.name): \(short.count) of \(collection.shards.count) shards only on "
                + places.joined(separator: ", ")
            )
          ], values: ["nodes": places, "shards": short.map(\.name)]))
    }
    return result
  }

  private static func readOnly(_ cluster: ClusterView) -> [Finding] {
    var result: [Finding] = []
    for view in cluster.views {
      for (collection, shards) in view.shardStatuses.sorted(by: { $0.key < $1.key }) {
        let closed = shards.filter { $0.value == "READONLY" }.keys.sorted()
        guard !closed.isEmpty else { continue }
        result.append(
          ClusterFindings.finding(
            "shards-read-only", .error, "Shards are read-only: writes to them are refused",
            about: .service(view.service),
            samples: [
              (
                view.source(.shards(collection)),
                "\(collection): \(closed.count) of \(shards.count) shards READONLY"
              )
            ], values: ["collection": [collection], "shards": closed]))
      }
    }
    guard result.isEmpty else { return result }
    let looked = cluster.views.filter { view in
      view.shardStatuses.values.contains { !$0.isEmpty }
    }
    guard !looked.isEmpty else { return [] }
    return [
      ClusterFindings.finding(
        "shards-writable", .info, "All shards that were asked about take writes",
        samples: looked.map { view in
          let collection = view.shardStatuses.keys.sorted().first ?? ""
          return (view.source(.shards(collection)), "\(view.service): READY")
        })
    ]
  }

  private static func notLoaded(_ cluster: ClusterView) -> [Finding] {
    var result: [Finding] = []
    for view in cluster.listing {
      for node in view.nodes ?? [] where view.node == nil || node.name == view.node {
        let closed = (node.shards ?? []).filter { $0.isLoaded == false }
        guard !closed.isEmpty else { continue }
        result.append(
          ClusterFindings.finding(
            "shards-not-loaded", .neutral, "Shards are not loaded",
            proves: "Lazy loading does this by design, and a damaged shard looks the same: its "
              + "log decides.", about: ClusterFindings.subject(node.name, in: cluster),
            samples: [
              (view.source(.nodesVerbose), "\(node.name): \(closed.count) shards not loaded")
            ],
            values: ["shards": closed.map(\.name)]))
      }
    }
    return result
  }

  /// Shard questions that fail name the node or the collection that is missing.
  private static func unanswered(_ cluster: ClusterView) -> [Finding] {
    var result: [Finding] = []
    for view in cluster.views {
      for (question, failure) in view.failures.sorted(by: { $0.value.source < $1.value.source }) {
        guard case .shards(let collection) = question else { continue }
        let id: String
        let title: String
        if failure.message.contains("resolve node name") {
          (id, title) = ("shard-owner-unknown", "A shard's owner is not in gossip")
        } else if failure.message.contains("local index") {
          (id, title) = (
            "shard-owner-lacks-collection", "A shard's owner does not know the collection"
          )
        } else if failure.message.contains("non-existing index") {
          (id, title) = (
            "collection-unknown-here", "This node does not know a collection that others hold"
          )
        } else {
          continue
        }
        result.append(
          ClusterFindings.finding(
            id, .error, title, about: .service(view.service),
            samples: [(failure.source, failure.message)], values: ["collection": [collection]]))
      }
    }
    return result
  }
}
