import Findings

/// The ports on which one node listens, against each other.
struct NodePorts: ComposeCheck {
  static let dataClash = CheckRule(
    "compose/weaviate/data-port-clash",
    "CLUSTER_DATA_BIND_PORT is also another port of the node, which no log line tells.")
  static let dataNotNext = CheckRule(
    "compose/weaviate/data-port-not-next",
    "CLUSTER_DATA_BIND_PORT is not gossip port + 1 on a release (before 1.32.0) that demands it.")
  static let inside = CheckRule(
    "compose/weaviate/port-clash-inside", "Two listeners of one node want one port.")
  static let advertised = CheckRule(
    "compose/weaviate/advertise-port-differs",
    "CLUSTER_ADVERTISE_PORT is not the port on which the node gossips.")
  static let published = CheckRule(
    "compose/weaviate/internal-port-published",
    "A port for traffic between nodes is published on the host.")
  static let rules = [dataClash, dataNotNext, inside, advertised, published]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.weaviateNodes.flatMap { node in
      [dataPort(node)].compactMap { $0 } + clashes(node)
        + [advertised(node), published(node)].compactMap { $0 }
    }
  }

  private func dataPort(_ node: WeaviateNode) -> Finding? {
    guard let setting = node.setting("CLUSTER_DATA_BIND_PORT"), let data = node.dataPort,
      let gossip = node.gossipPort
    else { return nil }
    let others = node.listeners.filter { $0.variable != "CLUSTER_DATA_BIND_PORT" }
    if let other = others.first(where: { $0.port == data }) {
      let wanted = ((gossip + 1)...).first { port in !others.contains { $0.port == port } }
      return Self.dataClash.finding(
        .error, node.service, "CLUSTER_DATA_BIND_PORT \(data) is also the \(other.purpose) port",
        proves: "The data port cannot be opened and nothing is logged about it: the node says it "
          + "is ready, and every request of its peers fails.",
        at: [setting.evidence, other.evidence],
        values: ["port": ["\(data)"], "wanted": wanted.map { ["\($0)"] } ?? []],
        fixes: [wanted.flatMap { node.change("CLUSTER_DATA_BIND_PORT", to: "\($0)") }]
          .compactMap { $0 })
    }
    guard data != gossip + 1, node.has(.gossipedDataPort) == false else { return nil }
    return Self.dataNotNext.finding(
      .error, node.service,
      "CLUSTER_DATA_BIND_PORT is \(data), not gossip port + 1 (\(gossip + 1))",
      proves: "Releases before 1.32.0 assume gossip port + 1 for their peers and refuse to start "
        + "with another one.",
      at: [setting.evidence, node.setting("CLUSTER_GOSSIP_BIND_PORT")?.evidence],
      values: ["wanted": ["\(gossip + 1)"]],
      fixes: [node.change("CLUSTER_DATA_BIND_PORT", to: "\(gossip + 1)")].compactMap { $0 })
  }

  private func clashes(_ node: WeaviateNode) -> [Finding] {
    let listeners = node.listeners.filter { $0.variable != "CLUSTER_DATA_BIND_PORT" }
    var seen: [Int: WeaviateListener] = [:]
    var found: [Finding] = []
    for listener in listeners {
      guard let first = seen[listener.port] else {
        seen[listener.port] = listener
        continue
      }
      let taken = Set(listeners.map(\.port))
      let wanted = (listener.fallback...).first { !taken.contains($0) }
      let isDefault = wanted == listener.fallback
      found.append(
        Self.inside.finding(
          .error, node.service,
          "\(listener.variable) \(listener.port) is also the \(first.purpose) port",
          proves: "Inside one container a port can be opened once; the second listener fails and "
            + "the node does not come up, or comes up without it.",
          at: [listener.evidence, first.evidence], values: ["port": ["\(listener.port)"]],
          fixes: [
            node.change(listener.variable, to: isDefault ? nil : wanted.map { "\($0)" })
          ].compactMap { $0 }))
    }
    return found
  }

  private func advertised(_ node: WeaviateNode) -> Finding? {
    guard let setting = node.setting("CLUSTER_ADVERTISE_PORT"), let port = Int(setting.text),
      let gossip = node.gossipPort, port != gossip,
      !node.service.ports.contains(where: {
        $0.published?.contains(port) ?? false && $0.target.contains(gossip)
      })
    else { return nil }
    return Self.advertised.finding(
      .warning, node.service, "CLUSTER_ADVERTISE_PORT is \(port), the node gossips on \(gossip)",
      proves: "Peers are told to come to a port that leads to nothing in this file.",
      at: [setting.evidence, node.setting("CLUSTER_GOSSIP_BIND_PORT")?.evidence],
      values: ["port": ["\(port)"]],
      fixes: [node.change("CLUSTER_ADVERTISE_PORT", to: nil)].compactMap { $0 })
  }

  private func published(_ node: WeaviateNode) -> Finding? {
    let inner = node.listeners.filter { $0.isInternal }
    let shown = node.service.ports.first { mapping in
      mapping.hostAddress?.hasPrefix("127.") != true
        && inner.contains { mapping.target.contains($0.port) }
    }
    guard let shown else { return nil }
    return Self.published.finding(
      .info, node.service, "Port \(shown.target.lowerBound) between nodes is published on the host",
      proves: "Nodes reach each other on the stack's network; gossip, data and RAFT ports carry "
        + "no authentication of clients.",
      at: [shown.origin.evidence(text: "ports: \(shown.target.lowerBound)")])
  }
}
