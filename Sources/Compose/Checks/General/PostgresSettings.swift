import Findings

/// PostgreSQL servers against the clients that use them.
struct PostgresSettings: ComposeCheck {
  static let pool = CheckRule(
    "compose/connection-pool-above-max",
    "The clients' connection pools together are larger than the server's max_connections.")
  static let tls = CheckRule(
    "compose/tls-mode-differs",
    "A client demands TLS of a server that does not offer it, or the other way round.")
  static let password = CheckRule(
    "compose/database-password-unset",
    "A database image gets no superuser password and refuses to make a new data directory.")
  static let shm = CheckRule(
    "compose/shm-small", "The shared memory of a database is below the engine's 64 MiB.")
  static let rules = [pool, tls, password, shm]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.services.flatMap { server in
      [pool(server, stack), password(server), shm(server)].compactMap { $0 }
    }
      + stack.services.flatMap { client in
        stack.connections(of: client).compactMap { tls($0, client, stack) }
      }
  }

  private static let poolWords = [
    "POOL_SIZE", "POOL_MAX", "MAX_POOL", "POOLSIZE", "MAX_CONNECTIONS", "MAX_CONNS",
    "CONNECTION_LIMIT",
    "DB_POOL", "POOL", "MAX_OPEN_CONNS", "WORKERS", "CONCURRENCY", "MAX_THREADS",
  ]

  private func pool(_ server: ComposeService, _ stack: CheckedStack) -> Finding? {
    guard server.product?.kind == "postgres",
      let maximum = server.serverSetting("max_connections").flatMap({ Int($0) })
    else { return nil }
    var sum = 0
    var places: [Evidence] = []
    for client in stack.services where client.name != server.name {
      let asks = stack.connections(of: client).contains { server.answers(to: $0.endpoint.host) }
      let pools = client.environment.filter { variable in
        Self.poolWords.contains { variable.name.uppercased().hasSuffix($0) }
      }
      let sizes = pools.compactMap { Int($0.value) }.filter { (1...100_000).contains($0) }
      guard asks, let size = sizes.max() else { continue }
      sum += size * min(client.replicaCount, 10_000)
      places += pools.map(\.evidence)
    }
    guard sum > maximum - 3 else { return nil }
    return Self.pool.finding(
      .warning, server, "max_connections is \(maximum); the clients' pools add up to \(sum)",
      proves: "Three connections are kept for superusers; clients beyond the rest are turned away "
        + "with \"too many clients already\".",
      at: [server.evidence(of: "command")] + places,
      values: ["maximum": ["\(maximum)"], "pools": ["\(sum)"]])
  }

  private static let demands: Set<String> = ["require", "verify-ca", "verify-full"]

  private func tls(
    _ connection: ClientConnection, _ client: ComposeService, _ stack: CheckedStack
  ) -> Finding? {
    guard let server = stack.service(called: connection.endpoint.host, by: client) else {
      return nil
    }
    if server.product?.kind == "redis", connection.endpoint.scheme == "rediss",
      server.option("--tls-port") == nil, !server.mountsConfiguration
    {
      return differ(client, server, connection.host.evidence, "rediss://", [])
    }
    guard server.officialProduct?.kind == "postgres", !server.mountsConfiguration,
      !["on", "true", "1", "yes"].contains(server.serverSetting("ssl") ?? "off")
    else { return nil }
    let option = connection.endpoint.options["sslmode"]
    if let option, Self.demands.contains(option) {
      return differ(client, server, connection.host.evidence, "sslmode=\(option)", [])
    }
    let variable = client.environment.first {
      ($0.name == "PGSSLMODE" || $0.name.hasSuffix("SSLMODE") || $0.name.hasSuffix("SSL_MODE"))
        && Self.demands.contains($0.value)
    }
    guard let variable else { return nil }
    return differ(
      client, server, variable.evidence, "\(variable.name)=\(variable.value)",
      [.environment(client.name, variable.name, "prefer")])
  }

  private func differ(
    _ client: ComposeService, _ server: ComposeService, _ evidence: Evidence, _ text: String,
    _ fixes: [SettingChange]
  ) -> Finding {
    Self.tls.finding(
      .error, client, "\(text) demands TLS; \(server.name) does not offer it",
      proves: "The image's server has no certificate unless one is configured, so the client "
        + "breaks the connection off.",
      at: [evidence, server.evidence], values: ["peer": [server.name]], fixes: fixes)
  }

  private func password(_ server: ComposeService) -> Finding? {
    let kind = server.officialProduct?.kind
    let names: [String]
    switch kind {
    case "postgres":
      if server[environment: "POSTGRES_HOST_AUTH_METHOD"]?.value == "trust" { return nil }
      names = ["POSTGRES_PASSWORD", "POSTGRES_PASSWORD_FILE"]
    case "mysql":
      names = ["MYSQL", "MARIADB"].flatMap { vendor in
        [
          "\(vendor)_ROOT_PASSWORD", "\(vendor)_ROOT_PASSWORD_FILE",
          "\(vendor)_RANDOM_ROOT_PASSWORD", "\(vendor)_ROOT_PASSWORD_HASH",
          "\(vendor)_ALLOW_EMPTY_PASSWORD", "\(vendor)_ALLOW_EMPTY_ROOT_PASSWORD",
        ]
      }
    default: return nil
    }
    let given = names.compactMap { server[environment: $0] }
    guard !given.contains(where: { !$0.value.isEmpty }) else { return nil }
    let filesMayTell = server.environmentFiles.contains { !$0.exists }
    let passed = server.unsetPassThroughs.map(\.value).filter(SecretName.isSecret)
    let unset = given.flatMap(\.unsetVariables) + passed
    let hasOldData = server.dataMount?.source != nil
    return Self.password.finding(
      !unset.isEmpty || filesMayTell || hasOldData ? .warning : .error, server,
      "\(server.officialProduct?.title ?? "The image") gets no superuser password"
        + (unset.first.map { ": \($0) is not set" } ?? ""),
      proves: "On an empty data directory the image prints how to set one and ends; with a "
        + "restart policy it does so for ever.",
      at: given.map { $0.evidence }, values: ["variable": unset])
  }

  private func shm(_ server: ComposeService) -> Finding? {
    guard let size = server.sharedMemory, size.value < 64 << 20,
      ["postgres", "mysql", "mssql"].contains(server.product?.kind ?? "")
    else { return nil }
    return Self.shm.finding(
      .warning, server, "/dev/shm is \(RuntimeSize.text(size.value))",
      proves: "Parallel queries allocate their shared memory there: \"could not resize shared "
        + "memory segment\", \"No space left on device\", while the disk has room.",
      at: [size.origin.evidence(text: "shm_size: \(RuntimeSize.text(size.value))")],
      fixes: [SettingChange(service: server.name, path: "shm_size", value: "256m")])
  }
}
