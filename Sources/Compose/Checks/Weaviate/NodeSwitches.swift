import Findings

/// Switches for tests and rescue work that do harm when they are left on.
struct NodeSwitches: ComposeCheck {
  static let recovery = CheckRule(
    "compose/weaviate/one-node-recovery",
    "One-node recovery is switched on: on a node of a cluster it rewrites the membership.")
  static let detection = CheckRule(
    "compose/weaviate/fast-failure-detection",
    "Fast failure detection, a setting for tests, marks healthy nodes as failed.")
  static let maintenance = CheckRule(
    "compose/weaviate/maintenance-left-on",
    "A switch for maintenance is left on, so the node refuses or repeats work.")
  static let logLevel = CheckRule(
    "compose/weaviate/log-level-hides",
    "LOG_LEVEL hides what a diagnosis needs, or writes far more than a disk should take.")
  static let timeout = CheckRule(
    "compose/weaviate/bootstrap-timeout-short",
    "RAFT_BOOTSTRAP_TIMEOUT is shorter than the start of a cluster takes.")
  static let deadlock = CheckRule(
    "compose/weaviate/ready-deadlock",
    "A node waits for another to be ready, which needs the waiting node to elect a leader.")
  static let guarded = CheckRule(
    "compose/weaviate/healthcheck-authenticated",
    "The health check asks a path that needs a key, so it always fails.")
  static let rules = [recovery, detection, maintenance, logLevel, timeout, deadlock, guarded]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.clusters.flatMap { cluster in
      cluster.nodes.flatMap { node in
        [
          recovery(node, cluster), detection(node), maintenance(node), logLevel(node),
          timeout(node), deadlock(node, cluster), guarded(node),
        ].compactMap { $0 }
      }
    }
  }

  private func recovery(_ node: WeaviateNode, _ cluster: WeaviateCluster) -> Finding? {
    let names = ["RAFT_FORCE_ONE_NODE_RECOVERY", "RAFT_ENABLE_ONE_NODE_RECOVERY"]
    guard let name = names.first(where: node.isOn), let setting = node.setting(name) else {
      return nil
    }
    return Self.recovery.finding(
      cluster.isMultiNode ? .error : .info, node.service, "\(name) is on",
      proves: "It makes the node the only member of its RAFT cluster; in a cluster of "
        + "\(cluster.nodes.count) it splits off and schema can be lost. It is for a genuine single "
        + "node after a rename, for one start.",
      at: [setting.evidence], fixes: [node.change(name, to: nil)].compactMap { $0 })
  }

  private func detection(_ node: WeaviateNode) -> Finding? {
    let names = ["FAST_FAILURE_DETECTION", "MEMBERLIST_FAST_FAILURE_DETECTION"]
    guard let name = names.first(where: node.isOn), let setting = node.setting(name) else {
      return nil
    }
    return Self.detection.finding(
      .warning, node.service, "\(name) is on",
      proves: "One missed probe is enough to call a peer failed.", at: [setting.evidence],
      fixes: [node.change(name, to: nil)].compactMap { $0 })
  }

  private func maintenance(_ node: WeaviateNode) -> Finding? {
    if let list = node.setting("MAINTENANCE_NODES"), let name = node.hostname,
      list.list.contains(name)
    {
      return left(node, list, "MAINTENANCE_NODES names this node")
    }
    if let mode = node.setting("OPERATIONAL_MODE"), mode.text.lowercased() != "readwrite" {
      return left(node, mode, "OPERATIONAL_MODE is \(mode.text)")
    }
    let names = [
      "RECOUNT_PROPERTIES_AT_STARTUP", "REINDEX_VECTOR_DIMENSIONS_AT_STARTUP",
      "DISABLE_RECOVERY_ON_PANIC", "FORCE_FULL_REPLICAS_SEARCH",
    ]
    return names.first(where: node.isOn).flatMap(node.setting).map {
      left(node, $0, "\($0.variable) is on")
    }
  }

  private func left(_ node: WeaviateNode, _ setting: WeaviateSetting, _ title: String) -> Finding {
    Self.maintenance.finding(
      .warning, node.service, title,
      proves: "It is meant for one start or one repair; while it is set the node is not ready, "
        + "refuses writes, or repeats the work at every start.",
      at: [setting.evidence], values: ["variable": [setting.variable]],
      fixes: [node.change(setting.variable, to: nil)].compactMap { $0 })
  }

  private func logLevel(_ node: WeaviateNode) -> Finding? {
    guard let setting = node.setting("LOG_LEVEL"),
      ["error", "fatal", "panic", "trace"].contains(setting.text.lowercased())
    else { return nil }
    return Self.logLevel.finding(
      .info, node.service, "LOG_LEVEL is \(setting.text)",
      proves: setting.text.lowercased() == "trace"
        ? "Every request is written down."
        : "Elections, joins and read-only shards are logged as "
          + "info and warning, so they cannot be seen.",
      at: [setting.evidence], fixes: [node.change("LOG_LEVEL", to: "info")].compactMap { $0 })
  }

  private func timeout(_ node: WeaviateNode) -> Finding? {
    guard node.usesRaft, let setting = node.setting("RAFT_BOOTSTRAP_TIMEOUT"),
      let seconds = Int(setting.text), (1..<30).contains(seconds)
    else { return nil }
    return Self.timeout.finding(
      .warning, node.service, "RAFT_BOOTSTRAP_TIMEOUT is \(seconds) s",
      proves: "A node that finds no leader in that time ends; images that are still being pulled "
        + "and volumes that are still being loaded take longer.",
      at: [setting.evidence],
      fixes: [node.change("RAFT_BOOTSTRAP_TIMEOUT", to: nil)].compactMap { $0 })
  }

  private func deadlock(_ node: WeaviateNode, _ cluster: WeaviateCluster) -> Finding? {
    guard cluster.isMultiNode, node.usesRaft else { return nil }
    for dependency in node.service.dependencies where dependency.condition == .healthy {
      guard let peer = cluster.nodes.first(where: { $0.service.name == dependency.service }),
        let check = peer.service.healthcheck, check.evidence.text.contains("/ready"),
        (peer.expect ?? 1) > 1
      else { continue }
      return Self.deadlock.finding(
        .error, node.service, "It is not started before \(peer.service.name) is ready",
        proves: "/v1/.well-known/ready needs a leader, and a leader needs \(peer.expect ?? 1) "
          + "voters: the nodes that wait. Ask /live, or wait for the start only.",
        at: [
          dependency.origin.evidence(text: "depends_on: \(dependency.service)"), check.evidence,
        ], values: ["peer": [peer.service.name]])
    }
    return nil
  }

  private func guarded(_ node: WeaviateNode) -> Finding? {
    guard let check = node.service.healthcheck,
      let setting = node.setting("AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED"), !setting.isTrue,
      node.isOn("AUTHENTICATION_APIKEY_ENABLED") || node.isOn("AUTHENTICATION_OIDC_ENABLED"),
      ["/v1/meta", "/v1/schema", "/v1/nodes"].contains(where: check.evidence.text.contains),
      !check.evidence.text.lowercased().contains("authorization")
    else { return nil }
    return Self.guarded.finding(
      .warning, node.service, "The health check asks a path that needs a key",
      proves: "Without a key the answer is 401; /v1/.well-known/live and /ready need none.",
      at: [check.evidence, setting.evidence])
  }
}
