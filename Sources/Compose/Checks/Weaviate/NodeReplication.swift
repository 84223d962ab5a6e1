import Findings

/// Replication settings of the nodes of a cluster.
struct NodeReplication: ComposeCheck {
  static let async = CheckRule(
    "compose/weaviate/async-replication-disabled",
    "ASYNC_REPLICATION_DISABLED stops the repair of replicas on a cluster.")
  static let aboveNodes = CheckRule(
    "compose/weaviate/minimum-factor-above-nodes",
    "REPLICATION_MINIMUM_FACTOR is above the number of nodes, so no collection can be made.")
  static let aboveMaximum = CheckRule(
    "compose/weaviate/minimum-factor-above-maximum",
    "REPLICATION_MINIMUM_FACTOR is above REPLICATION_MAXIMUM_FACTOR.")
  static let auth = CheckRule(
    "compose/weaviate/basic-auth-differs",
    "CLUSTER_BASIC_AUTH_* is not the same on all nodes, so peers refuse each other's requests.")
  static let settings = CheckRule(
    "compose/weaviate/settings-differ",
    "A setting that all nodes of a cluster must share is not the same on all of them.")
  static let rules = [async, aboveNodes, aboveMaximum, auth, settings]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.clusters.flatMap { cluster in
      cluster.nodes.flatMap { node in
        [async(node, cluster), aboveNodes(node, cluster), aboveMaximum(node)].compactMap { $0 }
      } + (cluster.isMultiNode ? auth(cluster) + shared(cluster) : [])
    }
  }

  private func async(_ node: WeaviateNode, _ cluster: WeaviateCluster) -> Finding? {
    guard cluster.isMultiNode, let setting = node.setting("ASYNC_REPLICATION_DISABLED"),
      setting.isTrue, node.has(.asyncSwitch) ?? true
    else { return nil }
    return Self.async.finding(
      .warning, node.service, "ASYNC_REPLICATION_DISABLED is set",
      proves: "Replicas that missed writes stay different: the switch is stronger than what a "
        + "collection asks for.",
      at: [setting.evidence],
      fixes: [node.change("ASYNC_REPLICATION_DISABLED", to: nil)].compactMap { $0 })
  }

  private func aboveNodes(_ node: WeaviateNode, _ cluster: WeaviateCluster) -> Finding? {
    guard let setting = node.setting("REPLICATION_MINIMUM_FACTOR"), let factor = Int(setting.text),
      factor > cluster.nodes.count, factor > (node.raftJoin?.count ?? 1)
    else { return nil }
    return Self.aboveNodes.finding(
      .error, node.service,
      "REPLICATION_MINIMUM_FACTOR is \(factor), the cluster has \(cluster.nodes.count) "
        + (cluster.nodes.count == 1 ? "node" : "nodes"),
      proves: "It is also the factor of new collections, so every creation is refused.",
      at: [setting.evidence], values: ["factor": ["\(factor)"]],
      fixes: [
        node.change("REPLICATION_MINIMUM_FACTOR", to: "\(cluster.nodes.count)")
      ].compactMap { $0 })
  }

  private func aboveMaximum(_ node: WeaviateNode) -> Finding? {
    guard let minimum = node.setting("REPLICATION_MINIMUM_FACTOR"),
      let maximum = node.setting("REPLICATION_MAXIMUM_FACTOR"),
      let low = Int(minimum.text), let high = Int(maximum.text), high > 0, low > high,
      node.has(.maximumFactor) ?? true
    else { return nil }
    return Self.aboveMaximum.finding(
      .error, node.service, "The minimum factor \(low) is above the maximum factor \(high)",
      proves: "The node ends at start: the minimum cannot exceed the maximum.",
      at: [minimum.evidence, maximum.evidence])
  }

  private func auth(_ cluster: WeaviateCluster) -> [Finding] {
    let names = ["CLUSTER_BASIC_AUTH_USERNAME", "CLUSTER_BASIC_AUTH_PASSWORD"]
    let first = cluster.nodes[0]
    return cluster.nodes.dropFirst().compactMap { node in
      let unequal = names.filter { node.setting($0)?.text != first.setting($0)?.text }
      guard let name = unequal.first else { return nil }
      return Self.auth.finding(
        .error, node.service, "\(name) is not that of \(first.service.name)",
        proves: "It protects the data port: peers with other credentials get 401 for every "
          + "request about shards, while gossip and RAFT work.",
        at: [node.setting(name)?.evidence, first.setting(name)?.evidence],
        values: ["variable": unequal])
    }
  }

  private static let sharedNames = [
    "ENABLE_MODULES", "ENABLE_API_BASED_MODULES", "DEFAULT_VECTORIZER_MODULE",
    "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED", "AUTHENTICATION_APIKEY_ENABLED",
    "AUTHENTICATION_APIKEY_ALLOWED_KEYS", "AUTHENTICATION_APIKEY_USERS",
    "AUTHENTICATION_OIDC_ENABLED", "AUTHENTICATION_OIDC_ISSUER", "AUTHORIZATION_ADMINLIST_ENABLED",
    "AUTHORIZATION_RBAC_ENABLED", "AUTHORIZATION_RBAC_ROOT_USERS", "REPLICATION_MINIMUM_FACTOR",
    "REPLICATION_MAXIMUM_FACTOR", "ASYNC_REPLICATION_DISABLED", "ASYNC_INDEXING",
    "AUTOSCHEMA_ENABLED", "BACKUP_S3_BUCKET", "BACKUP_GCS_BUCKET", "BACKUP_AZURE_CONTAINER",
    "GRPC_MAX_MESSAGE_SIZE", "REPLICA_MOVEMENT_ENABLED",
  ]

  private func shared(_ cluster: WeaviateCluster) -> [Finding] {
    let first = cluster.nodes[0]
    return cluster.nodes.dropFirst().compactMap { node in
      let unequal = Self.sharedNames.filter { node.setting($0)?.text != first.setting($0)?.text }
      guard let name = unequal.first else { return nil }
      return Self.settings.finding(
        .warning, node.service,
        "\(unequal.prefix(3).joined(separator: ", ")) not as on \(first.service.name)",
        proves: "What a client may do, or what a collection gets, then depends on the node that "
          + "it asks.",
        at: [node.setting(name)?.evidence, first.setting(name)?.evidence],
        values: ["variable": unequal])
    }
  }
}
