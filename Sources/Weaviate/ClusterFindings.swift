package import Findings

/// Everything that can be read off the nodes' answers, as findings of kind `api`.
package enum ClusterFindings {
  /// What the state of the API shows to be over in the logs of all nodes: id → `prefix/*`.
  ///
  /// Loud lines of joins, elections and lost peers are claims of their moment; when all nodes are
  /// one ready cluster afterwards, they no longer hold.
  package static let endings = [
    "weaviate/api/whole": [
      "weaviate/raft/*", "weaviate/gossip/*", "weaviate/replication/*", "weaviate/startup/*",
      "weaviate/module/*", "weaviate/api/*", "weaviate/logs/*",
    ]
  ]

  /// Runs all checks on a cluster's answers.
  package static func all(of cluster: ClusterView) -> [Finding] {
    guard !cluster.views.isEmpty else { return [] }
    return ReachabilityChecks.findings(cluster) + LeadershipChecks.findings(cluster)
      + MembershipChecks.findings(cluster) + SchemaChecks.findings(cluster)
      + PlacementChecks.findings(cluster) + CountChecks.findings(cluster)
      + WholenessCheck.findings(cluster)
  }

  /// Makes a finding of kind `api` about a service, a node or a collection.
  static func finding(
    _ name: String, _ severity: Severity, _ title: String, proves: String = "",
    about subject: Subject? = nil, samples: [(source: String, text: String)] = [],
    values: [String: [String]] = [:]
  ) -> Finding {
    Finding(
      id: "weaviate/api/\(name)", kind: .api, severity: severity, title: title, proves: proves,
      subject: subject, samples: samples.map { Evidence(source: $0.source, text: $0.text) },
      values: values)
  }

  /// The subject of a node: its service where known, else the node.
  static func subject(_ node: String, in cluster: ClusterView) -> Subject {
    cluster.service(of: node).map(Subject.service) ?? .node(node)
  }
}
