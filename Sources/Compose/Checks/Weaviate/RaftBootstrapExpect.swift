import Findings

/// RAFT_BOOTSTRAP_EXPECT against the list that it counts in.
struct RaftBootstrapExpect: ComposeCheck {
  static let invalid = CheckRule(
    "compose/weaviate/raft-expect-invalid",
    "RAFT_BOOTSTRAP_EXPECT is no positive number, which ends the process at start.")
  static let aboveList = CheckRule(
    "compose/weaviate/raft-expect-above-list",
    "RAFT_BOOTSTRAP_EXPECT is above the number of names in RAFT_JOIN, which ends the process.")
  static let aboveNodes = CheckRule(
    "compose/weaviate/raft-expect-above-nodes",
    "RAFT_BOOTSTRAP_EXPECT is above the number of nodes that the file starts.")
  static let low = CheckRule(
    "compose/weaviate/raft-expect-low",
    "RAFT_BOOTSTRAP_EXPECT is below the number of names in RAFT_JOIN, so not all are voters.")
  static let differs = CheckRule(
    "compose/weaviate/raft-expect-differs",
    "RAFT_BOOTSTRAP_EXPECT is not the same number on all nodes of a cluster.")
  static let even = CheckRule(
    "compose/weaviate/raft-even-voters",
    "The number of voters is even, which tolerates no more failures than one voter fewer.")
  static let rules = [invalid, aboveList, aboveNodes, low, differs, even]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.clusters.flatMap { cluster in
      let nodes = cluster.nodes.filter(\.usesRaft)
      return nodes.compactMap { invalid($0, cluster) ?? size($0, cluster) }
        + differing(nodes, cluster) + evenVoters(nodes, cluster)
    }
  }

  private func invalid(_ node: WeaviateNode, _ cluster: WeaviateCluster) -> Finding? {
    guard let setting = node.setting("RAFT_BOOTSTRAP_EXPECT"), node.expect == nil else {
      return nil
    }
    return Self.invalid.finding(
      .error, node.service, "RAFT_BOOTSTRAP_EXPECT is \"\(setting.text)\", which is no number",
      proves: "The server ends at start when it cannot read the number of voters.",
      at: [setting.evidence], values: ["value": [setting.text], "wanted": [cluster.wanted.expect]],
      fixes: [node.change("RAFT_BOOTSTRAP_EXPECT", to: cluster.wanted.expect)].compactMap { $0 })
  }

  private func size(_ node: WeaviateNode, _ cluster: WeaviateCluster) -> Finding? {
    guard let expect = node.expect else { return nil }
    let listed = node.raftJoin?.count ?? 1
    if expect > listed { return aboveList(node, cluster, expect, listed) }
    if let names = node.raftJoinNames, expect > cluster.nodes.count {
      return aboveNodes(node, cluster, expect, names)
    }
    guard expect < listed, cluster.isMultiNode else { return nil }
    return low(node, cluster, expect, listed)
  }

  private func aboveList(
    _ node: WeaviateNode, _ cluster: WeaviateCluster, _ expect: Int, _ listed: Int
  ) -> Finding {
    let fixes =
      cluster.isMultiNode
      ? [
        node.change("RAFT_JOIN", to: cluster.wanted.raftJoin),
        node.change("RAFT_BOOTSTRAP_EXPECT", to: cluster.wanted.expect),
      ] : [node.change("RAFT_BOOTSTRAP_EXPECT", to: node.raftJoin == nil ? nil : String(listed))]
    return Self.aboveList.finding(
      .error, node.service,
      "RAFT_BOOTSTRAP_EXPECT is \(expect), RAFT_JOIN has \(listed) name\(listed == 1 ? "" : "s")",
      proves: "The server refuses to start: it must be less than or equal to the length of "
        + "RAFT_JOIN, which is the node itself when it is unset.",
      at: [node.setting("RAFT_BOOTSTRAP_EXPECT")?.evidence, node.setting("RAFT_JOIN")?.evidence],
      values: ["expect": ["\(expect)"], "listed": ["\(listed)"]], fixes: fixes.compactMap { $0 })
  }

  /// Nodes on other hosts may make up the number, so this is a question, not a fault.
  private func aboveNodes(
    _ node: WeaviateNode, _ cluster: WeaviateCluster, _ expect: Int, _ names: [String]
  ) -> Finding {
    let known = Set(cluster.nodes.compactMap(\.hostname))
    let elsewhere = names.filter { !known.contains($0) }
    return Self.aboveNodes.finding(
      .warning, node.service,
      "RAFT_BOOTSTRAP_EXPECT is \(expect), the file starts \(cluster.nodes.count) of these nodes",
      proves: "A first start waits for \(expect) voters and elects no leader before; "
        + "\(elsewhere.joined(separator: ", ")) would have to run elsewhere.",
      at: [node.setting("RAFT_BOOTSTRAP_EXPECT")?.evidence],
      values: ["expect": ["\(expect)"], "elsewhere": elsewhere])
  }

  private func low(
    _ node: WeaviateNode, _ cluster: WeaviateCluster, _ expect: Int, _ listed: Int
  ) -> Finding {
    let isDesign = expect >= 3 && expect % 2 == 1
    let isSet = node.setting("RAFT_BOOTSTRAP_EXPECT") != nil
    return Self.low.finding(
      isDesign ? .info : .warning, node.service,
      "RAFT_BOOTSTRAP_EXPECT is \(isSet ? "\(expect)" : "unset (1)"), RAFT_JOIN has \(listed) names",
      proves: "Only the first \(expect) of RAFT_JOIN vote: \((expect - 1) / 2) of them may fail, "
        + "and with one voter nobody takes over the lead.",
      at: [node.setting("RAFT_BOOTSTRAP_EXPECT")?.evidence ?? node.setting("RAFT_JOIN")?.evidence],
      values: ["expect": ["\(expect)"], "listed": ["\(listed)"], "wanted": ["\(listed)"]],
      fixes: isDesign
        ? [] : [node.change("RAFT_BOOTSTRAP_EXPECT", to: "\(listed)")].compactMap { $0 })
  }

  private func differing(_ nodes: [WeaviateNode], _ cluster: WeaviateCluster) -> [Finding] {
    let lists = Set(nodes.map { $0.raftJoinNames ?? [] })
    guard cluster.isMultiNode, Set(nodes.compactMap(\.expect)).count > 1, lists.count == 1,
      lists != [[]]
    else { return [] }
    let wanted = lists.first.map { "\($0.count)" } ?? cluster.wanted.expect
    return nodes.filter { $0.expect.map { "\($0)" != wanted } ?? false }.map { node in
      Self.differs.finding(
        .warning, node.service,
        "RAFT_BOOTSTRAP_EXPECT is \(node.expect ?? 1) here and another number elsewhere",
        proves: "Nodes that wait for fewer voters bootstrap before the others and without them, "
          + "so more than one RAFT cluster can form.",
        at: [
          node.setting("RAFT_BOOTSTRAP_EXPECT")?.evidence ?? node.setting("RAFT_JOIN")?.evidence
        ],
        values: ["wanted": [wanted]],
        fixes: [node.change("RAFT_BOOTSTRAP_EXPECT", to: wanted)].compactMap { $0 })
    }
  }

  private func evenVoters(_ nodes: [WeaviateNode], _ cluster: WeaviateCluster) -> [Finding] {
    guard cluster.isMultiNode, let first = nodes.first, let names = first.raftJoinNames,
      let expect = first.expect, nodes.allSatisfy({ $0.raftJoinNames == names })
    else { return [] }
    let voters = min(expect, names.count)
    guard voters > 1, voters % 2 == 0 else { return [] }
    return [
      Self.even.finding(
        .warning, first.service, "The cluster has \(voters) voters",
        proves: "Quorum is \(voters / 2 + 1), so \(voters - 1) voters tolerate as many failures "
          + "(\((voters - 1) / 2)) as \(voters) do.",
        at: [
          first.setting("RAFT_BOOTSTRAP_EXPECT")?.evidence, first.setting("RAFT_JOIN")?.evidence,
        ],
        values: ["voters": ["\(voters)"]])
    ]
  }
}
