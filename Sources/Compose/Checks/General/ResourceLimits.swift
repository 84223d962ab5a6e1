import Findings

/// Limits of the container other than memory.
struct ResourceLimits: ComposeCheck {
  static let files = CheckRule(
    "compose/ulimit-nofile-low", "The limit of open files is below 1024.")
  static let cpu = CheckRule("compose/cpu-limit-low", "The CPU limit is below a tenth of a core.")
  static let processes = CheckRule(
    "compose/pids-limit-low", "The limit of processes is below 64.")
  static let grace = CheckRule(
    "compose/stop-grace-short",
    "A server that writes its state at the end gets less time for it than it needs.")
  static let signal = CheckRule(
    "compose/stop-signal-kill", "The stop signal is SIGKILL, which no program can handle.")
  static let rules = [files, cpu, processes, grace, signal]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.services.flatMap { service in
      [files(service), cpu(service), processes(service), grace(service), signal(service)]
        .compactMap { $0 }
    }
  }

  private func files(_ service: ComposeService) -> Finding? {
    guard let limit = service.ulimits.first(where: { $0.name == "nofile" }),
      (0..<1024).contains(limit.soft)
    else { return nil }
    return Self.files.finding(
      .warning, service, "At most \(limit.soft) files may be open",
      proves: "Connections are files too: under load a server runs into \"too many open files\".",
      at: [limit.origin.evidence(text: "nofile: \(limit.soft)")],
      values: ["limit": ["\(limit.soft)"]])
  }

  private func cpu(_ service: ComposeService) -> Finding? {
    guard let limit = service.cpuLimit, limit.value > 0, limit.value < 0.1 else { return nil }
    return Self.cpu.finding(
      .warning, service, "The CPU limit is \(limit.value) of a core",
      proves: "The kernel stops it for most of the time: it misses deadlines of health checks, "
        + "heartbeats and clients without an error of its own.",
      at: [limit.origin.evidence(text: "cpus: \(limit.value)")],
      values: ["cpus": ["\(limit.value)"]])
  }

  private func processes(_ service: ComposeService) -> Finding? {
    guard let limit = service.processLimit, (1..<64).contains(limit.value) else { return nil }
    return Self.processes.finding(
      .warning, service, "At most \(limit.value) processes and threads may run",
      proves: "Threads count: \"Resource temporarily unavailable\" when another cannot be made.",
      at: [limit.origin.evidence(text: "pids_limit: \(limit.value)")],
      values: ["limit": ["\(limit.value)"]])
  }

  private func grace(_ service: ComposeService) -> Finding? {
    let kinds: Set<String> = [
      "postgres", "mysql", "mongodb", "redis", "rabbitmq", "kafka", "elasticsearch", "weaviate",
      "etcd", "clickhouse", "cassandra", "neo4j",
    ]
    let isWeaviate = WeaviateNode(service) != nil
    guard isWeaviate || kinds.contains(service.product?.kind ?? "") else { return nil }
    guard let grace = service.stopGracePeriod else {
      return isWeaviate
        ? Self.grace.finding(
          .neutral, service, "stop_grace_period is not set (10 s)",
          proves: "A Weaviate node may take longer to close its shards; a kill is recovered from "
            + "the write-ahead logs at the next start.") : nil
    }
    guard grace.value < .seconds(5) else { return nil }
    return Self.grace.finding(
      .warning, service, "stop_grace_period is \(grace.value)",
      proves: "The engine kills it then; a database recovers at its next start, at best.",
      at: [grace.origin.evidence(text: "stop_grace_period: \(grace.value)")])
  }

  private func signal(_ service: ComposeService) -> Finding? {
    guard let signal = service.stopSignal, ["SIGKILL", "KILL", "9"].contains(signal.value) else {
      return nil
    }
    return Self.signal.finding(
      .warning, service, "stop_signal is \(signal.value)",
      proves: "Every stop is a crash: nothing is flushed and connections break off.",
      at: [signal.origin.evidence(text: "stop_signal: \(signal.value)")],
      fixes: [SettingChange(service: service.name, path: "stop_signal", value: nil)])
  }
}
