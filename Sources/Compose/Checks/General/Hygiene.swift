import Findings

/// What does not fail, and makes failures likelier or harder to understand.
struct Hygiene: ComposeCheck {
  static let latest = CheckRule(
    "compose/latest-tag", "An image has no fixed tag, so another release can come with any pull.")
  static let secret = CheckRule(
    "compose/secret-in-environment", "A secret stands in the compose file as plain text.")
  static let logs = CheckRule(
    "compose/no-log-rotation", "A service's log grows without a limit under the engine's default.")
  static let driver = CheckRule(
    "compose/log-driver-hides", "The log driver keeps nothing that `docker logs` can show.")
  static let platform = CheckRule(
    "compose/platform-differs", "Services of one stack ask for different CPU platforms.")
  static let published = CheckRule(
    "compose/database-published", "A database's port is published on every address of the host.")
  static let rules = [latest, secret, logs, driver, platform, published]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.services.flatMap { service in
      [latest(service), secret(service), logs(service), published(service)].compactMap { $0 }
    } + platforms(stack)
  }

  private func latest(_ service: ComposeService) -> Finding? {
    guard let image = service.imageReference, service.build == nil, !image.hasDigest,
      image.tag == nil || image.tag == "latest"
    else { return nil }
    return Self.latest.finding(
      .info, service, "The image \(image.name) has no fixed tag",
      proves: "The release that runs is the one of the last pull; a newer major release can meet "
        + "data of an older one.",
      at: [service.evidence(of: "image")])
  }

  private func secret(_ service: ComposeService) -> Finding? {
    let plain = service.environment.filter { variable in
      variable.origin.kind == .compose && variable.written == nil && !variable.value.isEmpty
        && SecretName.isSecret(variable.name)
        && !["true", "false", "yes", "no", "0", "1"].contains(variable.value.lowercased())
    }
    guard !plain.isEmpty else { return nil }
    return Self.secret.finding(
      .neutral, service, "\(plain.prefix(3).map(\.name).joined(separator: ", ")) in plain text",
      proves: "Everybody who can read the file or inspect the container can read it.",
      at: plain.map(\.evidence), values: ["variable": plain.map(\.name)])
  }

  private func logs(_ service: ComposeService) -> Finding? {
    let driver = service.logging?.driver ?? "json-file"
    if ["none", "null"].contains(driver) {
      return Self.driver.finding(
        .info, service, "The log driver is \(driver)",
        proves: "`docker logs` shows nothing, so a failure leaves no trace.",
        at: [service.logging.map { $0.origin.evidence(text: "logging: \(driver)") }])
    }
    guard driver == "json-file", service.logging?.options["max-size"] == nil else { return nil }
    return Self.logs.finding(
      .neutral, service, "The log has no size limit in this file",
      proves: "Unless the engine's own configuration limits it, the log grows until the disk is "
        + "full.",
      at: [service.logging.map { $0.origin.evidence(text: "logging:") }])
  }

  private func platforms(_ stack: CheckedStack) -> [Finding] {
    let set = stack.services.filter { $0.platform != nil }
    guard Set(set.compactMap(\.platform?.value)).count > 1, let first = set.first else { return [] }
    return set.dropFirst().filter { $0.platform?.value != first.platform?.value }.map { service in
      Self.platform.finding(
        .info, service,
        "\(service.name) asks for \(service.platform?.value ?? ""), \(first.name) for another",
        proves: "One of the two is emulated or does not start: \"exec format error\".",
        at: [service.evidence(of: "platform"), first.evidence(of: "platform")])
    }
  }

  private static let databases: Set<String> = [
    "postgres", "mysql", "mongodb", "redis", "mssql", "clickhouse", "elasticsearch", "memcached",
    "etcd", "cassandra", "couchdb", "influxdb", "neo4j",
  ]

  private func published(_ service: ComposeService) -> Finding? {
    guard let product = service.product, Self.databases.contains(product.kind),
      let port = service.ports.first(where: { port in
        port.hostAddress == nil && product.ports.contains { port.target.contains($0) }
      })
    else { return nil }
    return Self.published.finding(
      .neutral, service, "\(product.title) is reachable from outside the host",
      proves: "The engine publishes on every address and past most host firewalls.",
      at: [port.evidence])
  }
}
