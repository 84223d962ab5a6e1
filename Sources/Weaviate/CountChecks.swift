import Findings

/// Whether replicas hold the same number of objects.
///
/// A node that holds a replica answers an Aggregate from its own copy, so counts asked of every
/// node compare replicas, but only where every asked node holds every shard. `objectCount` of
/// `/v1/nodes` is no such count: it lags by minutes.
enum CountChecks {
  static func findings(_ cluster: ClusterView) -> [Finding] {
    let nodes = max(cluster.expected.count, cluster.views.count)
    var result: [Finding] = []
    for collection in Placement(cluster).collections where !collection.hasTenants {
      guard collection.counts.count > 1 else { continue }
      let distinct = Set(collection.counts.values)
      let isOwnCopy =
        collection.factor >= nodes || isEverywhere(collection, asked: Set(collection.counts.keys))
      let text = collection.counts.sorted { $0.key < $1.key }
        .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      let sources = cluster.views.filter { $0.counts[collection.name] != nil }
        .map { ($0.source(.count(collection.name)), "\(collection.name): \(text)") }
      if distinct.count == 1, isOwnCopy, collection.factor > 1 {
        result.append(
          ClusterFindings.finding(
            "counts-equal", .info, "All replicas hold the same number of objects",
            about: Subject(.collection, collection.name), samples: sources))
      } else if distinct.count > 1 {
        result.append(
          ClusterFindings.finding(
            isOwnCopy && collection.factor > 1 ? "counts-differ" : "counts-differ-by-node", .error,
            isOwnCopy && collection.factor > 1
              ? "Replicas of a collection hold different numbers of objects"
              : "The count depends on the node that is asked",
            proves: isOwnCopy && collection.factor > 1
              ? "Writes were missed by some replicas and nothing has repaired them yet."
              : "The nodes do not all reach the shards of the others.",
            about: Subject(.collection, collection.name), samples: sources,
            values: ["counts": [text]]))
      }
      if collection.factor > 1, collection.counts.values.contains(0), distinct.count > 1 {
        let empty = collection.counts.filter { $0.value == 0 }.keys.sorted()
        result.append(
          ClusterFindings.finding(
            "replica-empty", .error, "A replica is empty while others hold objects",
            about: Subject(.collection, collection.name), samples: sources,
            values: ["nodes": empty]))
      }
    }
    return result + failures(cluster)
  }

  private static func isEverywhere(_ collection: Placement.Collection, asked: Set<String>) -> Bool {
    !collection.shards.isEmpty
      && collection.shards.allSatisfy { asked.isSubset(of: Set($0.nodes).union($0.assigned)) }
  }

  /// Whether a count could have been expected: not where GraphQL is switched off (422, 410), not
  /// there, or refused to whoever asked.
  private static func isFailure(_ failure: NodeView.Failure) -> Bool {
    failure.status == 200 || failure.status >= 500
      || failure.message.contains("no schema is present")
  }

  private static func failures(_ cluster: ClusterView) -> [Finding] {
    cluster.views.flatMap { view in
      view.failures.sorted { $0.value.source < $1.value.source }.compactMap { entry in
        guard case .count(let collection) = entry.key, isFailure(entry.value) else { return nil }
        return ClusterFindings.finding(
          "count-failed", .warning, "Objects of a collection cannot be counted through this node",
          about: .service(view.service), samples: [(entry.value.source, entry.value.message)],
          values: ["collection": [collection]])
      }
    }
  }
}
