import Findings

/// The Weaviate services that are meant to be one cluster; a cluster may have one node.
struct WeaviateCluster {
  /// In the order of the file; not empty.
  let nodes: [WeaviateNode]
  /// What every node should be called and should list.
  let wanted: WantedMembership
  /// The place of the node that the others join.
  let founderPlace: Int
  private let places: [String: Int]

  private init(_ nodes: [WeaviateNode]) {
    self.nodes = nodes
    wanted = WantedMembership(nodes)
    places = Dictionary(nodes.enumerated().map { ($1.service.name, $0) }) { first, _ in first }
    founderPlace = Self.founder(among: nodes)
  }

  /// The node that a service runs; nil when it is not of this cluster.
  func node(of service: ComposeService) -> WeaviateNode? { places[service.name].map { nodes[$0] } }

  var isMultiNode: Bool { nodes.count > 1 }

  /// Groups the Weaviate services of a stack by who names whom in CLUSTER_JOIN and RAFT_JOIN.
  ///
  /// Services that say nothing about clustering are single nodes. A service that nobody can be
  /// matched with, because its settings are wrong, belongs to the first group of the stack.
  static func all(in services: [ComposeService]) -> [WeaviateCluster] {
    let nodes = services.compactMap(WeaviateNode.init)
    guard nodes.contains(where: \.wantsCluster) else {
      return nodes.map { WeaviateCluster([$0]) }
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
      .map { group in WeaviateCluster(group.sorted().map { nodes[$0] }) }
  }

  /// Indices of nodes that name each other, directly or through others.
  ///
  /// - Complexity: near O(names) in the names that all nodes have and mention.
  private static func connectedGroups(_ nodes: [WeaviateNode]) -> [[Int]] {
    var groups = DisjointSets(count: nodes.count)
    let byHost = placesByHost(nodes)
    var byNodeName: [String: Int] = [:]
    for (place, node) in nodes.enumerated() {
      if let name = node.hostname, byNodeName[name] == nil { byNodeName[name] = place }
    }
    for (place, node) in nodes.enumerated() {
      for entry in node.joinEntries {
        if let other = byHost[entry.host] { groups.unite(place, other) }
      }
      // Two nodes that list one name belong together, also when no node has that name.
      for name in node.raftJoinNames ?? [] {
        if let other = byNodeName[name] { groups.unite(place, other) }
        byNodeName[name] = byNodeName[name] ?? place
      }
    }
    return Dictionary(grouping: nodes.indices) { groups.representative(of: $0) }.values
      .sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }
}

extension WeaviateCluster {
  /// The places of nodes by the names that the engine's DNS has for them.
  static func placesByHost(_ nodes: [WeaviateNode]) -> [String: Int] {
    Dictionary(
      nodes.enumerated().flatMap { place, node in node.service.hostNames.map { ($0, place) } }
    ) { first, _ in first }
  }
}

extension WeaviateNode {
  /// Whether any setting says that this server has peers.
  fileprivate var wantsCluster: Bool {
    if setting("CLUSTER_JOIN") != nil || (raftJoin?.count ?? 0) > 1 { return true }
    return (expect ?? 2) > 1 || setting("CLUSTER_GOSSIP_BIND_PORT") != nil
      || setting("CLUSTER_DATA_BIND_PORT") != nil
  }
}
