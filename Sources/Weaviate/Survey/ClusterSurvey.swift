package import Findings

/// The whole cluster in two tables and what is wrong with it: what an operator verifies.
package struct ClusterSurvey: Sendable {
  /// How a node stands, in its own words and those of the others.
  package struct Node: Equatable, Sendable {
    package var service: String
    /// The node's own name; nil where nothing tells it.
    package var name: String?
    /// nil where it was not asked.
    package var isReachable: Bool?
    /// nil where the readiness question has no answer.
    package var isReady: Bool?
    package var version: String?
    /// The leader that it follows; nil where unknown, empty where it knows none.
    package var leader: String?
    /// `Leader`, `Follower`, `Candidate`, `Shutdown`; nil where unknown.
    package var state: String?
    package var voters: [String]
    package var nonVoters: [String]
    package var appliedIndex: Int?
    /// The members that it sees in gossip; nil where it could not say.
    package var sees: [String]?
    /// Its status as gossip has it (`HEALTHY` …); nil where nobody lists it.
    package var gossip: String?
  }

  package let nodes: [Node]
  package let collections: [CollectionSurvey]
  /// The nodes that form one RAFT cluster each, the largest first.
  package let groups: [[String]]
  /// All that the checks found: by severity, then what explains before what follows from it.
  package let findings: [Finding]
  /// What could not be observed, and why.
  package let coverage: [Coverage]
  package let operations: [ReplicaOperation]
  /// How many nodes there are at least, asked or not.
  package let nodeCount: Int
  /// Members for which nodes have different addresses in their RAFT configurations.
  package let disputedAddresses: [String: [String]]

  package init(_ cluster: ClusterView) {
    nodes = Self.nodes(cluster)
    collections = CollectionSurvey.all(of: cluster)
    groups = cluster.groups
    findings = FindingSet(ClusterFindings.all(of: cluster)).all.sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      return (Self.rank(left), left.id) < (Self.rank(right), right.id)
    }
    coverage =
      cluster.expected.flatMap { node in
        cluster.views.contains { $0.service == node.service }
          ? []
          : [Coverage("api/\(node.service)", .notObservable(why: "this node was not asked"))]
      } + cluster.views.flatMap(\.unobserved)
    nodeCount = cluster.nodeCount
    disputedAddresses = Self.disputedAddresses(cluster)
    operations = cluster.views.compactMap(\.operations).first { !$0.isEmpty } ?? []
  }

  /// Findings in the order in which an operator would look into them.
  private static let order = [
    "several-leaders", "no-leader", "configuration-of-other-names", "leader-lost", "unreachable",
    "schema-differs-under-one-leader", "schema-differs", "schema-empty-while-led",
    "fewer-names-than-nodes", "node-missing", "alone-in-gossip", "gossip-differs",
    "node-unavailable", "nodes-failed", "statistics-failed", "shards-read-only", "replica-empty",
    "counts-differ", "fewer-replicas-than-factor", "not-ready",
  ]

  private static func rank(_ finding: Finding) -> Int {
    order.firstIndex { finding.id == "weaviate/api/\($0)" } ?? order.count
  }

  // MARK: Verdict

  /// The state of the cluster as a whole, the worst first.
  package enum State: String, Sendable {
    case split, leaderless, diverged, degraded, whole, unknown
  }

  private func has(_ names: String...) -> Bool {
    names.contains { name in findings.contains { $0.id == "weaviate/api/\(name)" } }
  }

  package var state: State {
    if groups.count > 1 { return .split }
    if has("no-leader"), groups.isEmpty { return .leaderless }
    if has("schema-differs-under-one-leader", "schema-differs") { return .diverged }
    if findings.contains(where: { $0.severity >= .error }) { return .degraded }
    if has("whole", "one-leader") { return .whole }
    return nodes.contains { $0.isReachable == true } ? .degraded : .unknown
  }

  /// The verdict as one sentence.
  package var headline: String {
    let count = nodes.count
    let away = nodes.filter { $0.isReachable == false }.map(\.service)
    switch state {
    case .split:
      let parts = groups.map { $0.joined(separator: "+") }.joined(separator: " | ")
      return "\(groups.count) separate RAFT clusters: \(parts)"
    case .leaderless: return "no RAFT leader: the schema and most writes are refused"
    case .diverged: return "one leader, but the nodes hold different collections"
    case .unknown: return "no node could be asked"
    case .whole:
      let isSpotless = !findings.contains { $0.severity >= .warning }
      let asked = nodes.count { $0.isReachable != nil }
      let words =
        asked < nodeCount
        ? "one leader, as far as \(asked) of \(nodeCount) nodes say"
        : count == 1 ? "one node, ready" : "one cluster of \(count) nodes"
      return isSpotless ? words : words + ", with warnings"
    case .degraded where !away.isEmpty:
      return "\(away.count) of \(count) nodes cannot be reached: \(away.joined(separator: ", "))"
    case .degraded:
      if let worst = findings.first(where: { $0.severity >= .warning }) { return worst.title }
      return has("unauthorized")
        ? "the API refused the questions: no key, or a wrong one"
        : "the answers do not suffice to call it whole"
    }
  }

  // MARK: Nodes

  /// A node that came back with another address is known to some under its old one.
  private static func disputedAddresses(_ cluster: ClusterView) -> [String: [String]] {
    var byMember: [String: Set<String>] = [:]
    for server in cluster.members.values.flatMap(\.configuration) where !server.address.isEmpty {
      byMember[server.id, default: []].insert(server.address)
    }
    return byMember.filter { $0.value.count > 1 }.mapValues { $0.sorted() }
  }

  private static func nodes(_ cluster: ClusterView) -> [Node] {
    var services = cluster.expected.map(\.service)
    services += cluster.views.map(\.service).filter { !services.contains($0) }
    var rows = services.map { service -> Node in
      let view = cluster.views.first { $0.service == service }
      let name = view?.node ?? cluster.expected.first { $0.service == service }?.node
      return row(service, name, view, cluster)
    }
    // Members that nobody asked, where every asked node is known by name.
    guard rows.allSatisfy({ $0.name != nil }) else { return rows }
    let seen = Set(cluster.listing.flatMap { ($0.nodes ?? []).map(\.name) })
    for name in seen.union(cluster.members.keys).sorted()
    where !rows.contains(where: { $0.name == name }) {
      rows.append(row(name, name, nil, cluster))
    }
    return rows
  }

  private static func row(
    _ service: String, _ name: String?, _ view: NodeView?, _ cluster: ClusterView
  ) -> Node {
    let member = name.flatMap { cluster.members[$0] }
    let listed = cluster.listing.flatMap { $0.nodes ?? [] }.filter { $0.name == name }
    let worst = listed.first { $0.status != "HEALTHY" } ?? listed.first
    let expected = cluster.expected.first { $0.service == service }
    return Node(
      service: service, name: name, isReachable: view?.isReachable,
      isReady: view?.ready.flatMap { [200: true, 503: false][$0] },
      version: view?.version ?? worst?.version ?? expected?.version, leader: member?.leader,
      state: member?.state, voters: member?.voters ?? [],
      nonVoters: (member?.configuration ?? []).filter { !$0.isVoter }.map(\.id).sorted(),
      appliedIndex: member?.appliedIndex,
      sees: view?.nodes.map { Set($0.map(\.name)).sorted() }, gossip: worst?.status)
  }
}
