/// What the checks look at: the active services of a project, and the files beside it.
package struct CheckedStack {
  package let project: ComposeProject
  /// The services that compose would start, in the order of the files.
  package let services: [ComposeService]
  /// The Weaviate services, grouped into the clusters that they are meant to be.
  let clusters: [WeaviateCluster]
  /// Reads a file beside the compose file; nil when the files are not at hand at all.
  let readFile: ComposeProject.FileReader?

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
  }

  /// Every Weaviate node of every cluster.
  var weaviateNodes: [WeaviateNode] { clusters.flatMap(\.nodes) }

  /// The service that a host name leads to: by service, container or host name, alias or link.
  func service(called host: String, by client: ComposeService) -> ComposeService? {
    if let link = client.linkTarget(of: host) { return project[service: link] }
    return services.first { $0.name == host } ?? services.first { $0.answers(to: host) }
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
