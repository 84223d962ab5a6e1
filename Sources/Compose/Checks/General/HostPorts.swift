import Findings

/// Ports on the host and in shared network namespaces.
struct HostPorts: ComposeCheck {
  static let twice = CheckRule(
    "compose/host-port-twice", "Two services publish one port of the host.")
  static let replicas = CheckRule(
    "compose/replicas-fixed-port",
    "A service runs as several containers with one fixed host port or container name.")
  static let namespace = CheckRule(
    "compose/port-in-use-shared-namespace",
    "Services that share one network namespace listen on one port.")
  static let nothing = CheckRule(
    "compose/published-port-not-listening",
    "A published port leads to a port of the container where the server does not listen.")
  static let name = CheckRule(
    "compose/container-name-twice", "Two services want one container name.")
  static let rules = [twice, replicas, namespace, nothing, name]

  func findings(in stack: CheckedStack) -> [Finding] {
    published(stack) + stack.services.compactMap(replicas) + namespaces(stack)
      + stack.services.flatMap(nothing) + names(stack)
  }

  private func published(_ stack: CheckedStack) -> [Finding] {
    let all = stack.services.flatMap { service in
      service.ports.filter { $0.published != nil }.map { (service, $0) }
    }.prefix(512)
    var found: [Finding] = []
    for (place, (service, port)) in all.enumerated() {
      let clash = all.prefix(place).first { _, other in port.clashes(with: other) }
      guard let (first, other) = clash, let text = port.published?.lowerBound else { continue }
      found.append(
        Self.twice.finding(
          .error, service, "Host port \(text) is also published by \(first.name)",
          proves: "The engine starts only the first of them: \"port is already allocated\".",
          at: [port.evidence, other.evidence],
          values: ["port": ["\(text)"], "other": [first.name]]))
    }
    return found
  }

  private func replicas(_ service: ComposeService) -> Finding? {
    let fixed = service.ports.first {
      $0.published.map { $0.count < service.replicaCount } ?? false
    }
    guard service.replicaCount > 1, fixed != nil || service.containerName != nil else { return nil }
    return Self.replicas.finding(
      .error, service,
      "\(service.replicaCount) containers cannot share one "
        + (fixed == nil ? "container name" : "host port"),
      proves: "Only the first replica starts.",
      at: [
        fixed?.evidence,
        service.containerName.map { $0.origin.evidence(text: "container_name: \($0.value)") },
      ], values: ["replicas": ["\(service.replicaCount)"]])
  }

  /// Services on the host's network, and services on the network of another service.
  private func namespaces(_ stack: CheckedStack) -> [Finding] {
    var groups: [String: [ComposeService]] = [:]
    for service in stack.services {
      switch service.networkMode?.value {
      case .host: groups["host", default: []].append(service)
      case .service(let owner): groups["service \(owner)", default: []].append(service)
      default: groups["service \(service.name)", default: []].append(service)
      }
    }
    return groups.values.filter { $0.count > 1 }.flatMap { members -> [Finding] in
      let ordered = members.prefix(64).sorted { $0.networkMode == nil && $1.networkMode != nil }
      return ordered.indices.dropFirst().compactMap { place in
        namespace(ordered[place], ordered.prefix(place))
      }
    }
  }

  private func namespace(
    _ service: ComposeService, _ others: ArraySlice<ComposeService>
  ) -> Finding? {
    let own = service.listens
    for other in others {
      let isSameProgram =
        service.build != nil && service.build?.context == other.build?.context
        && service.build?.target == other.build?.target && service.command == other.command
        && service.entrypoint == other.entrypoint && !service.setsPort && !other.setsPort
      let port = own.intersection(other.listens).min()
      guard isSameProgram || port != nil else { continue }
      return Self.namespace.finding(
        .error, service,
        port.map { "\(service.name) and \(other.name) want port \($0) of one network namespace" }
          ?? "\(service.name) runs the same program as \(other.name) in one network namespace",
        proves: "In one network namespace a port can be opened once; the second program gets "
          + "\"Address already in use\".",
        at: [service.networkMode.map { $0.origin.evidence(text: "network_mode") }, other.evidence],
        values: ["other": [other.name], "port": port.map { ["\($0)"] } ?? []])
    }
    return nil
  }

  private func nothing(_ service: ComposeService) -> [Finding] {
    guard let product = service.officialProduct, !product.ports.isEmpty,
      WeaviateNode(service) == nil, !service.mountsConfiguration, service.command == nil,
      service.entrypoint == nil, !service.setsPort, product.kind != "kafka"
    else { return [] }
    return service.ports.compactMap { port in
      guard port.target.count == 1, !product.ports.contains(port.target.lowerBound),
        port.networkProtocol == "tcp", product.ports.count <= 2
      else { return nil }
      return Self.nothing.finding(
        .warning, service,
        "A host port leads to \(port.target.lowerBound), where \(product.title) does not listen",
        proves:
          "\(product.title) listens on \(product.ports.map(String.init).joined(separator: ", ")) "
          + "unless it is configured otherwise.",
        at: [port.evidence], values: ["port": ["\(port.target.lowerBound)"]])
    }
  }

  private func names(_ stack: CheckedStack) -> [Finding] {
    var first: [String: ComposeService] = [:]
    return stack.services.compactMap { service in
      guard let name = service.containerName else { return nil }
      guard let other = first[name.value] else {
        first[name.value] = service
        return nil
      }
      return Self.name.finding(
        .error, service, "Container name \(name.value) is also that of \(other.name)",
        proves: "The engine refuses the second container: the name is already in use.",
        at: [name.origin.evidence(text: "container_name: \(name.value)")],
        values: ["other": [other.name]])
    }
  }
}

extension ComposeService {
  /// Whether a setting of its own may move its port.
  fileprivate var setsPort: Bool {
    environment.contains { $0.name.contains("PORT") || $0.name.contains("LISTEN") }
  }

  /// The ports that it surely opens.
  fileprivate var listens: Set<Int> {
    guard let known = ListeningPorts(self), known.isSure || known.isComplete else { return [] }
    return known.main.map { [$0] } ?? []
  }
}

extension PortMapping {
  /// The place of the mapping, as `published:target`.
  var evidence: Evidence {
    let host = published.map { "\($0.lowerBound):" } ?? ""
    return origin.evidence(text: "ports: \(host)\(target.lowerBound)")
  }

  fileprivate func clashes(with other: PortMapping) -> Bool {
    guard let published, let others = other.published, published.overlaps(others),
      networkProtocol == other.networkProtocol
    else { return false }
    let addresses = [hostAddress, other.hostAddress].map { $0 == "0.0.0.0" ? nil : $0 }
    return addresses[0] == nil || addresses[1] == nil || addresses[0] == addresses[1]
  }
}
