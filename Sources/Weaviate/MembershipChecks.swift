import Findings

/// Which nodes see which: gossip as each node reports it.
enum MembershipChecks {
  static func findings(_ cluster: ClusterView) -> [Finding] {
    let lists = cluster.listing
    guard !lists.isEmpty else { return [] }
    return differing(lists) + missing(cluster, lists) + unwell(cluster, lists)
      + duplicates(cluster, lists)
  }

  private static func names(_ view: NodeView) -> [String] {
    Set((view.nodes ?? []).map(\.name)).sorted()
  }

  private static func samples(_ lists: [NodeView]) -> [(source: String, text: String)] {
    lists.map { ($0.source(.nodes), "\($0.service) sees \(names($0).joined(separator: ", "))") }
  }

  private static func differing(_ lists: [NodeView]) -> [Finding] {
    let distinct = Set(lists.map(names))
    guard distinct.count > 1 else { return [] }
    return [
      ClusterFindings.finding(
        "gossip-differs", .error, "The nodes do not see the same members in gossip",
        proves: "Requests through one node miss the replicas of nodes that it does not see, so "
          + "counts differ by the node that is asked.", samples: samples(lists),
        values: ["views": distinct.map { $0.joined(separator: ",") }])
    ]
  }

  /// Nodes that should be there and that nobody but themselves lists.
  private static func missing(_ cluster: ClusterView, _ lists: [NodeView]) -> [Finding] {
    var result: [Finding] = []
    for node in cluster.expected {
      guard let name = node.node else { continue }
      let others = lists.filter { $0.service != node.service }
      guard !others.isEmpty, !others.contains(where: { names($0).contains(name) }) else { continue }
      result.append(
        ClusterFindings.finding(
          "node-missing", .error, "No other node sees this node in gossip",
          proves: "It is down, cannot be reached, or never joined. A dead node leaves this list "
            + "instead of turning red in it.", about: .service(node.service),
          samples: samples(others), values: ["node": [name]]))
    }
    let alone = lists.filter { names($0).count == 1 }
    if cluster.expected.count > 1 {
      for view in alone {
        result.append(
          ClusterFindings.finding(
            "alone-in-gossip", .error, "The node sees nobody but itself in gossip",
            proves: "It joined no other node, or lost them all.", about: .service(view.service),
            samples: samples([view]), values: ["node": names(view)]))
      }
    }
    return result
  }

  private static func unwell(_ cluster: ClusterView, _ lists: [NodeView]) -> [Finding] {
    var result: [Finding] = []
    for view in lists {
      for node in view.nodes ?? [] where node.status != "HEALTHY" && !node.status.isEmpty {
        let isDataPort = ["UNAVAILABLE", "TIMEOUT"].contains(node.status)
        result.append(
          ClusterFindings.finding(
            isDataPort ? "node-unavailable" : "node-unhealthy", isDataPort ? .error : .warning,
            isDataPort
              ? "Gossip sees the node, but its data port does not answer"
              : "The node finds itself unhealthy",
            proves: isDataPort
              ? "Reads and writes that need its replicas fail."
              : "Its gossip health is degraded: packets or peers are lost.",
            about: ClusterFindings.subject(node.name, in: cluster),
            samples: [(view.source(.nodes), "\(view.service) says \(node.name) is \(node.status)")],
            values: ["node": [node.name], "status": [node.status]]))
      }
    }
    return result
  }

  /// Fewer names than services that answer: two containers call themselves the same.
  private static func duplicates(_ cluster: ClusterView, _ lists: [NodeView]) -> [Finding] {
    let seen = Set(lists.flatMap(names))
    guard lists.count > seen.count, lists.count > 1 else { return [] }
    return [
      ClusterFindings.finding(
        "fewer-names-than-nodes", .error,
        "\(lists.count) nodes answer, but all of them together know only \(seen.count) names",
        proves: "Two nodes have the same name, so gossip keeps only one of them.",
        samples: samples(lists), values: ["names": seen.sorted()])
    ]
  }
}
