extension WeaviateCluster {
  /// The place of the node named most in CLUSTER_JOIN, among equals one that joins nobody, then
  /// the first.
  static func founder(among nodes: [WeaviateNode]) -> Int {
    let byHost = placesByHost(nodes)
    var named = [Int](repeating: 0, count: nodes.count)
    for (place, node) in nodes.enumerated() {
      for other in Set(node.joinEntries.compactMap { byHost[$0.host] }) where other != place {
        named[other] += 1
      }
    }
    func rank(_ place: Int) -> (Int, Int, Int) {
      (named[place], nodes[place].joinEntries.isEmpty ? 1 : 0, -place)
    }
    return nodes.indices.max { rank($0) < rank($1) } ?? 0
  }

  /// CLUSTER_JOIN as a node should have it: the founder's service and gossip port.
  ///
  /// For the founder itself it is the next node's; nil in a cluster of one.
  func wantedJoin(of node: WeaviateNode) -> String? {
    let founder = nodes[founderPlace]
    let peer =
      founder.service.name == node.service.name
      ? nodes.first { $0.service.name != node.service.name } : founder
    return peer.map { "\($0.service.name):\($0.gossipPort ?? 7946)" }
  }

  /// The node that a wrong host name was probably meant for.
  func nodeMeant(by host: String, from node: WeaviateNode) -> WeaviateNode? {
    let others = nodes.filter { $0.service.name != node.service.name }
    if let named = others.first(where: { $0.hostname == host }) { return named }
    let names = others.map(\.service.name)
    if let near = Spelling.nearest(host, in: names) {
      return others.first { $0.service.name == near }
    }
    let founder = nodes[founderPlace]
    return founder.service.name == node.service.name ? others.first : founder
  }
}
