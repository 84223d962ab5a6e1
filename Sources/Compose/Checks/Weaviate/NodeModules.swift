import Findings

/// Modules, and where their services are.
struct NodeModules: ComposeCheck {
  static let hostUnknown = CheckRule(
    "compose/weaviate/module-host-unknown",
    "An enabled module's service is a host that the stack does not have; the node waits for it.")
  static let localhost = CheckRule(
    "compose/weaviate/module-localhost",
    "An enabled module's service is asked on localhost, the node's own container.")
  static let port = CheckRule(
    "compose/weaviate/module-port-differs",
    "An enabled module's service is asked on a port where it does not listen.")
  static let endpoint = CheckRule(
    "compose/weaviate/module-endpoint-unset",
    "A module is enabled without the variable that says where its service or bucket is.")
  static let notEnabled = CheckRule(
    "compose/weaviate/module-not-enabled",
    "DEFAULT_VECTORIZER_MODULE names a module that ENABLE_MODULES does not enable.")
  static let unused = CheckRule(
    "compose/weaviate/module-endpoint-unused",
    "A module's address is set and the module is not enabled.")
  static let fileBackup = CheckRule(
    "compose/weaviate/backup-filesystem-on-cluster",
    "Backups to the file system are enabled on a cluster, where every node has its own.")
  static let backupPath = CheckRule(
    "compose/weaviate/backup-path-not-on-volume",
    "BACKUP_FILESYSTEM_PATH is relative or lies on no volume.")
  static let rules = [
    hostUnknown, localhost, port, endpoint, notEnabled, unused, fileBackup, backupPath,
  ]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.clusters.flatMap { cluster in
      cluster.nodes.flatMap { node in
        modules(node, stack)
          + [notEnabled(node), fileBackup(node, cluster), backupPath(node)].compactMap { $0 }
      }
    }
  }

  private func modules(_ node: WeaviateNode, _ stack: CheckedStack) -> [Finding] {
    let enabled = Set(node.enabledModules)
    return WeaviateModule.all.flatMap { module -> [Finding] in
      let settings = module.variables.compactMap(node.setting)
      guard enabled.contains(module.name) else {
        guard module.isService, let setting = settings.first else { return [] }
        return [unused(node, module, setting)]
      }
      guard !settings.isEmpty else { return [unset(node, module)] }
      return module.isService ? settings.compactMap { service(node, module, $0, stack) } : []
    }
  }

  private func unset(_ node: WeaviateNode, _ module: WeaviateModule) -> Finding {
    Self.endpoint.finding(
      .error, node.service, "\(module.name) is enabled and \(module.variables[0]) is not set",
      proves: "The module cannot be initialised, and the node ends at start.",
      at: [node.setting("ENABLE_MODULES")?.evidence],
      values: ["module": [module.name], "variable": module.variables])
  }

  private func unused(
    _ node: WeaviateNode, _ module: WeaviateModule, _ setting: WeaviateSetting
  ) -> Finding {
    Self.unused.finding(
      .info, node.service, "\(setting.variable) is set, \(module.name) is not enabled",
      proves: "The setting has no effect until ENABLE_MODULES names the module.",
      at: [setting.evidence, node.setting("ENABLE_MODULES")?.evidence],
      values: ["module": [module.name]])
  }

  private func service(
    _ node: WeaviateNode, _ module: WeaviateModule, _ setting: WeaviateSetting,
    _ stack: CheckedStack
  ) -> Finding? {
    guard let end = Endpoint.all(in: setting.text, allowsBareHost: true).first else { return nil }
    let values = ["module": [module.name], "host": [end.host]]
    if end.isLoopback, node.service.networkMode == nil {
      return Self.localhost.finding(
        .error, node.service, "\(setting.variable) asks \(end.host) for \(module.name)",
        proves: "localhost is the node's own container; the service is reached by its name.",
        at: [setting.evidence], values: values)
    }
    guard let target = stack.service(called: end.host, by: node.service) else {
      guard end.isPlainName, !stack.mayKnow(end.host, node.service) else { return nil }
      let near = Spelling.nearest(end.host, in: stack.services.map(\.name))
      let fixes = near.flatMap { name in
        setting.text.split(separator: end.host, maxSplits: 1).isEmpty
          ? nil : node.change(setting.variable, to: setting.text.replacingFirst(end.host, name))
      }
      return Self.hostUnknown.finding(
        .error, node.service,
        "\(setting.variable) names \(end.host), which is no host of this stack",
        proves: "\(module.name) is enabled, so the node waits for that service at start and then "
          + "ends or goes on without it.",
        at: [setting.evidence, node.setting("ENABLE_MODULES")?.evidence], values: values,
        fixes: fixes.map { [$0] } ?? [])
    }
    let known = target.declaredPorts.union(module.ports)
    guard let port = end.port, !known.contains(port), target.image != nil else { return nil }
    return Self.port.finding(
      .warning, node.service,
      "\(setting.variable) asks \(target.name) on \(port); it listens on "
        + known.sorted().map(String.init).joined(separator: ", "),
      proves: "Between services the port inside the container counts, not the one on the host.",
      at: [setting.evidence, target.evidence], values: values)
  }

  private func notEnabled(_ node: WeaviateNode) -> Finding? {
    guard let setting = node.setting("DEFAULT_VECTORIZER_MODULE"), setting.text != "none",
      !node.enabledModules.contains(setting.text),
      node.setting("ENABLE_API_BASED_MODULES")?.isTrue != true
    else { return nil }
    return Self.notEnabled.finding(
      .error, node.service, "\(setting.text) is the default vectorizer and is not enabled",
      proves: "The node ends at start, or refuses every collection that names no vectorizer.",
      at: [setting.evidence, node.setting("ENABLE_MODULES")?.evidence],
      values: ["module": [setting.text]],
      fixes: [
        node.change(
          "ENABLE_MODULES", to: (node.enabledModules + [setting.text]).joined(separator: ","))
      ].compactMap { $0 })
  }

  private func fileBackup(_ node: WeaviateNode, _ cluster: WeaviateCluster) -> Finding? {
    guard cluster.isMultiNode, node.enabledModules.contains("backup-filesystem") else { return nil }
    return Self.fileBackup.finding(
      .warning, node.service, "backup-filesystem is enabled on \(cluster.nodes.count) nodes",
      proves: "Backups of a cluster need one place that all nodes reach: S3, GCS or Azure.",
      at: [node.setting("ENABLE_MODULES")?.evidence])
  }

  private func backupPath(_ node: WeaviateNode) -> Finding? {
    guard let setting = node.setting("BACKUP_FILESYSTEM_PATH"),
      node.enabledModules.contains("backup-filesystem"),
      !setting.text.hasPrefix("/") || node.service.mount(holding: setting.text) == nil
    else { return nil }
    return Self.backupPath.finding(
      .warning, node.service, "Backups go to \(setting.text), which is on no volume",
      proves: "They are lost with the container, when they are needed most.",
      at: [setting.evidence], values: ["path": [setting.text]])
  }
}

extension String {
  /// The text with the first occurrence of a part replaced.
  fileprivate func replacingFirst(_ part: String, _ other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
