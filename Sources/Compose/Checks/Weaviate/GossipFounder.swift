import Findings

/// Who founds the gossip cluster, and whether everybody else reaches the founder.
struct GossipFounder: ComposeCheck {
  static let unsetEverywhere = CheckRule(
    "compose/weaviate/join-unset-everywhere",
    "No node of a multi-node cluster has CLUSTER_JOIN, so gossip never unites them.")
  static let unset = CheckRule(
    "compose/weaviate/join-unset",
    "A node that nobody joins has no CLUSTER_JOIN, so it stays alone.")
  static let selfOnly = CheckRule(
    "compose/weaviate/join-self",
    "CLUSTER_JOIN leads only to the node itself or to nodes that do the same.")
  static let founder = CheckRule(
    "compose/weaviate/join-unset-founder",
    "The founding node has no CLUSTER_JOIN: restarted alone, it does not look for the others.")
  static let rules = [unsetEverywhere, unset, selfOnly, founder]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.clusters.filter(\.isMultiNode).flatMap { cluster -> [Finding] in
      if cluster.nodes.allSatisfy({ $0.setting("CLUSTER_JOIN") == nil }) {
        return cluster.nodes.dropFirst().map { unset(Self.unsetEverywhere, $0, cluster) }
      }
      return alone(cluster, stack) + founder(cluster)
    }
  }

  /// Nodes whose gossip group is not the founder's although all their entries lead somewhere.
  private func alone(_ cluster: WeaviateCluster, _ stack: CheckedStack) -> [Finding] {
    let nodes = cluster.nodes
    let byHost = WeaviateCluster.placesByHost(nodes)
    var groups = DisjointSets(count: nodes.count)
    for (place, node) in nodes.enumerated() {
      for entry in node.joinEntries {
        // A name that is not of this file: another check reports it, or it is another host's.
        guard let other = byHost[entry.host] else { return [] }
        groups.unite(place, other)
      }
    }
    let founders = groups.representative(of: cluster.founderPlace)
    let apart = nodes.indices.filter { groups.representative(of: $0) != founders }
    return apart.map { place in
      guard nodes[place].setting("CLUSTER_JOIN") != nil else {
        return unset(Self.unset, nodes[place], cluster)
      }
      return selfOnly(nodes[place], cluster)
    }
  }

  private func unset(
    _ rule: CheckRule, _ node: WeaviateNode, _ cluster: WeaviateCluster
  ) -> Finding {
    let wanted = cluster.wantedJoin(of: node)
    return rule.finding(
      .error, node.service,
      "CLUSTER_JOIN is not set" + (rule == Self.unsetEverywhere ? " on any node" : ""),
      proves: "A node without it joins nobody; unless another node joins it, it is alone: nodes do "
        + "not find each other, whatever RAFT_JOIN says.",
      at: [node.hostnameEvidence], values: ["wanted": wanted.map { [$0] } ?? []],
      fixes: [wanted.flatMap { node.change("CLUSTER_JOIN", to: $0) }].compactMap { $0 })
  }

  private func selfOnly(_ node: WeaviateNode, _ cluster: WeaviateCluster) -> Finding {
    let wanted = cluster.wantedJoin(of: node)
    return Self.selfOnly.finding(
      .error, node.service, "CLUSTER_JOIN leads to no node of the rest of the cluster",
      proves: "Joining oneself succeeds and changes nothing, so the node founds a cluster apart.",
      at: [node.setting("CLUSTER_JOIN")?.evidence], values: ["wanted": wanted.map { [$0] } ?? []],
      fixes: [wanted.flatMap { node.change("CLUSTER_JOIN", to: $0) }].compactMap { $0 })
  }

  private func founder(_ cluster: WeaviateCluster) -> [Finding] {
    let without = cluster.nodes.filter { $0.setting("CLUSTER_JOIN") == nil }
    guard without.count == 1, let node = without.first,
      cluster.nodes[cluster.founderPlace].service.name == node.service.name
    else { return [] }
    let heals = node.has(.periodicRejoin) ?? true
    return [
      Self.founder.finding(
        .info, node.service, "The founding node has no CLUSTER_JOIN",
        proves: heals
          ? "Usual and working; after a restart alone, the others take it in again within a minute."
          : "Usual and working; restarted alone it can stay apart in gossip until another node is "
            + "restarted.",
        at: [node.hostnameEvidence])
    ]
  }
}
