import Findings

/// The hosts that clients are told to ask.
struct PeerHosts: ComposeCheck {
  static let unknown = CheckRule(
    "compose/host-unknown",
    "A setting names a host that is no service, alias, container or host of the stack.")
  static let gateway = CheckRule(
    "compose/host-docker-internal",
    "host.docker.internal is used without an extra_hosts entry; plain Linux engines lack the name.")
  static let localhost = CheckRule(
    "compose/localhost-peer",
    "A client is told to ask localhost, its own container, while another service is what it needs.")
  static let disjoint = CheckRule(
    "compose/networks-disjoint", "A client and the service that it names share no network.")
  static let rules = [unknown, gateway, localhost, disjoint]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.services.flatMap { client in
      stack.connections(of: client).compactMap { connection in
        if let target = stack.service(called: connection.endpoint.host, by: client) {
          return disjoint(connection, target, stack)
        }
        if connection.endpoint.host == "host.docker.internal" { return gateway(connection, stack) }
        if connection.endpoint.isLoopback { return localhost(connection, stack) }
        return unknown(connection, stack)
      }
    } + clusterNetworks(stack)
  }

  private func unknown(_ connection: ClientConnection, _ stack: CheckedStack) -> Finding? {
    let host = connection.endpoint.host
    let client = connection.client
    guard connection.endpoint.isPlainName, !stack.mayKnow(host, client), !client.answers(to: host),
      connection.endpoint.scheme != "file", !WeaviateModule.isEndpoint(connection.host.variable)
    else { return nil }
    let near = Spelling.nearest(host, in: stack.services.map(\.name))
    // A host called `postgres` speaks of the product as well as a scheme does.
    let product = connection.product ?? Product.spoken(scheme: nil, hint: host)
    let kin = product.map { wanted in stack.services.filter { $0.product?.kind == wanted.kind } }
    let sameKind = kin?.count == 1 ? kin?.first?.name : nil
    let isInactive = stack.service(named: host) != nil
    let wanted = isInactive ? nil : near ?? sameKind
    return Self.unknown.finding(
      wanted != nil || connection.host.variable.isEmpty ? .error : .warning, client,
      "\(connection.settingName) names \(host), which is no host of this stack"
        + (wanted.map { "; the service is \($0)" } ?? ""),
      proves: isInactive
        ? "The service exists, but its profile is not active, so nothing has the name."
        : "The engine's DNS knows services, aliases and container names of shared networks; "
          + "any other plain name does not resolve.",
      at: [connection.host.evidence],
      values: ["host": [host], "wanted": wanted.map { [$0] } ?? []],
      fixes: wanted.map { connection.change(host: $0) } ?? [])
  }

  private func gateway(_ connection: ClientConnection, _ stack: CheckedStack) -> Finding? {
    let client = connection.client
    guard !client.extraHosts.contains(where: { $0.name == connection.endpoint.host }),
      !stack.mayKnow(connection.endpoint.host, client)
    else { return nil }
    let kin = service(for: connection, stack)
    return Self.gateway.finding(
      .warning, client, "\(connection.settingName) uses host.docker.internal",
      proves: "Docker Desktop defines the name; an engine on Linux does so only for services with "
        + "extra_hosts: \"host.docker.internal:host-gateway\"."
        + (kin.map { " The stack has a service of that kind: \($0.name)." } ?? ""),
      at: [connection.host.evidence], values: ["wanted": kin.map { [$0.name] } ?? []],
      fixes: kin.map { connection.change(host: $0.name) } ?? [])
  }

  private func localhost(_ connection: ClientConnection, _ stack: CheckedStack) -> Finding? {
    let client = connection.client
    guard client.networkMode == nil, connection.endpoint.host != "0.0.0.0",
      let target = service(for: connection, stack), target.name != client.name,
      client.product?.kind != target.product?.kind,
      !stack.services.contains(where: { $0.networkMode?.value == .service(client.name) })
    else { return nil }
    if let port = connection.endpoint.port, client.declaredPorts.contains(port) { return nil }
    return Self.localhost.finding(
      .error, client,
      "\(connection.settingName) asks \(connection.endpoint.host), but \(target.name) is another container",
      proves: "localhost is the client's own container; other services are reached by their names.",
      at: [connection.host.evidence], values: ["wanted": [target.name]],
      fixes: connection.change(host: target.name))
  }

  /// The only other service of the product that a connection speaks of.
  private func service(for connection: ClientConnection, _ stack: CheckedStack) -> ComposeService? {
    let others = stack.services.filter { $0.name != connection.client.name }
    guard let product = connection.product else {
      guard connection.endpoint.host == "host.docker.internal",
        let group = ClientGroup(connection.host.variable), group.isTelling
      else { return nil }
      let databases = others.filter {
        ["postgres", "mysql", "mongodb", "mssql"].contains($0.product?.kind ?? "")
      }
      return databases.count == 1 ? databases.first : nil
    }
    let kin = others.filter { $0.product?.kind == product.kind }
    return kin.count == 1 ? kin.first : nil
  }

  private func disjoint(
    _ connection: ClientConnection, _ target: ComposeService, _ stack: CheckedStack
  ) -> Finding? {
    guard target.name != connection.client.name, !stack.canTalk(connection.client, target) else {
      return nil
    }
    return networks(connection.client, target, [connection.host.evidence])
  }

  /// Nodes of one Weaviate cluster that share no network with the others.
  private func clusterNetworks(_ stack: CheckedStack) -> [Finding] {
    stack.clusters.filter(\.isMultiNode).flatMap { cluster in
      let founder = cluster.nodes[cluster.founderPlace].service
      return cluster.nodes.map(\.service)
        .filter { $0.name != founder.name && !stack.canTalk($0, founder) }
        .map { networks($0, founder, [$0.evidence(of: "networks")]) }
    }
  }

  private func networks(
    _ client: ComposeService, _ target: ComposeService, _ evidence: [Evidence]
  ) -> Finding {
    let own = client.networks.map(\.name)
    let others = target.networks.map(\.name)
    return Self.disjoint.finding(
      .error, client, "\(client.name) and \(target.name) share no network",
      proves: "\(client.name) is on \(own.joined(separator: ", ")), \(target.name) on "
        + "\(others.joined(separator: ", ")): the name does not even resolve.",
      at: evidence + [target.evidence(of: "networks")],
      values: ["peer": [target.name], "networks": own + others])
  }
}

extension ClientConnection {
  /// The variable, or the file and line, that names the peer.
  var settingName: String {
    host.variable.isEmpty ? host.evidence.location : host.variable
  }
}
