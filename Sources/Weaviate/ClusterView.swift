/// One Weaviate service that should be part of the cluster, as compose, inspect or logs tell it.
package struct ExpectedNode: Equatable, Sendable {
  package var service: String
  /// The node's name (CLUSTER_HOSTNAME), where known.
  package var node: String?
  package var version: String?
  /// Whether its container runs; nil when nothing says so.
  package var isRunning: Bool?

  package init(service: String, node: String?, version: String? = nil, isRunning: Bool? = nil) {
    self.service = service
    self.node = node
    self.version = version
    self.isRunning = isRunning
  }
}

/// What all nodes' answers say together.
package struct ClusterView: Sendable {
  package let expected: [ExpectedNode]
  /// One per service that was asked, sorted by service.
  package let views: [NodeView]
  /// Each member as it describes itself, whichever node passed that on.
  package let members: [String: RaftStatistics]

  package init(expected: [ExpectedNode], answers: [SavedAnswer]) {
    var byService: [String: NodeView] = [:]
    let names = Dictionary(expected.map { ($0.service, $0.node) }) { first, _ in first }
    for answer in answers {
      var view =
        byService[answer.service]
        ?? NodeView(service: answer.service, node: names[answer.service] ?? nil)
      view.add(answer)
      byService[answer.service] = view
    }
    self.expected = expected
    views = byService.values.sorted { $0.service < $1.service }
    members = Self.members(of: views)
  }

  /// Members by name: the own word of a node before what another one heard from it.
  private static func members(of views: [NodeView]) -> [String: RaftStatistics] {
    var result: [String: RaftStatistics] = [:]
    for view in views {
      for member in view.statistics ?? [] where member.state != nil {
        if result[member.name] == nil || view.node == member.name { result[member.name] = member }
      }
    }
    return result
  }

  /// The views that gave a list of nodes.
  package var listing: [NodeView] { views.filter { $0.nodes != nil } }

  /// How many nodes there are at least: expected, asked, or seen by those that were asked.
  package var nodeCount: Int {
    let seen = Set(listing.flatMap { ($0.nodes ?? []).map(\.name) }).union(members.keys)
    return max(expected.count, views.count, seen.count)
  }

  /// The names of the expected nodes, as far as known, sorted and distinct.
  package var expectedNames: [String] { Set(expected.compactMap(\.node)).sorted() }

  /// Members grouped by the leader that they follow; members without a leader are left out.
  package var followers: [String: [String]] {
    Dictionary(grouping: members.values.filter { !$0.leader.isEmpty }, by: \.leader)
      .mapValues { $0.map(\.name).sorted() }
  }

  /// The groups of nodes that form one RAFT cluster each, the largest first.
  package var groups: [[String]] {
    followers.values.sorted { ($1.count, $0.first ?? "") < ($0.count, $1.first ?? "") }
  }

  /// The service of a node name, where known.
  package func service(of node: String) -> String? {
    expected.first { $0.node == node }?.service ?? views.first { $0.node == node }?.service
  }

  /// The view through which a node speaks for itself.
  package func view(of node: String) -> NodeView? {
    views.first { $0.node == node }
  }

  /// Where the statistics of a member were read.
  package func statisticsSource(of node: String) -> String {
    let own = view(of: node).flatMap { $0.statistics == nil ? nil : $0 }
    let any = views.first { view in (view.statistics ?? []).contains { $0.name == node } }
    return (own ?? any)?.source(.statistics) ?? "api"
  }
}
