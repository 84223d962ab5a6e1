import Findings

/// Who can be asked where, and what each client was told.
struct ConnectionSurvey {
  private let records: EngineRecords
  private let names: Set<String>
  /// What each service says that it listens on, and when it last said so.
  private let listening: [String: [PeerEndpoint]]
  private let listeningSince: [String: Timestamp]
  private let looping: Set<String>
  private let recreatedPeers: [String: [String]]

  init(records: EngineRecords, findings: [Finding], names: Set<String>) {
    self.records = records
    self.names = names
    var listening: [String: [PeerEndpoint]] = [:]
    var since: [String: Timestamp] = [:]
    for finding in findings {
      guard let service = finding.subject?.name else { continue }
      let texts = finding.values["listening"] ?? []
      listening[service, default: []] += texts.compactMap(PeerEndpoint.init)
      let isReady =
        !texts.isEmpty || finding.id.hasSuffix("/ready") || finding.id.hasSuffix("/started")
      if isReady, let last = finding.last { since[service] = max(since[service] ?? last, last) }
    }
    self.listening = listening
    listeningSince = since
    let own = records.findings()
    looping = Set(
      own.filter { $0.id.hasPrefix("container/restart-loop") }.compactMap(\.subject?.name))
    recreatedPeers = Dictionary(
      own.filter { $0.id == "container/peer-recreated" }
        .map { ($0.subject?.name ?? "", $0.values["peer"] ?? []) }, uniquingKeysWith: +)
  }

  /// What one finding about peers comes to.
  func judge(_ finding: Finding) -> [Finding] {
    guard let client = finding.subject?.name, finding.kind == .log else { return [] }
    let named = (finding.values["unresolved"] ?? []).compactMap(PeerEndpoint.init)
    var list = named.compactMap { unresolved($0, by: client, finding) }
    // HAProxy names its servers freely; most are called like the service.
    for server in finding.id == "haproxy/check-refused" ? finding.values["server"] ?? [] : [] {
      let name = server.split(separator: "/").last.map { $0.lowercased() } ?? ""
      let peer = PeerEndpoint(host: name, port: nil)
      guard service(of: peer) != nil else { continue }
      list += [failed(peer, by: client, finding, isRefused: true)].compactMap { $0 }
    }
    for kind in ["refused", "unreachable"] {
      for peer in endpoints(kind, of: finding) {
        if let verdict = failed(peer, by: client, finding, isRefused: kind == "refused") {
          list.append(verdict)
        }
      }
    }
    return list
  }

  /// Health checks that ask a port where their service does not listen.
  func misplacedProbes() -> [Finding] {
    records.inspections.values.compactMap { container in
      guard container.state.health?.status == "unhealthy",
        let port = records.probedPort(container), let listeners = listening[container.service],
        !listeners.isEmpty, !listeners.contains(where: { $0.port == Int(port) })
      else { return nil }
      let heard = Set(listeners.compactMap(\.port)).sorted().map(String.init)
      return Finding(
        id: "container/healthcheck-asks-other-port", kind: .container, severity: .warning,
        title: "Its health check asks a port on which it does not listen",
        subject: .service(container.service),
        samples: [
          Evidence(
            source: records.inspections.source,
            text: "the check asks \(port), it listens on \(heard.joined(separator: ", "))")
        ], values: ["port": [port], "listening": heard])
    }
  }

  /// Services that publish a port on which only their own loopback listens.
  func hiddenListeners() -> [Finding] {
    records.inspections.values.compactMap { container in
      let listeners = listening[container.service] ?? []
      let hidden = container.publishedPorts.compactMap { port in
        port.containerPort.split(separator: "/").first.flatMap { Int($0) }
      }.filter { isOnLoopback(listeners, $0) }
      guard container.state.isRunning, let port = hidden.first else { return nil }
      return Finding(
        id: "container/published-port-on-loopback", kind: .container, severity: .warning,
        title: "It publishes a port on which only its own loopback listens",
        subject: .service(container.service),
        samples: [
          Evidence(
            source: records.inspections.source, text: "\(port) is published, 127.0.0.1 listens")
        ], values: ["port": [String(port)]])
    }
  }

  /// Whether all listeners on a port (on any, when nil) are on the loopback.
  private func isOnLoopback(_ listeners: [PeerEndpoint], _ port: Int?) -> Bool {
    let here = listeners.filter { port == nil ? $0.port != nil : $0.port == port }
    let hasAny = listeners.contains { $0.port == nil && $0.isAnyAddress }
    return !here.isEmpty && !hasAny && here.allSatisfy(\.isLoopback)
  }

  /// Endpoints in one value, or in a host and a port that belong together without doubt.
  private func endpoints(_ kind: String, of finding: Finding) -> [PeerEndpoint] {
    let whole = (finding.values[kind] ?? []).compactMap(PeerEndpoint.init)
    let hosts = finding.values[kind + "-host"] ?? []
    let ports = (finding.values[kind + "-port"] ?? []).compactMap { Int($0) }
    guard !hosts.isEmpty else { return whole }
    return whole
      + hosts.map { PeerEndpoint(host: $0.lowercased(), port: ports.count == 1 ? ports[0] : nil) }
  }

