import Findings

/// The Weaviate services that are meant to be one cluster; a cluster may have one node.
struct WeaviateCluster {
  /// In the order of the file; not empty.
  let nodes: [WeaviateNode]

  var isMultiNode: Bool { nodes.count > 1 }

  /// Groups the Weaviate services of a stack by who names whom in CLUSTER_JOIN and RAFT_JOIN.
  ///
  /// Services that say nothing about clustering are single nodes. A service that nobody can be
  /// matched with, because its settings are wrong, belongs to the first group of the stack.
  static func all(in services: [ComposeService]) -> [WeaviateCluster] {
    let nodes = services.compactMap(WeaviateNode.init)
    guard nodes.contains(where: \.wantsCluster) else {
      return nodes.map { WeaviateCluster(nodes: [$0]) }
    }
    let groups = connectedGroups(nodes)
    let clusters = groups.filter { $0.count > 1 }
    let alone = groups.filter { $0.count == 1 }.flatMap { $0 }
    let strays = clusters.isEmpty ? alone : alone.filter { nodes[$0].wantsCluster }
    var result = clusters.map(Set.init)
    if result.isEmpty {
      result = [Set(strays)]
    } else {
      result[0].formUnion(strays)
    }
    let singles = Set(alone).subtracting(strays).map { [$0] as Set }
    return (result + singles).filter { !$0.isEmpty }
      .sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
      .map { group in WeaviateCluster(nodes: group.sorted().map { nodes[$0] }) }
  }

  /// Indices of nodes that name each other, directly or through others.
  private static func connectedGroups(_ nodes: [WeaviateNode]) -> [[Int]] {
    var group = Array(nodes.indices)
    for (one, node) in nodes.enumerated() {
      for (other, peer) in nodes.enumerated() where other != one && node.names(peer) {
        let (from, to) = (group[other], group[one])
        for place in group.indices where group[place] == from { group[place] = to }
      }
    }
    return Dictionary(grouping: nodes.indices, by: { group[$0] }).values.sorted {
      ($0.first ?? 0) < ($1.first ?? 0)
    }
  }
}

extension WeaviateNode {
  /// Whether any setting says that this server has peers.
  fileprivate var wantsCluster: Bool {
    if setting("CLUSTER_JOIN") != nil || (raftJoin?.count ?? 0) > 1 { return true }
    return (expect ?? 2) > 1 || setting("CLUSTER_GOSSIP_BIND_PORT") != nil
      || setting("CLUSTER_DATA_BIND_PORT") != nil
  }

  /// Whether this node's settings name the other one as a peer.
  fileprivate func names(_ peer: WeaviateNode) -> Bool {
    let joins = joinEntries.contains { peer.service.answers(to: $0.host) }
    guard let names = raftJoinNames else { return joins }
    return joins || peer.hostname.map { names.contains($0) } ?? false
      || peer.raftJoinNames.map { !Set($0).isDisjoint(with: names) } ?? false
  }
}
