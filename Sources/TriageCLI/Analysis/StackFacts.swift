import Compose
import Docker
import Findings
import Weaviate

/// What compose, inspect and logs say about which services there are and what they run.
struct StackFacts {
  /// The compose project, where there is a file.
  let project: ComposeProject?
  let inspections: [ContainerInspection]
  /// The services of the stack with the names that they have elsewhere.
  let services: [ServiceIdentity]
  /// The Weaviate services that are meant to be one cluster.
  let expected: [ExpectedNode]
  /// The cluster as the compose file has it.
  let members: [WeaviateMember]

  init(
    project: ComposeProject?, inspections: [ContainerInspection], findings: FindingSet,
    logs: [ServiceLog], apiServices: [String]
  ) {
    self.project = project
    self.inspections = inspections
    members = project?.weaviateClusters.max { $0.count < $1.count } ?? []
    let logNames = Dictionary(
      findings.all("weaviate/raft/node-name").compactMap { finding in
        finding.subject.flatMap { subject in
          finding.values["node"]?.last.map { (subject.name, $0) }
        }
      }
    ) { first, _ in first }
    expected = Self.expected(
      members: members, inspections: inspections, logNames: logNames, apiServices: apiServices)
    services = Self.identities(
      project: project, inspections: inspections, expected: expected, members: members, logs: logs,
      apiServices: apiServices)
  }

  // MARK: Weaviate nodes

  private static func expected(
    members: [WeaviateMember], inspections: [ContainerInspection], logNames: [String: String],
    apiServices: [String]
  ) -> [ExpectedNode] {
    let containers = Dictionary(inspections.map { ($0.service, $0) }) { first, _ in first }
    var services = members.map(\.service)
    if services.isEmpty {
      services = inspections.filter(isWeaviate).map(\.service)
      if services.isEmpty { services = Set(logNames.keys).union(apiServices).sorted() }
    }
    return services.map { service in
      let member = members.first { $0.service == service }
      let container = containers[service]
      let node =
        container?.variable("CLUSTER_HOSTNAME") ?? member?.node ?? logNames[service]
        ?? container?.hostName
      return ExpectedNode(
        service: service, node: node, version: member?.version ?? container.flatMap(version),
        isRunning: inspections.isEmpty ? nil : container?.state.isRunning ?? false)
    }
  }

  static func isWeaviate(_ container: ContainerInspection) -> Bool {
    Product.of(image: container.image) == "weaviate"
  }

  private static func version(_ container: ContainerInspection) -> String? {
    Product.version(inImage: container.image)
  }

  // MARK: Names

  private static func identities(
    project: ComposeProject?, inspections: [ContainerInspection], expected: [ExpectedNode],
    members: [WeaviateMember], logs: [ServiceLog], apiServices: [String]
  ) -> [ServiceIdentity] {
    var byName: [String: ServiceIdentity] = [:]
    func note(_ service: String, _ knownBy: String) {
      var identity = byName[service] ?? ServiceIdentity(service: service)
      if !identity.knownBy.contains(knownBy) {
        identity.knownBy = (identity.knownBy + [knownBy]).sorted()
      }
      byName[service] = identity
    }
    for service in project?.services ?? [] { note(service.name, "compose") }
    for container in inspections {
      note(container.service, "inspect")
      byName[container.service]?.container = container.name
    }
    for log in logs { note(log.service, "log") }
    for service in apiServices { note(service, "api") }
    for node in expected { byName[node.service]?.node = node.node }
    for member in members {
      byName[member.service]?.endpoint = member.restPort.map { "localhost:\($0)" }
    }
    return byName.values.sorted { $0.service < $1.service }
  }

  /// The service of each name that a container may go by: its own, compose's, and the service's.
  static func serviceNames(
    _ inspections: [ContainerInspection], _ project: ComposeProject?
  ) -> [String: String] {
    var names = Dictionary(inspections.map { ($0.name, $0.service) }) { first, _ in first }
    for container in inspections {
      names[container.service] = container.service
      // Files are named after ids, whole or as `docker ps` shows them.
      guard container.id.utf8.count >= 12 else { continue }
      for id in [container.id, String(container.id.prefix(12))] { names[id] = container.service }
    }
    for service in project?.services ?? [] {
      if let name = service.containerName?.value { names[name] = service.name }
      names[service.name] = service.name
    }
    return names
  }
}

extension ContainerInspection {
  /// The host name inside the container; the short id unless it was set.
  fileprivate var hostName: String? {
    id.count >= 12 ? String(id.prefix(12)) : nil
  }
}