  private func unresolved(_ peer: PeerEndpoint, by client: String, _ finding: Finding) -> Finding? {
    guard !peer.host.isEmpty, !peer.isAddress else { return nil }
    if peer.host == "host.docker.internal" || peer.host == "gateway.docker.internal" {
      let isMapped = container(client)?.extraHosts.contains { $0.hasPrefix(peer.host) } ?? false
      if isMapped { return nil }
      return made(
        "peer-host-gateway", "It asks for the host by a name that this engine does not define",
        peer, finding)
    }
    guard let service = service(of: peer) else {
      // Without any list of what exists, a name cannot be called unknown.
      guard !names.isEmpty || !records.inspections.isEmpty, !peer.host.contains(".") else {
        return nil
      }
      return made(
        "peer-unknown-host", "It asks for a host that is no service of this stack", peer, finding)
    }
    if !shareNetwork(client, service) { return noNetwork(peer, finding, service) }
    if isDown(service) { return down(peer, finding, service) }
    return waited(peer, by: client, finding, service)
  }

  private func failed(
    _ peer: PeerEndpoint, by client: String, _ finding: Finding, isRefused: Bool
  ) -> Finding? {
    if peer.isLoopback {
      // Whoever shares the network of another container means that one by localhost.
      let sharesNetwork = records.inspections.values.contains {
        $0.service == client && $0.networkMode.hasPrefix("container:")
      }
      let listensItself = listening[client]?.contains { $0.port == peer.port } ?? false
      guard !sharesNetwork, !listensItself else { return nil }
      return made("peer-is-self", "It asks its own container (localhost)", peer, finding)
    }
    guard let service = service(of: peer), service != client else {
      return service(of: peer) == nil ? vanished(peer, by: client, finding) : nil
    }
    if isDown(service) { return down(peer, finding, service) }
    if peer.isAddress, let other = recreatedPeers[client], !other.contains(service),
      startedAfter(service, client)
    {
      return made(
        "peer-address-changed", "It asks an address that has since gone to another service", peer,
        finding, service)
    }
    // nginx resolves its upstreams when it starts; a container made later cannot have been meant.
    if peer.isAddress, finding.id.hasPrefix("nginx/"), startedAfter(service, client) {
      return made(
        "peer-address-changed", "It asks an address that has since gone to another container", peer,
        finding, service)
    }
    if !shareNetwork(client, service) { return noNetwork(peer, finding, service) }
    guard isRefused else { return nil }
    let listeners = listening[service] ?? []
    if let port = peer.port, listeners.contains(where: { $0.port != nil }),
      !listeners.contains(where: { $0.port == port })
    {
      return made(
        "peer-listens-elsewhere", "It asks a port on which the service does not listen", peer,
        finding,
        service, more: ["listening": listeners.compactMap(\.port).map(String.init)])
    }
    if isOnLoopback(listeners, peer.port) {
      return made(
        "peer-listens-on-loopback", "The service listens on its own loopback only", peer, finding,
        service)
    }
    return waited(peer, by: client, finding, service)
  }

  /// An address that no container has: its service was replaced, or is down.
  private func vanished(
    _ peer: PeerEndpoint, by client: String, _ finding: Finding
  ) -> Finding? {
    guard peer.isAddress, isPrivate(peer.host) else { return nil }
    if records.inspections.isEmpty { return hidden(peer, by: client, finding) }
    if recreatedPeers[client] != nil {
      return made(
        "peer-address-changed", "It asks an address that no container has any more", peer, finding)
    }
    if let named = listening.first(where: { $0.value.contains { $0.host == peer.host } })?.key {
      return isDown(named) ? down(peer, finding, named) : nil
    }
    let ended = records.inspections.values.filter { !$0.state.isRunning && $0.service != client }
    guard ended.count == 1, let only = ended.first else { return nil }
    return down(peer, finding, only.service)
  }

  /// Without the engine's word on addresses: the one service that speaks of the refused port does
  /// so on its loopback only.
  private func hidden(_ peer: PeerEndpoint, by client: String, _ finding: Finding) -> Finding? {
    guard let port = peer.port else { return nil }
    let speakers = listening.filter { service, listeners in
      service != client && listeners.contains { $0.port == port }
    }
    guard speakers.count == 1, let (service, listeners) = speakers.first,
      isOnLoopback(listeners, port)
    else { return nil }
    return made(
      "peer-listens-on-loopback", "The service listens on its own loopback only", peer, finding,
      service)
  }

