import Findings

/// CLUSTER_HOSTNAME: fixed, and one per node.
struct NodeNames: ComposeCheck {
  static let unset = CheckRule(
    "compose/weaviate/hostname-unset",
    "CLUSTER_HOSTNAME is unset, so the node is named after its container and renamed with it.")
  static let duplicate = CheckRule(
    "compose/weaviate/hostname-duplicate", "Two nodes of a cluster have one CLUSTER_HOSTNAME.")
  static let shared = CheckRule(
    "compose/weaviate/replicas-share-name",
    "One Weaviate service runs as several containers, which share its name and volume.")
  static let rules = [unset, duplicate, shared]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.clusters.flatMap { cluster in
      let wanted = cluster.wanted.hostnames
      return zip(cluster.nodes, wanted).flatMap { node, name -> [Finding] in
        [unset(node, cluster, name), duplicate(node, cluster, name), shared(node)].compactMap { $0 }
      }
    }
  }

  private func unset(
    _ node: WeaviateNode, _ cluster: WeaviateCluster, _ wanted: String
  ) -> Finding? {
    guard node.hostname == nil else { return nil }
    return Self.unset.finding(
      // RAFT_JOIN can only list names that are fixed.
      node.usesRaft && (node.raftJoin?.count ?? 0) > 1 ? .error : .warning, node.service,
      "CLUSTER_HOSTNAME is not set: the node is named after its container",
      proves: "The name changes when the container is re-created, and schema, RAFT state and "
        + "shards on the volume belong to the old name. On a volume that holds data the name to "
        + "set is the old one, which the log shows under \"initial configuration\".",
      values: ["wanted": [wanted]],
      fixes: [node.change("CLUSTER_HOSTNAME", to: wanted)].compactMap { $0 })
  }

  private func duplicate(
    _ node: WeaviateNode, _ cluster: WeaviateCluster, _ wanted: String
  ) -> Finding? {
    guard let name = node.hostname, name != wanted else { return nil }
    let other = cluster.nodes.first {
      $0.hostname == name && $0.service.name != node.service.name
    }
    return Self.duplicate.finding(
      .error, node.service,
      "CLUSTER_HOSTNAME \(name) is also the name of \(other?.service.name ?? "another node")",
      proves: "Gossip and RAFT know nodes by name: two with one name are seen as one node with "
        + "conflicting addresses.",
      at: [node.hostnameEvidence, other?.hostnameEvidence],
      values: ["name": [name], "wanted": [wanted]],
      fixes: [node.change("CLUSTER_HOSTNAME", to: wanted)].compactMap { $0 })
  }

  private func shared(_ node: WeaviateNode) -> Finding? {
    guard node.service.replicaCount > 1 else { return nil }
    return Self.shared.finding(
      .error, node.service,
      "One Weaviate service is run as \(node.service.replicaCount) containers",
      proves: "The replicas share CLUSTER_HOSTNAME and the data volume, of which only one process "
        + "may use either; nodes have to be services of their own.",
      at: [node.service.replicas.map { $0.origin.evidence(text: "replicas: \($0.value)") }])
  }
}
