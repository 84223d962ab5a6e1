import Findings

/// Settings of well-known servers that do not work in a stack.
struct ProductSettings: ComposeCheck {
  static let discovery = CheckRule(
    "compose/elasticsearch-discovery-unset",
    "Elasticsearch has no discovery setting, so its start-up checks end it.")
  static let kafka = CheckRule(
    "compose/kafka-advertises-localhost",
    "Kafka tells clients of other containers to come to localhost.")
  static let kafkaCluster = CheckRule(
    "compose/kafka-cluster-id-differs", "KRaft brokers of one quorum have different cluster ids.")
  static let mosquitto = CheckRule(
    "compose/mosquitto-local-only",
    "Mosquitto 2 without a configuration accepts clients of its own container only.")
  static let eviction = CheckRule(
    "compose/redis-noeviction", "Redis has a maxmemory and refuses writes when it is reached.")
  static let packet = CheckRule(
    "compose/max-allowed-packet-small", "max_allowed_packet of MySQL or MariaDB is below 16 MiB.")
  static let loopback = CheckRule(
    "compose/listens-on-loopback",
    "A service is told to listen on its own loopback, where no other container reaches it.")
  static let rules = [discovery, kafka, kafkaCluster, mosquitto, eviction, packet, loopback]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.services.flatMap { service in
      [
        discovery(service), kafka(service, stack), mosquitto(service), eviction(service),
        packet(service), loopback(service, stack),
      ].compactMap { $0 }
    } + clusterIds(stack)
  }

  private func discovery(_ service: ComposeService) -> Finding? {
    guard let product = service.product, ["elasticsearch", "opensearch"].contains(product.kind),
      !service.mountsConfiguration, service.environmentFiles.isEmpty,
      let tag = service.imageReference?.tag, let major = Int(tag.prefix { $0.isNumber }),
      product.kind == "opensearch" || major == 7
    else { return nil }
    let isSet = service.environment.contains { variable in
      let name = variable.name.lowercased().filter { $0 != "_" && $0 != "." }
      return name.contains("discoverytype") || name.contains("seedhosts")
        || name.contains("initialmasternodes") || name.contains("initialclustermanagernodes")
        || name.contains("seedproviders")
    }
    guard !isSet, !service.hasOption("-Ediscovery.type") else { return nil }
    return Self.discovery.finding(
      .error, service, "\(product.title) has no discovery setting",
      proves: "On an address that other containers reach it enforces its start-up checks, which "
        + "demand one: \"the default discovery settings are unsuitable for production use\".",
      at: [service.evidence(of: "image")],
      fixes: [.environment(service.name, "discovery.type", "single-node")])
  }

  private func kafka(_ service: ComposeService, _ stack: CheckedStack) -> Finding? {
    let name = "KAFKA_ADVERTISED_LISTENERS"
    guard service.networkMode == nil,
      let variable = service[environment: name]
        ?? service[environment: "KAFKA_CFG_ADVERTISED_LISTENERS"]
    else { return nil }
    let ends = variable.value.split(separator: ",").flatMap { Endpoint.all(in: String($0)) }
    guard !ends.isEmpty, ends.allSatisfy(\.isLoopback) else { return nil }
    let client = stack.clients(of: service).first
    guard let client else { return nil }
    return Self.kafka.finding(
      .error, service, "Kafka advertises \(ends.map(\.host).joined(separator: ", "))",
      proves: "A client asks where the partitions are and is sent to localhost, its own container: "
        + "\(client.name) cannot produce or consume.",
      at: [variable.evidence, client.evidence], values: ["peer": [client.name]])
  }

  private func clusterIds(_ stack: CheckedStack) -> [Finding] {
    let brokers = stack.services.compactMap { service in
      (service[environment: "CLUSTER_ID"] ?? service[environment: "KAFKA_KRAFT_CLUSTER_ID"])
        .flatMap { service.product?.kind == "kafka" ? (service, $0) : nil }
    }
    let voters = Set(
      brokers.compactMap { $0.0[environment: "KAFKA_CONTROLLER_QUORUM_VOTERS"]?.value })
    guard voters.count == 1, let first = brokers.first else { return [] }
    return brokers.dropFirst().filter { $0.1.value != first.1.value }.map { service, id in
      Self.kafkaCluster.finding(
        .error, service, "The cluster id is not that of \(first.0.name)",
        proves: "Brokers of one quorum must have been formatted with one cluster id.",
        at: [id.evidence, first.1.evidence],
        fixes: [.environment(service.name, id.name, first.1.value)])
    }
  }

  private func mosquitto(_ service: ComposeService) -> Finding? {
    guard service.product?.kind == "mosquitto", let tag = service.imageReference?.tag,
      let major = Int(tag.prefix { $0.isNumber }), major >= 2, service.command == nil,
      service.configs.isEmpty,
      !service.volumes.contains(where: {
        $0.target.hasPrefix("/mosquitto/config") || $0.target == "/mosquitto"
      })
    else { return nil }
    return Self.mosquitto.finding(
      .warning, service, "Mosquitto \(major) has no configuration",
      proves: "Without a listener in its configuration it starts in local only mode and other "
        + "containers are refused.",
      at: [service.evidence(of: "image")])
  }

  private func eviction(_ service: ComposeService) -> Finding? {
    guard service.product?.kind == "redis", let maximum = service.option("--maxmemory"),
      maximum != "0", (service.option("--maxmemory-policy") ?? "noeviction") == "noeviction"
    else { return nil }
    return Self.eviction.finding(
      .info, service, "At \(maximum) Redis refuses writes (policy noeviction)",
      proves: "Right for a store, an outage for a cache; Redis itself logs nothing about it.",
      at: [service.evidence(of: "command")], values: ["maxmemory": [maximum]])
  }

  private func packet(_ service: ComposeService) -> Finding? {
    guard service.product?.kind == "mysql",
      let text = service.option("--max-allowed-packet", "--max_allowed_packet"),
      let bytes = ByteSize.bytes(text), bytes < 16 << 20
    else { return nil }
    return Self.packet.finding(
      .info, service, "The largest packet is \(RuntimeSize.text(bytes))",
      proves: "A row or statement that is larger breaks the connection off; the default is 16 MiB "
        + "or more.",
      at: [service.evidence(of: "command")], values: ["size": [text]])
  }

  private func loopback(_ service: ComposeService, _ stack: CheckedStack) -> Finding? {
    guard service.networkMode == nil else { return nil }
    let names = [
      "BIND", "BIND_ADDR", "BIND_ADDRESS", "LISTEN_HOST", "LISTEN_ADDR", "HOST", "BIND_HOST",
    ]
    let variable = names.lazy.compactMap { service[environment: $0] }
      .first { ["127.0.0.1", "localhost"].contains($0.value.prefix { $0 != ":" }) }
    let option = service.option("--host", "--bind", "-b").flatMap { text in
      ["127.0.0.1", "localhost"].contains(text.prefix { $0 != ":" }) ? text : nil
    }
    guard variable != nil || option != nil,
      !service.declaredPorts.isEmpty || !stack.clients(of: service).isEmpty
        || stack.services.contains(where: {
          $0.dependencies.contains { $0.service == service.name }
        })
    else { return nil }
    // HOST can also be the name by which browsers know the service.
    return Self.loopback.finding(
      variable?.name == "HOST" ? .warning : .error, service,
      "\(service.name) is told to listen on \(variable?.value ?? option ?? "")",
      proves: "Neither other containers nor a published port reach the loopback of a container.",
      at: [variable?.evidence ?? service.evidence(of: "command")],
      fixes: variable.map { variable in
        let port = variable.value.firstIndex(of: ":").map { String(variable.value[$0...]) } ?? ""
        return [.environment(service.name, variable.name, "0.0.0.0" + port)]
      } ?? [])
  }
}
