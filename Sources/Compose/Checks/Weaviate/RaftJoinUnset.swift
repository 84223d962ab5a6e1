import Findings

/// Nodes of a cluster that do not say who the RAFT members are.
struct RaftJoinUnset: ComposeCheck {
  static let unset = CheckRule(
    "compose/weaviate/raft-join-unset",
    "A node of a multi-node cluster (1.25 and later) has no RAFT_JOIN, so it bootstraps alone.")
  static let rules = [unset]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.clusters.filter(\.isMultiNode).flatMap { cluster in
      cluster.nodes.filter { $0.usesRaft && $0.setting("RAFT_JOIN") == nil }
        .map { finding($0, cluster) }
    }
  }

  private func finding(_ node: WeaviateNode, _ cluster: WeaviateCluster) -> Finding {
    let join = cluster.wanted.raftJoin
    let isCertain = node.has(.gossipFallback) == false
    let release = node.version.map { "\($0)" } ?? "this release"
    let proves =
      isCertain
      ? """
      Without it RAFT_JOIN is the node itself and one voter is enough, so on \(release) every such \
      node bootstraps a RAFT cluster of its own; gossip still shows all nodes.
      """
      : """
      On \(release) a node also asks its gossip peers, so the nodes may form one cluster; each may \
      also bootstrap itself, and which of the two happens at a first start is a race.
      """
    return Self.unset.finding(
      isCertain ? .error : .warning, node.service,
      "RAFT_JOIN is not set in a cluster of \(cluster.nodes.count) nodes",
      proves: proves + " " + WeaviateAdvice.stateOnDisk,
      at: [node.hostnameEvidence], values: ["wanted": [join], "nodes": cluster.wanted.hostnames],
      fixes: [
        node.change("RAFT_JOIN", to: join),
        node.change("RAFT_BOOTSTRAP_EXPECT", to: cluster.wanted.expect),
      ].compactMap { $0 })
  }
}
