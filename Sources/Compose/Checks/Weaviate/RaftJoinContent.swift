import Findings

/// What stands in RAFT_JOIN, against the names that the nodes have and against each other.
struct RaftJoinContent: ComposeCheck {
  static let names = CheckRule(
    "compose/weaviate/raft-join-names",
    "RAFT_JOIN lists names that are no node's CLUSTER_HOSTNAME while a node's own name is missing.")
  static let differs = CheckRule(
    "compose/weaviate/raft-join-differs",
    "RAFT_JOIN is not the same list in the same order on all nodes of a cluster.")
  static let incomplete = CheckRule(
    "compose/weaviate/raft-join-incomplete",
    "A node of the cluster is missing from RAFT_JOIN, so it is no voter.")
  static let malformed = CheckRule(
    "compose/weaviate/raft-join-malformed",
    "RAFT_JOIN has blanks, quotes, empty entries or a port that is no number.")
  static let repeated = CheckRule(
    "compose/weaviate/raft-join-repeats",
    "RAFT_JOIN lists a name twice, which ends the process at start.")
  static let rules = [names, differs, incomplete, malformed, repeated]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.clusters.flatMap { cluster -> [Finding] in
      let nodes = cluster.nodes.filter(\.usesRaft)
      let written = nodes.filter { malformed($0, cluster) != nil || repeated($0, cluster) != nil }
      if !written.isEmpty {
        return written.compactMap { malformed($0, cluster) ?? repeated($0, cluster) }
      }
      return names(cluster, nodes) + differs(cluster, nodes)
    }
  }

  private func malformed(_ node: WeaviateNode, _ cluster: WeaviateCluster) -> Finding? {
    guard let setting = node.setting("RAFT_JOIN"), let entries = node.raftJoin else { return nil }
    guard let bad = entries.first(where: Self.isMalformed) else { return nil }
    return Self.malformed.finding(
      .error, node.service, "RAFT_JOIN has an entry that is no node name: \"\(bad)\"",
      proves: "The list is split at commas only: blanks and quotes become part of a name that no "
        + "node has, and a port that is no number ends the process.",
      at: [setting.evidence], values: ["entry": [bad]], fixes: fix(node, cluster))
  }

  private static func isMalformed(_ entry: String) -> Bool {
    let sides = entry.split(separator: ":", omittingEmptySubsequences: false)
    guard sides.count <= 2, let name = sides.first, !name.isEmpty else { return true }
    if sides.count == 2, Int(sides[1]) == nil { return true }
    return name.contains { $0.isWhitespace || "\"'".contains($0) }
  }

  private func repeated(_ node: WeaviateNode, _ cluster: WeaviateCluster) -> Finding? {
    guard let setting = node.setting("RAFT_JOIN"), let names = node.raftJoinNames else {
      return nil
    }
    let twice = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +).filter { $0.value > 1 }
    guard !twice.isEmpty else { return nil }
    return Self.repeated.finding(
      .error, node.service, "RAFT_JOIN lists \(twice.keys.sorted().joined(separator: ", ")) twice",
      proves: "The server refuses the list at start: joined nodes must have a unique id.",
      at: [setting.evidence], values: ["name": Array(twice.keys)], fixes: fix(node, cluster))
  }

  /// Wrong names when a listed name is nobody's and somebody's name is not listed; a list that
  /// also names nodes of other hosts is right.
  private func names(_ cluster: WeaviateCluster, _ nodes: [WeaviateNode]) -> [Finding] {
    let hostnames = Set(cluster.nodes.compactMap(\.hostname))
    guard cluster.nodes.allSatisfy({ $0.hostname != nil }),
      hostnames.count == cluster.nodes.count
    else { return [] }
    return nodes.compactMap { node in
      guard let setting = node.setting("RAFT_JOIN"), let listed = node.raftJoinNames else {
        return nil
      }
      let strangers = listed.filter { !hostnames.contains($0) }
      let missing = hostnames.subtracting(listed).sorted()
      guard !strangers.isEmpty, !missing.isEmpty else { return nil }
      return Self.names.finding(
        .error, node.service,
        "RAFT_JOIN names \(strangers.joined(separator: ", ")), which no node is called",
        proves: "The entries are node names (CLUSTER_HOSTNAME), not services or hosts; the nodes "
          + "are called \(hostnames.sorted().joined(separator: ", ")), so no leader is elected.",
        at: [setting.evidence, node.hostnameEvidence],
        values: ["listed": listed, "names": Array(hostnames), "wanted": [cluster.wanted.raftJoin]],
        fixes: fix(node, cluster))
    }
  }

  private func differs(_ cluster: WeaviateCluster, _ nodes: [WeaviateNode]) -> [Finding] {
    let lists = Set(nodes.compactMap(\.raftJoinNames))
    let isUnsetSomewhere = nodes.contains { $0.raftJoin == nil }
    if lists.count > 1 || (isUnsetSomewhere && !lists.isEmpty && cluster.isMultiNode) {
      return nodes.filter { $0.setting("RAFT_JOIN")?.text != cluster.wanted.raftJoin }.enumerated()
        .map { deviating($1, cluster, isFirst: $0 == 0) }
    }
    guard let listed = lists.first else { return [] }
    let listedSet = Set(listed)
    let hostnames = Set(cluster.nodes.compactMap(\.hostname))
    guard listedSet.isSubset(of: hostnames) else { return [] }
    let missing = nodes.filter { $0.hostname.map { !listedSet.contains($0) } ?? false }
    return missing.enumerated().map { place, node in
      let voters = min(node.expect ?? 1, listed.count)
      let isDesign = voters >= 3 && voters % 2 == 1
      return Self.incomplete.finding(
        isDesign ? .info : .warning, node.service,
        "\(node.hostname ?? node.service.name) is not in RAFT_JOIN, so it is no voter",
        proves: "A non-voter holds schema and data, but does not count for quorum: the "
          + "\(voters) voter\(voters == 1 ? "" : "s") tolerate \((max(1, voters) - 1) / 2) failures.",
        at: [node.setting("RAFT_JOIN")?.evidence, node.hostnameEvidence],
        values: ["missing": [node.hostname ?? ""], "wanted": [cluster.wanted.raftJoin]],
        // All lists have to change, which the first finding says for all.
        fixes: isDesign || place > 0
          ? [] : cluster.nodes.flatMap { fix($0, cluster, withExpect: true) })
    }
  }

  private func deviating(
    _ node: WeaviateNode, _ cluster: WeaviateCluster, isFirst: Bool
  ) -> Finding {
    let setting = node.setting("RAFT_JOIN")
    // Releases that also ask gossip peers may still form one cluster.
    return Self.differs.finding(
      node.has(.gossipFallback) == false ? .error : .warning, node.service,
      "RAFT_JOIN is \(setting?.text ?? "unset") here and another list elsewhere",
      proves: "Nodes with different lists bootstrap different RAFT clusters; content and order "
        + "must be equal, because the first RAFT_BOOTSTRAP_EXPECT entries are the voters. "
        + WeaviateAdvice.stateOnDisk,
      at: [setting?.evidence ?? node.hostnameEvidence],
      values: ["listed": [setting?.text ?? ""], "wanted": [cluster.wanted.raftJoin]],
      fixes: fix(node, cluster, withExpect: true)
        + (isFirst ? expectOfOthers(cluster) : []))
  }

  /// Nodes whose list is right are not reported, but must count the same voters.
  private func expectOfOthers(_ cluster: WeaviateCluster) -> [SettingChange] {
    cluster.nodes.filter { $0.setting("RAFT_JOIN")?.text == cluster.wanted.raftJoin }
      .compactMap { $0.change("RAFT_BOOTSTRAP_EXPECT", to: cluster.wanted.expect) }
  }

  private func fix(
    _ node: WeaviateNode, _ cluster: WeaviateCluster, withExpect: Bool = false
  ) -> [SettingChange] {
    let expect = withExpect ? node.change("RAFT_BOOTSTRAP_EXPECT", to: cluster.wanted.expect) : nil
    return [node.change("RAFT_JOIN", to: cluster.wanted.raftJoin), expect].compactMap { $0 }
  }
}
