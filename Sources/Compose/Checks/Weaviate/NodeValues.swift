import Findings

/// Values that the server cannot read, or reads other than they look.
struct NodeValues: ComposeCheck {
  static let invalid = CheckRule(
    "compose/weaviate/env-value-invalid",
    "A value cannot be read as the number, duration or port that the server wants; it ends at start."
  )
  static let boolean = CheckRule(
    "compose/weaviate/boolean-not-read",
    "A switch has a value that looks like yes and that the server reads as no.")
  static let ignored = CheckRule(
    "compose/weaviate/ignored-variable", "A variable has no effect on this release.")
  static let rules = [invalid, boolean, ignored]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.weaviateNodes.flatMap { node in
      invalid(node) + booleans(node) + [ignored(node)].compactMap { $0 }
    }
  }

  private static let ports = [
    "CLUSTER_GOSSIP_BIND_PORT", "CLUSTER_DATA_BIND_PORT", "CLUSTER_ADVERTISE_PORT",
  ]
  private static let numbers = [
    "RAFT_PORT", "RAFT_INTERNAL_RPC_PORT", "RAFT_BOOTSTRAP_TIMEOUT", "RAFT_HEARTBEAT_TIMEOUT",
    "RAFT_ELECTION_TIMEOUT", "RAFT_TIMEOUTS_MULTIPLIER", "RAFT_SNAPSHOT_INTERVAL",
    "RAFT_SNAPSHOT_THRESHOLD", "RAFT_TRAILING_LOGS", "RAFT_CONSISTENCY_WAIT_TIMEOUT", "GRPC_PORT",
    "REPLICATION_MINIMUM_FACTOR", "QUERY_DEFAULTS_LIMIT", "QUERY_MAXIMUM_RESULTS",
  ]
  private static let percentages = [
    "DISK_USE_WARNING_PERCENTAGE", "DISK_USE_READONLY_PERCENTAGE", "MEMORY_WARNING_PERCENTAGE",
    "MEMORY_READONLY_PERCENTAGE",
  ]

  private func invalid(_ node: WeaviateNode) -> [Finding] {
    var bad: [(variable: EnvironmentVariable, what: String, fix: String?)] = []
    for name in Self.ports {
      guard let variable = node.service[environment: name] else { continue }
      // Set but empty is no default here, unlike everywhere else.
      if Int(variable.value).map({ (1...65_535).contains($0) }) != true {
        bad.append((variable, "no port", nil))
      } else if let port = Int(variable.value), port < 1024, node.has(.validatedAddresses) == true {
        bad.append((variable, "below 1024, which this release refuses", nil))
      }
    }
    for name in Self.numbers {
      guard let variable = node.service[environment: name], !variable.value.isEmpty,
        !name.hasPrefix("RAFT_") || node.usesRaft
      else { continue }
      if Int(variable.value).map({ $0 > 0 }) != true {
        bad.append((variable, "no positive number", nil))
      }
    }
    for name in Self.percentages {
      guard let variable = node.service[environment: name], !variable.value.isEmpty else {
        continue
      }
      if Int(variable.value).map({ (0...100).contains($0) }) != true {
        bad.append((variable, "no percentage", nil))
      }
    }
    return bad.map { finding($0.variable, $0.what, node) }
  }

  private func finding(
    _ variable: EnvironmentVariable, _ what: String, _ node: WeaviateNode
  ) -> Finding {
    Self.invalid.finding(
      .error, node.service, "\(variable.name) is \"\(variable.value)\": \(what)",
      proves: "The server reads its settings first and ends when one cannot be read.",
      at: [variable.evidence], values: ["variable": [variable.name], "value": [variable.value]],
      fixes: [.environment(node.service.name, variable.name, nil)])
  }

  private static let switches: Set<String> = [
    "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED", "AUTHENTICATION_APIKEY_ENABLED",
    "AUTHENTICATION_OIDC_ENABLED", "AUTHORIZATION_ADMINLIST_ENABLED", "AUTHORIZATION_RBAC_ENABLED",
    "ENABLE_API_BASED_MODULES", "DISABLE_TELEMETRY", "ASYNC_REPLICATION_DISABLED", "ASYNC_INDEXING",
    "AUTOSCHEMA_ENABLED", "PROMETHEUS_MONITORING_ENABLED", "REPLICA_MOVEMENT_ENABLED",
    "RAFT_ENABLE_ONE_NODE_RECOVERY", "RAFT_METADATA_ONLY_VOTERS", "CLUSTER_IN_LOCALHOST",
  ]

  private func booleans(_ node: WeaviateNode) -> [Finding] {
    var found: [Finding] = Self.switches.sorted().compactMap { name in
      guard let setting = node.setting(name), !setting.isTrue,
        ["yes", "y", "t", "true ", " true", "\"true\"", "'true'"].contains(
          setting.text.lowercased())
      else { return nil }
      return boolean(setting, node, "on, enabled, 1 or true")
    }
    if let setting = node.setting("LIMIT_RESOURCES"), setting.text != "true",
      setting.isTrue || setting.text.lowercased() == "yes"
    {
      found.append(boolean(setting, node, "the word true"))
    }
    return found
  }

  private func boolean(
    _ setting: WeaviateSetting, _ node: WeaviateNode, _ accepted: String
  ) -> Finding {
    Self.boolean.finding(
      .warning, node.service, "\(setting.variable) is \"\(setting.text)\", which is read as no",
      proves: "Only \(accepted) switch it on; nothing is logged about other values.",
      at: [setting.evidence], values: ["variable": [setting.variable]],
      fixes: [node.change(setting.variable, to: "true")].compactMap { $0 })
  }

  private func ignored(_ node: WeaviateNode) -> Finding? {
    guard let version = node.version else { return nil }
    var names: [String] = []
    if !node.usesRaft {
      names += node.service.environment.map(\.name).filter { $0.hasPrefix("RAFT_") }
    } else {
      names += ["CLUSTER_IGNORE_SCHEMA_SYNC", "CLUSTER_SKIP_SCHEMA_REPAIR"]
    }
    if node.has(.noFQDNResolver) == true {
      names += ["RAFT_ENABLE_FQDN_RESOLVER", "RAFT_FQDN_RESOLVER_TLD"]
    }
    if node.has(.asyncSwitch) == false { names.append("ASYNC_REPLICATION_DISABLED") }
    if node.has(.maximumFactor) == false { names.append("REPLICATION_MAXIMUM_FACTOR") }
    let present = names.compactMap(node.setting)
    guard let first = present.first else { return nil }
    return Self.ignored.finding(
      .info, node.service,
      "\(present.prefix(3).map(\.variable).joined(separator: ", ")) has no effect on \(version)",
      proves: "This release does not read it.", at: [first.evidence],
      values: ["variable": present.map(\.variable)])
  }
}
