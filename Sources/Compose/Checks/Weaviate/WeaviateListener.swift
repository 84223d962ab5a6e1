import Findings

/// One port that a Weaviate node opens inside its container.
struct WeaviateListener {
  /// The variable (or flag) that moves it.
  var variable: String
  var purpose: String
  var port: Int
  /// The port when nothing is set.
  var fallback: Int
  /// Nil when it is the default.
  var evidence: Evidence?
  /// Whether only peers have to reach it.
  var isInternal: Bool
}

extension WeaviateNode {
  /// Every listener whose port is known, the data port with the others.
  var listeners: [WeaviateListener] {
    var found: [WeaviateListener] = []
    if let port = restPort {
      let evidence = service.option("--port") == nil ? nil : service.evidence(of: "command")
      found.append(
        WeaviateListener(
          variable: "PORT", purpose: "REST", port: port, fallback: 8080, evidence: evidence,
          isInternal: false))
    }
    func add(_ variable: String, _ purpose: String, _ fallback: Int, isInternal: Bool = true) {
      guard let port = port(variable, default: fallback) else { return }
      found.append(
        WeaviateListener(
          variable: variable, purpose: purpose, port: port, fallback: fallback,
          evidence: setting(variable)?.evidence, isInternal: isInternal))
    }
    add("CLUSTER_GOSSIP_BIND_PORT", "gossip", 7946)
    add("CLUSTER_DATA_BIND_PORT", "data", (gossipPort ?? 7946) + 1)
    if usesRaft {
      add("RAFT_PORT", "RAFT", 8300)
      add("RAFT_INTERNAL_RPC_PORT", "RAFT RPC", 8301)
    }
    if setting("GRPC_PORT") != nil || version.map({ $0.isAtLeast(line: 23) }) ?? true {
      add("GRPC_PORT", "gRPC", 50_051, isInternal: false)
    }
    if setting("PROMETHEUS_MONITORING_ENABLED")?.isTrue ?? false {
      add("PROMETHEUS_MONITORING_PORT", "metrics", 2112, isInternal: false)
    }
    if setting("GO_PROFILING_PORT") != nil, setting("GO_PROFILING_DISABLE")?.isTrue != true {
      add("GO_PROFILING_PORT", "profiling", 6060)
    }
    return found
  }
}
