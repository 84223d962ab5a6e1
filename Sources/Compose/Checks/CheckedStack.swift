/// What the checks look at: the active services of a project, and the files beside it.
package struct CheckedStack {
  package let project: ComposeProject
  /// The services that compose would start, in the order of the files.
  package let services: [ComposeService]
  /// The Weaviate services, grouped into the clusters that they are meant to be.
  let clusters: [WeaviateCluster]
  /// Reads a file beside the compose file; nil when the files are not at hand at all.
  let readFile: ComposeProject.FileReader?
  /// The services by the names that the engine's DNS has for them.
  private let byHost: [String: ComposeService]
  /// The services that others wait to complete.
  let awaitedToEnd: Set<String>
  /// All services, the inactive too, by name.
  private let byName: [String: ComposeService]
  /// The peers that each service is told to ask, by the service's name.
  private var peers: [String: [ClientConnection]] = [:]

  /// Keeps the active services and groups the Weaviate nodes among them.
  ///
  /// - Parameters:
  ///   - project: The resolved project.
  ///   - readFile: For checks of mounted files; without it they report nothing.
  package init(_ project: ComposeProject, readFile: ComposeProject.FileReader? = nil) {
    self.project = project
    services = project.services.filter(\.isActive)
    clusters = WeaviateCluster.all(in: services)
    self.readFile = readFile
    awaitedToEnd = Set(
      services.flatMap(\.dependencies).filter { $0.condition == .completed }.map(\.service))
    byName = Dictionary(project.services.map { ($0.name, $0) }) { first, _ in first }
    byHost = Dictionary(
      services.map { ($0.name, $0) }
        + services.flatMap { service in service.hostNames.map { ($0, service) } }
    ) { first, _ in first }
    peers = Dictionary(
      services.map { ($0.name, $0.clientConnections + proxyConnections(of: $0)) }
    ) { first, _ in first }
  }

  /// The service of a name, active or not.
  func service(named name: String) -> ComposeService? { byName[name] }

  /// The peers that a service's environment and mounted proxy configuration name.
  func connections(of service: ComposeService) -> [ClientConnection] {
    peers[service.name] ?? []
  }

  /// The services that are told to ask a service.
  func clients(of service: ComposeService) -> [ComposeService] {
    services.filter { client in
      client.name != service.name
        && connections(of: client).contains { service.answers(to: $0.endpoint.host) }
    }
  }

  /// Every Weaviate node of every cluster.
  var weaviateNodes: [WeaviateNode] { clusters.flatMap(\.nodes) }

  /// The service that a host name leads to: by service, container or host name, alias or link.
  func service(called host: String, by client: ComposeService) -> ComposeService? {
    if let link = client.linkTarget(of: host) { return byName[link] }
    return byHost[host]
  }

  /// Whether a host name can mean something although no service has it: hosts of `extra_hosts`,
  /// or containers of other projects on a network that this project does not own.
  func mayKnow(_ host: String, _ client: ComposeService) -> Bool {
    client.extraHosts.contains { $0.name == host } || client.externalLinks.contains(host)
      || client.networks.contains { isExternalNetwork($0.name) }
      || client.networkMode.map { $0.value != .bridge } ?? false
  }

  private func isExternalNetwork(_ name: String) -> Bool {
    project.networks.contains { $0.name == name && $0.isExternal }
  }

  /// Whether two services can reach each other: a network in common, or one network namespace.
  func canTalk(_ one: ComposeService, _ other: ComposeService) -> Bool {
    guard one.networkMode == nil, other.networkMode == nil else { return true }
    return !Set(one.networks.map(\.name)).isDisjoint(with: other.networks.map(\.name))
  }
}
