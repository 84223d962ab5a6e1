import Findings

/// What is set as it should be: findings that rule causes out, all neutral.
///
/// A diagnosis must not advise what is already set; these say so with the file and line.
struct SettingsInPlace: ComposeCheck {
  static let raftJoin = CheckRule(
    "compose/weaviate/raft-join-complete",
    "RAFT_JOIN is the same on all nodes and names all of them.")
  static let unsetEverywhere = CheckRule(
    "compose/weaviate/raft-join-unset-everywhere", "RAFT_JOIN is set on no node.")
  static let hostnames = CheckRule(
    "compose/weaviate/hostname-set-everywhere", "Every node has a fixed name.")
  static let joinHosts = CheckRule(
    "compose/weaviate/join-hosts-known", "Every host in CLUSTER_JOIN is a service of the stack.")
  static let rules = [raftJoin, unsetEverywhere, hostnames, joinHosts]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.clusters.filter(\.isMultiNode).flatMap { cluster in
      raft(cluster) + names(cluster) + hosts(cluster, stack)
    }
  }

  private func raft(_ cluster: WeaviateCluster) -> [Finding] {
    guard let first = cluster.nodes.first else { return [] }
    let lists = cluster.nodes.map(\.raftJoinNames)
    if lists.allSatisfy({ $0 == nil }) {
      return [
        Self.unsetEverywhere.finding(
          .neutral, first.service, "RAFT_JOIN is set on no node", proves: "")
      ]
    }
    let names = Set(cluster.nodes.compactMap(\.hostname))
    guard Set(lists).count == 1, let list = lists[0], names.count == cluster.nodes.count,
      Set(list) == names, cluster.nodes.allSatisfy({ $0.expect == first.expect })
    else { return [] }
    return [
      Self.raftJoin.finding(
        .neutral, first.service, "RAFT_JOIN is the same on all nodes and names all of them",
        proves: "A first start of empty nodes forms one cluster. What nodes already have on disk "
          + "is kept whatever this says.", at: [first.setting("RAFT_JOIN")?.evidence],
        values: ["names": list])
    ]
  }

  private func names(_ cluster: WeaviateCluster) -> [Finding] {
    guard let first = cluster.nodes.first, cluster.nodes.allSatisfy({ $0.hostname != nil }) else {
      return []
    }
    return [
      Self.hostnames.finding(
        .neutral, first.service, "Every node has a fixed name", proves: "",
        at: [first.hostnameEvidence])
    ]
  }

  private func hosts(_ cluster: WeaviateCluster, _ stack: CheckedStack) -> [Finding] {
    let joining = cluster.nodes.filter { !$0.joinEntries.isEmpty }
    let areKnown = joining.allSatisfy { node in
      node.joinEntries.allSatisfy { entry in
        guard let service = stack.service(called: entry.host, by: node.service) else {
          return false
        }
        return stack.canTalk(node.service, service)
      }
    }
    guard let first = joining.first, areKnown else { return [] }
    return [
      Self.joinHosts.finding(
        .neutral, first.service, "Every host in CLUSTER_JOIN is a service of the stack", proves: "",
        at: [first.setting("CLUSTER_JOIN")?.evidence])
    ]
  }
}
