import Findings

/// RAFT ports that are not the same on all nodes.
struct RaftPorts: ComposeCheck {
  static let differ = CheckRule(
    "compose/weaviate/raft-ports-differ",
    "RAFT_PORT or RAFT_INTERNAL_RPC_PORT differs between the nodes of a cluster.")
  static let rules = [differ]

  private static let ports = [("RAFT_PORT", 8300), ("RAFT_INTERNAL_RPC_PORT", 8301)]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.clusters.filter(\.isMultiNode).flatMap { cluster -> [Finding] in
      let nodes = cluster.nodes.filter(\.usesRaft)
      guard !nodes.contains(where: { $0.setting("CLUSTER_IN_LOCALHOST")?.isTrue ?? false }) else {
        return []
      }
      return nodes.compactMap { deviating($0, nodes) }
    }
  }

  private func deviating(_ node: WeaviateNode, _ nodes: [WeaviateNode]) -> Finding? {
    var fixes: [SettingChange] = []
    var places: [Evidence?] = []
    var values: [String: [String]] = [:]
    for (variable, fallback) in Self.ports {
      let used = nodes.map { $0.port(variable, default: fallback) ?? fallback }
      guard Set(used).count > 1 else { continue }
      let wanted = Self.mostCommon(used) ?? fallback
      guard node.port(variable, default: fallback) != wanted else { continue }
      values[variable] = used.map { "\($0)" }
      places.append(node.setting(variable)?.evidence)
      let change = node.change(variable, to: wanted == fallback ? nil : "\(wanted)")
      if let change { fixes.append(change) }
    }
    guard !values.isEmpty else { return nil }
    return Self.differ.finding(
      .error, node.service,
      "\(values.keys.sorted().joined(separator: " and ")) differ between nodes",
      proves: "A node dials its peers on its own values of these ports, so they must be equal on "
        + "all nodes; ports inside RAFT_JOIN do not change that.",
      at: places, values: values, fixes: fixes)
  }

  /// The port that most nodes use, the first node's among equals.
  private static func mostCommon(_ ports: [Int]) -> Int? {
    let counts = Dictionary(ports.map { ($0, 1) }, uniquingKeysWith: +)
    let most = counts.values.max()
    return ports.first { counts[$0] == most }
  }
}
