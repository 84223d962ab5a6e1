import Findings

/// A service that runs a Weaviate server, with its settings as that server reads them.
struct WeaviateNode {
  let service: ComposeService
  /// Nil when the image's tag does not tell (`latest`, a build).
  let version: WeaviateVersion?
  /// RAFT_JOIN's entries; nil when it is unset.
  let raftJoin: [String]?
  /// RAFT_JOIN's names without ports; nil when it is unset.
  let raftJoinNames: [String]?
  /// The entries of CLUSTER_JOIN, split the way the server does; empty when it is unset.
  let joinEntries: [GossipEntry]
  private let settings: [String: WeaviateSetting]

  /// Nil when the service does not look like a Weaviate server: neither its image's name nor at
  /// least two of the server's own variables say so.
  init?(_ service: ComposeService) {
    let image = service.imageReference
    let namesIt = image.map { $0.name == "weaviate" } ?? false
    let tellTales = service.environment.filter { Self.tellTale.contains($0.name) }
    guard namesIt || tellTales.count >= 2 else { return nil }
    self.service = service
    let isVersioned = image?.name.contains("weaviate") ?? false
    version = isVersioned ? (image?.tag).flatMap(WeaviateVersion.init(tag:)) : nil
    settings = Self.settings(of: service)
    raftJoin = settings["RAFT_JOIN"]?.list
    raftJoinNames = raftJoin?.map { String($0.prefix { $0 != ":" }) }
    joinEntries = settings["CLUSTER_JOIN"]?.list.map(GossipEntry.init) ?? []
  }

  private static let tellTale: Set<String> = [
    "CLUSTER_HOSTNAME", "CLUSTER_GOSSIP_BIND_PORT", "DEFAULT_VECTORIZER_MODULE",
    "PERSISTENCE_DATA_PATH", "RAFT_BOOTSTRAP_EXPECT", "RAFT_JOIN",
    "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED",
  ]

  /// The flags that `usecases/config/config_handler.go` reads after the environment.
  private static let flags = [
    "RAFT_JOIN": "--raft-join", "RAFT_BOOTSTRAP_EXPECT": "--raft-bootstrap-expect",
    "RAFT_PORT": "--raft-port", "RAFT_INTERNAL_RPC_PORT": "--raft-internal-rpc-port",
    "RAFT_BOOTSTRAP_TIMEOUT": "--raft-bootstrap-timeout",
  ]

  /// What is set: an empty text is the same as unset to the server, and a flag wins.
  private static func settings(of service: ComposeService) -> [String: WeaviateSetting] {
    var found: [String: WeaviateSetting] = [:]
    for variable in service.environment where !variable.value.isEmpty {
      found[variable.name] = WeaviateSetting(
        variable: variable.name, text: variable.value, evidence: variable.evidence, isFlag: false)
    }
    for (variable, flag) in flags {
      guard let text = service.option(flag, joining: true) else { continue }
      found[variable] = WeaviateSetting(
        variable: variable, text: text, evidence: service.evidence(of: "command"), isFlag: true)
    }
    return found
  }

  /// What a variable is set to; nil when it is unset or empty.
  func setting(_ variable: String) -> WeaviateSetting? { settings[variable] }

  /// Whether the release has a change; nil when the release is unknown.
  func has(_ cutOff: WeaviateCutOff) -> Bool? {
    version?.isAtLeast(cutOff)
  }

  /// Whether the RAFT settings mean something to this release; an unknown one is taken as new.
  var usesRaft: Bool { has(.raft) ?? true }

  /// A change of one environment variable; nil when a flag would still win, or when it is so set.
  func change(_ variable: String, to value: String?) -> SettingChange? {
    if let now = setting(variable), now.isFlag || now.text == value { return nil }
    if value == nil, service[environment: variable] == nil { return nil }
    return .environment(service.name, variable, value)
  }
}

extension WeaviateNode {
  /// The fixed node name: CLUSTER_HOSTNAME or the compose file's `hostname`; nil: the container id.
  var hostname: String? { setting("CLUSTER_HOSTNAME")?.text ?? service.hostname?.value }

  var hostnameEvidence: Evidence? {
    setting("CLUSTER_HOSTNAME")?.evidence
      ?? service.hostname.map { $0.origin.evidence(text: "hostname: \($0.value)") }
  }

  /// RAFT_BOOTSTRAP_EXPECT as a number, 1 when unset; nil when it is no positive number.
  var expect: Int? {
    guard let setting = setting("RAFT_BOOTSTRAP_EXPECT") else { return 1 }
    return Int(setting.text).flatMap { $0 > 0 ? $0 : nil }
  }

  /// A port setting, or its default; nil when it is no number.
  func port(_ variable: String, default fallback: Int) -> Int? {
    guard let setting = setting(variable) else { return fallback }
    return Int(setting.text).flatMap { (1...65_535).contains($0) ? $0 : nil }
  }

  var gossipPort: Int? { port("CLUSTER_GOSSIP_BIND_PORT", default: 7946) }

  /// Gossip port + 1 unless it is set.
  var dataPort: Int? {
    port("CLUSTER_DATA_BIND_PORT", default: (gossipPort ?? 7946) + 1)
  }

  var restPort: Int? {
    guard let text = service.option("--port") ?? setting("PORT")?.text else { return 8080 }
    return Int(text)
  }

  /// Where the server keeps its data; a relative path starts at the image's root.
  var dataPath: String {
    let written = setting("PERSISTENCE_DATA_PATH")?.text ?? "./data"
    var path = written.hasPrefix("/") ? written : "/" + written.drop { "./".contains($0) }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}
