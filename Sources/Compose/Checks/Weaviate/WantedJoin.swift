extension WeaviateCluster {
  /// The place of the node that the others join: the one named most, among equals one without
  /// CLUSTER_JOIN, then the first.
  var founderPlace: Int {
    let named = nodes.map { candidate in
      nodes.filter { node in
        node.service.name != candidate.service.name
          && node.joinEntries.contains { candidate.service.answers(to: $0.host) }
      }.count
    }
    return nodes.indices.max { one, other in
      rank(one, named) < rank(other, named)
    } ?? 0
  }

  private func rank(_ place: Int, _ named: [Int]) -> (Int, Int, Int) {
    (named[place], nodes[place].setting("CLUSTER_JOIN") == nil ? 1 : 0, -place)
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
