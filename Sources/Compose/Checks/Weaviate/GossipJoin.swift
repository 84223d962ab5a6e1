import Findings

/// CLUSTER_JOIN against the services and the gossip ports that it names.
struct GossipJoin: ComposeCheck {
  static let hostUnknown = CheckRule(
    "compose/weaviate/join-host-unknown",
    "CLUSTER_JOIN names a host that is no service, alias, container or host of the stack.")
  static let notWeaviate = CheckRule(
    "compose/weaviate/join-host-other-product",
    "CLUSTER_JOIN names a service that is no Weaviate node.")
  static let portWrong = CheckRule(
    "compose/weaviate/join-port-wrong",
    "CLUSTER_JOIN names a port on which that node does not gossip.")
  static let malformed = CheckRule(
    "compose/weaviate/join-malformed",
    "CLUSTER_JOIN has blanks, quotes, empty entries or a URL instead of host:port.")
  static let rules = [hostUnknown, notWeaviate, portWrong, malformed]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.clusters.flatMap { cluster in
      cluster.nodes.flatMap { findings($0, cluster, stack) }
    }
  }

  private func findings(
    _ node: WeaviateNode, _ cluster: WeaviateCluster, _ stack: CheckedStack
  ) -> [Finding] {
    guard let setting = node.setting("CLUSTER_JOIN") else { return [] }
    if let bad = setting.list.first(where: Self.isMalformed) {
      return [malformed(node, cluster, bad)]
    }
    let entries = node.joinEntries
    var works = entries.map { _ in true }
    var found: [Finding] = []
    for (place, entry) in entries.enumerated() {
      guard let problem = problem(entry, node, cluster, stack) else { continue }
      works[place] = false
      found.append(problem)
    }
    // One entry that answers is enough, but only the first is looked up and decides for all.
    let firstUnknown = found.first?.id == Self.hostUnknown.id && works.first == false
    guard works.contains(true), !firstUnknown else { return found }
    return found.map { finding in
      var finding = finding
      finding.severity = .warning
      return finding
    }
  }

  private static func isMalformed(_ entry: String) -> Bool {
    entry.isEmpty || entry.contains("/") || entry.contains { $0.isWhitespace || "\"'".contains($0) }
      || (entry.split(separator: ":", omittingEmptySubsequences: false).dropFirst().contains {
        Int($0) == nil
      })
  }

  private func malformed(
    _ node: WeaviateNode, _ cluster: WeaviateCluster, _ entry: String
  ) -> Finding {
    let wanted = cluster.wantedJoin(of: node)
    return Self.malformed.finding(
      .error, node.service, "CLUSTER_JOIN has an entry that is no host:port: \"\(entry)\"",
      proves: "The list is split at commas only; blanks, quotes and schemes become part of a host "
        + "name that does not resolve.",
      at: [node.setting("CLUSTER_JOIN")?.evidence], values: ["entry": [entry]],
      fixes: [wanted.flatMap { node.change("CLUSTER_JOIN", to: $0) }].compactMap { $0 })
  }

  private func problem(
    _ entry: GossipEntry, _ node: WeaviateNode, _ cluster: WeaviateCluster, _ stack: CheckedStack
  ) -> Finding? {
    guard let target = stack.service(called: entry.host, by: node.service) else {
      return unknownHost(entry, node, cluster, stack)
    }
    guard let peer = cluster.node(of: target) else {
      return WeaviateNode(target) == nil ? otherProduct(entry, node, cluster, target) : nil
    }
    guard let gossip = peer.gossipPort, let used = entry.port ?? node.gossipPort, used != gossip
    else { return nil }
    let advertised = peer.port("CLUSTER_ADVERTISE_PORT", default: gossip)
    guard used != advertised else { return nil }
    return Self.portWrong.finding(
      .error, node.service,
      "CLUSTER_JOIN asks \(entry.host) on port \(used); it gossips on \(gossip)",
      proves: entry.port == nil
        ? "An entry without a port is asked on the joining node's own gossip port."
        : "Nothing answers gossip on that port, so the node finds no cluster to join.",
      at: [
        node.setting("CLUSTER_JOIN")?.evidence, peer.setting("CLUSTER_GOSSIP_BIND_PORT")?.evidence,
      ],
      values: ["host": [entry.host], "port": ["\(used)"], "gossip": ["\(gossip)"]],
      fixes: replacing(entry, with: "\(entry.host):\(gossip)", node))
  }

  private func unknownHost(
    _ entry: GossipEntry, _ node: WeaviateNode, _ cluster: WeaviateCluster, _ stack: CheckedStack
  ) -> Finding? {
    let isOwnName = Endpoint(host: entry.host).isPlainName
    guard isOwnName, !stack.mayKnow(entry.host, node.service) else { return nil }
    let meant = cluster.nodeMeant(by: entry.host, from: node)
    let wanted = meant.map { "\($0.service.name):\($0.gossipPort ?? 7946)" }
    return Self.hostUnknown.finding(
      .error, node.service, "CLUSTER_JOIN names \(entry.host), which is no host of this stack",
      proves: "The name does not resolve, so the node stays alone in gossip; when it is the first "
        + "of the list, the other entries are not tried either.",
      at: [node.setting("CLUSTER_JOIN")?.evidence, meant?.service.evidence],
      values: ["host": [entry.host], "wanted": wanted.map { [$0] } ?? []],
      fixes: wanted.map { replacing(entry, with: $0, node) } ?? [])
  }

  private func otherProduct(
    _ entry: GossipEntry, _ node: WeaviateNode, _ cluster: WeaviateCluster, _ target: ComposeService
  ) -> Finding {
    let wanted = cluster.wantedJoin(of: node)
    return Self.notWeaviate.finding(
      .error, node.service, "CLUSTER_JOIN names \(entry.host), which runs no Weaviate",
      proves: "The peers to join are Weaviate nodes; another product does not answer gossip.",
      at: [node.setting("CLUSTER_JOIN")?.evidence, target.evidence],
      values: ["host": [entry.host]],
      fixes: [wanted.flatMap { node.change("CLUSTER_JOIN", to: $0) }].compactMap { $0 })
  }

  private func replacing(
    _ entry: GossipEntry, with text: String, _ node: WeaviateNode
  ) -> [SettingChange] {
    let joined = node.joinEntries.map { $0 == entry ? text : $0.text }.joined(separator: ",")
    return [node.change("CLUSTER_JOIN", to: joined)].compactMap { $0 }
  }
}
