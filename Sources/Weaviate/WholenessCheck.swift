import Findings

/// Whether everything that was expected is there, ready and agrees.
///
/// This is what refutes the loud lines of starts, restarts and elections: it is stated only when
/// every expected node answered, so that silence never counts as health.
enum WholenessCheck {
  static func findings(_ cluster: ClusterView) -> [Finding] {
    guard !cluster.views.isEmpty,
      cluster.views.allSatisfy({ $0.ready == 200 }),
      cluster.expected.allSatisfy({ node in
        node.isRunning != false && cluster.views.contains { $0.service == node.service }
      })
    else { return [] }
    let views = cluster.views
    let names = views.compactMap { view in view.nodes.map { Set($0.map(\.name)) } }
    let isSeenByAll =
      names.count == views.count && Set(names).count == 1
      && names.allSatisfy { $0.count == max(views.count, cluster.expected.count) }
      && views.allSatisfy { ($0.nodes ?? []).allSatisfy { $0.status == "HEALTHY" } }
    // 1.24 has no RAFT: gossip and the equality of the schemas are all there is to see.
    let hasNoRaft =
      cluster.members.isEmpty && views.allSatisfy { $0.failures[.statistics]?.status == 404 }
    let isOneCluster = hasNoRaft || cluster.groups.count == 1
    let isComplete = hasNoRaft || cluster.members.count == views.count
    let schemas = views.compactMap { view in view.localSchema.map { Set($0.map(\.name)) } }
    guard isSeenByAll, isOneCluster, isComplete, Set(schemas).count <= 1 else { return [] }
    return [
      ClusterFindings.finding(
        "whole", .info, "All nodes are ready, see each other and are one cluster",
        proves: "What the logs say about lost peers, elections or joins is over.",
        samples: views.map {
          ($0.source(.ready), "\($0.service): ready, \($0.nodes?.count ?? 0) nodes")
        },
        values: ["nodes": cluster.members.keys.sorted()])
    ]
  }
}
