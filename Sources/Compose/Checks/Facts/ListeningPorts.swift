import Findings

/// The ports on which a service listens inside its container, as far as the file tells.
struct ListeningPorts {
  let ports: Set<Int>
  /// The port that clients mean when they say nothing.
  let main: Int?
  /// Whether another port can be ruled out.
  let isComplete: Bool
  /// Whether the image or a setting of the server itself says so.
  let isSure: Bool
  let evidence: Evidence

  private static let ownVariables = [
    "PORT", "HTTP_PORT", "SERVER_PORT", "APP_PORT", "LISTEN_PORT", "FLASK_RUN_PORT",
  ]

  /// Nil when nothing is known.
  init?(_ service: ComposeService) {
    let declared = service.declaredPorts
    if let weaviate = WeaviateNode(service) {
      let listeners = weaviate.listeners
      ports = declared.union(listeners.map(\.port))
      main = weaviate.restPort
      isComplete = true
      isSure = true
      evidence = service.evidence
      return
    }
    if let product = service.product, !product.ports.isEmpty {
      let moved = service.option("--port", "-p").flatMap { Int($0) }
      let isConfigured =
        service.mountsConfiguration || service.imageReference?.isOfficial == false
        || service.commandWords.contains { $0.contains("port") || $0.contains("listen") }
        || service.environment.contains { $0.name.contains("PORT") || $0.name.contains("LISTEN") }
      ports = declared.union(moved.map { [$0] } ?? product.ports)
      main = moved ?? product.ports.first
      isComplete = moved != nil || !isConfigured
      isSure = isComplete
      evidence = service.evidence(of: "image")
      return
    }
    let own = Self.ownVariables.compactMap { service[environment: $0] }
      .first { Int($0.value) != nil }
    let bind = service.option("--bind", "-b", "--listen")
      .flatMap { $0.split(separator: ":").last }.flatMap { Int($0) }
    let moved =
      own.flatMap { Int($0.value) } ?? service.option("--port").flatMap { Int($0) } ?? bind
    guard moved != nil || !declared.isEmpty else { return nil }
    ports = declared.union(moved.map { [$0] } ?? [])
    main = moved ?? (declared.count == 1 ? declared.first : nil)
    isComplete = moved != nil
    isSure = false
    evidence = own?.evidence ?? service.evidence(of: bind == nil ? "ports" : "command")
  }
}

extension ComposeService {
  /// Whether a configuration file is mounted, which can change ports and more.
  var mountsConfiguration: Bool {
    !configs.isEmpty
      || volumes.contains { mount in
        let last = mount.target.split(separator: "/").last.map(String.init) ?? ""
        return mount.kind == .bind && mount.target != officialProduct?.dataPath
          && (last.contains(".") || mount.target.hasPrefix("/etc") || last.contains("conf"))
          && !mount.target.contains("initdb")
      }
  }
}
