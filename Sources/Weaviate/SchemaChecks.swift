import Findings

/// Whether every node holds the same collections.
enum SchemaChecks {
  static func findings(_ cluster: ClusterView) -> [Finding] {
    // A node that never found a leader has not replayed its log: its empty list is no loss.
    let views = cluster.views.filter { view in
      view.localSchema != nil && !isWithoutLeader(view, cluster)
    }
    guard views.count > 1 else { return [] }
    let lists = views.map { Set(($0.localSchema ?? []).map(\.name)) }
    let all = lists.reduce(Set<String>()) { $0.union($1) }
    let samples = zip(views, lists).map { view, names in
      (
        view.source(.schemaLocal),
        "\(view.service) holds \(names.isEmpty ? "no collection" : names.sorted().joined(separator: ", "))"
      )
    }
    guard Set(lists).count <= 1 else {
      return differing(cluster, views, all, samples)
    }
    var result: [Finding] = []
    let isLed = views.allSatisfy { view in
      view.node.flatMap { cluster.members[$0] }.map { !$0.leader.isEmpty } ?? false
    }
    if !all.isEmpty, views.count == cluster.views.count, views.allSatisfy({ $0.ready == 200 }) {
      result.append(
        ClusterFindings.finding(
          "schema-equal-all-ready", .info, "All nodes are ready and hold the same collections",
          samples: samples))
    } else if all.isEmpty, isLed, views.contains(where: { $0.ready == 503 }) {
      result.append(
        ClusterFindings.finding(
          "schema-empty-while-led", .error,
          "No node holds any collection, and nodes with a leader are not ready",
          proves: "A fresh cluster is empty and ready; here the log that all follow has no "
            + "collections, and nodes cannot load what they have.", samples: samples))
    }
    return result + [
      ClusterFindings.finding(
        "schema-equal", .info, "All nodes hold the same collections",
        samples: samples, values: ["collections": all.sorted()])
    ]
  }

  private static func isWithoutLeader(_ view: NodeView, _ cluster: ClusterView) -> Bool {
    guard let name = view.node, let member = cluster.members[name] else { return false }
    return member.leader.isEmpty
  }

  /// Whether nodes that follow the same leader hold different collections.
  private static func differsWithinGroup(_ cluster: ClusterView, _ views: [NodeView]) -> Bool {
    cluster.groups.contains { group in
      let schemas = views.filter { view in view.node.map(group.contains) ?? false }
        .map { Set(($0.localSchema ?? []).map(\.name)) }
      return Set(schemas).count > 1
    }
  }

  private static func differing(
    _ cluster: ClusterView, _ views: [NodeView], _ all: Set<String>,
    _ samples: [(source: String, text: String)]
  ) -> [Finding] {
    let isOneCluster = cluster.groups.count == 1 || differsWithinGroup(cluster, views)
    var partial: [String] = []
    var holders: [String] = []
    for name in all.sorted() {
      let having = views.filter { view in (view.localSchema ?? []).contains { $0.name == name } }
      guard having.count < views.count else { continue }
      partial.append(name)
      holders.append("\(name)=\(having.map { $0.node ?? $0.service }.joined(separator: "+"))")
    }
    return [
      ClusterFindings.finding(
        isOneCluster ? "schema-differs-under-one-leader" : "schema-differs", .error,
        isOneCluster
          ? "The nodes follow one leader and still hold different collections"
          : "The nodes hold different collections",
        proves: isOneCluster
          ? "RAFT histories of separate clusters were merged: entries are missing on some nodes, "
            + "and RAFT will not bring them back."
          : "A collection is known only where it was created.",
        samples: samples, values: ["collections": partial, "holders": holders])
    ]
  }
}