  /// Tells whether a peer that runs was only asked too early, or refuses for good.
  private func waited(
    _ peer: PeerEndpoint, by client: String, _ finding: Finding, _ service: String
  ) -> Finding? {
    guard let last = finding.last else { return nil }
    if let ready = listeningSince[service] {
      guard last.seconds(since: ready) < 2 else {
        return refusing(peer, finding, service, since: ready)
      }
      if isEnded(client) {
        return made(
          "gave-up-before-peer",
          "It gave up before what it needs was ready, and was not started again", peer, finding,
          service)
      }
    } else {
      // Nothing tells when the service was ready; its start is all there is.
      guard let start = container(service)?.state.started else { return nil }
      guard last.seconds(since: start) < 15 else {
        return refusing(peer, finding, service, since: start)
      }
      if isEnded(client) {
        return made(
          "gave-up-early", "It gave up soon after what it needs had been started", peer, finding,
          service)
      }
      if last.seconds(since: start) > 2 { return nil }
    }
    return made(
      "peer-came-up", "It asked before the service was ready; not since", peer, finding, service)
  }

  /// The peer has long been up and refuses.
  private func refusing(
    _ peer: PeerEndpoint, _ finding: Finding, _ service: String, since: Timestamp
  ) -> Finding? {
    let exposed = container(service)?.exposedPorts ?? []
    if let port = peer.port, !exposed.isEmpty, (listening[service] ?? []).isEmpty,
      !exposed.contains(where: { $0.hasPrefix("\(port)/") })
    {
      return made(
        "peer-port-not-exposed", "It asks a port that the service does not expose", peer, finding,
        service, more: ["exposed": exposed])
    }
    var refusal = made(
      "peer-refuses", "It is refused by a service that has long been running", peer, finding,
      service)
    // Until the end of all logs: nothing shows that it ever came to an end.
    if let last = finding.last, let end = records.lastLogTime, end.seconds(since: last) < 5 {
      refusal.severity = .error
    }
    return refusal
  }

  // MARK: What is known of services

  private func container(_ service: String) -> ContainerInspection? {
    records.inspections.values.first { $0.service == service }
  }

  private func service(of peer: PeerEndpoint) -> String? {
    if peer.isAddress {
      let holder = records.inspections.values
        .first { $0.networks.contains { $0.addresses.contains(peer.host) } }
      // A listener that names its own address tells whose it was when it said so.
      return holder?.service
        ?? (records.inspections.isEmpty
          ? listening.first { $0.value.contains { $0.host == peer.host } }?.key : nil)
    }
    let found = records.inspections.values.first { container in
      container.service.lowercased() == peer.host || container.name.lowercased() == peer.host
        || container.networks.contains { $0.aliases.contains { $0.lowercased() == peer.host } }
    }
    return found?.service ?? names.first { $0.lowercased() == peer.host }
  }

  private func isDown(_ service: String) -> Bool {
    guard let container = container(service) else { return !records.inspections.isEmpty }
    return looping.contains(service) || !container.state.isRunning
  }

  private func isEnded(_ service: String) -> Bool {
    container(service).map { ["exited", "dead"].contains($0.state.status) } ?? false
  }

  private func startedAfter(_ service: String, _ other: String) -> Bool {
    guard let one = container(service)?.created, let two = container(other)?.state.started else {
      return false
    }
    return one > two
  }

  private func shareNetwork(_ one: String, _ other: String) -> Bool {
    guard let left = container(one), let right = container(other) else { return true }
    let (names, others) = (left.networks.map(\.name), right.networks.map(\.name))
    guard !names.isEmpty, !others.isEmpty else { return true }
    return !Set(names).isDisjoint(with: others)
  }

  /// Addresses of the ranges that engines give to containers.
  private func isPrivate(_ address: String) -> Bool {
    let parts = address.split(separator: ".").compactMap { Int($0) }
    guard parts.count == 4 else { return false }
    return parts[0] == 10 || (parts[0] == 172 && (16...31).contains(parts[1]))
      || (parts[0] == 192 && parts[1] == 168)
  }

  // MARK: Making findings

  private func down(_ peer: PeerEndpoint, _ finding: Finding, _ service: String) -> Finding {
    made("peer-not-running", "It asks a service that does not run", peer, finding, service)
  }

  private func noNetwork(_ peer: PeerEndpoint, _ finding: Finding, _ service: String) -> Finding {
    made(
      "peer-no-shared-network", "It asks a service that is on other networks", peer, finding,
      service)
  }

  private func made(
    _ id: String, _ title: String, _ peer: PeerEndpoint, _ finding: Finding,
    _ service: String? = nil, more: [String: [String]] = [:]
  ) -> Finding {
    var values = more
    values["peer"] = [peer.port.map { "\(peer.host):\($0)" } ?? peer.host]
    if let service { values["service"] = [service] }
    let isPassed = id == "peer-came-up"
    let isProxy = finding.id.hasPrefix("nginx/") || finding.id.hasPrefix("haproxy/")
    var name = id
    if isProxy, ["peer-listens-elsewhere", "peer-address-changed"].contains(id) {
      name = "upstream" + id.dropFirst("peer".count)
    }
    return Finding(
      id: "container/" + name, kind: .container, severity: isPassed ? .neutral : .warning,
      title: title, subject: finding.subject, count: finding.count, first: finding.first,
      last: finding.last, samples: finding.samples, values: values)
  }
}
