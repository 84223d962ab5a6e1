import Findings

extension ContainerInspection {
  /// The most bytes of one `docker inspect` answer that are read.
  package static let mostBytes = 32 << 20
  /// The most containers of one answer.
  package static let mostContainers = 2000

  /// Reads the answer of `docker inspect` (a list, or one object; engine 1.13 to now).
  ///
  /// Images, networks and volumes in the list are left out.
  package static func list(json: [UInt8]) throws(EngineInputError) -> [ContainerInspection] {
    guard json.count <= mostBytes else { throw .tooLarge(limit: mostBytes) }
    guard let document = JSONValue(json) else { throw .notJSON }
    let objects: [JSONValue]
    switch document {
    case .array(let elements): objects = elements
    case .object: objects = [document]
    default: throw .unexpectedShape
    }
    return objects.prefix(mostContainers).compactMap(ContainerInspection.init(json:))
  }

  /// Reads one object; nil when it describes no container.
  init?(json: JSONValue) {
    guard json["State"].members.isEmpty == false else { return nil }
    let config = json["Config"]
    let host = json["HostConfig"]
    id = json["Id"].text ?? ""
    let fullName = json["Name"].text ?? ""
    name = fullName.hasPrefix("/") ? String(fullName.dropFirst()) : fullName
    guard !(id.isEmpty && name.isEmpty) else { return nil }
    labels = config["Labels"].members.compactMapValues(\.text)
    service = labels["com.docker.compose.service"] ?? name
    project = labels["com.docker.compose.project"]
    image = config["Image"].text ?? ""
    imageID = json["Image"].text ?? ""
    created = Self.time(json["Created"])
    environment = config["Env"].texts
    entrypoint = config["Entrypoint"].texts
    command = config["Cmd"].texts
    if entrypoint.isEmpty && command.isEmpty {
      command = (json["Path"].text.map { [$0] } ?? []) + json["Args"].texts
    }
    hostname = config["Hostname"].text ?? ""
    user = config["User"].text ?? ""
    workingDirectory = config["WorkingDir"].text ?? ""
    hasTerminal = config["Tty"].flag
    exposedPorts = config["ExposedPorts"].members.keys.sorted()
    healthcheck = config["Healthcheck"]["Test"].texts
    state = ContainerState(json: json["State"])
    restartCount = json["RestartCount"].integer ?? 0
    restartPolicy = host["RestartPolicy"]["Name"].text ?? ""
    limits = ContainerLimits(json: host)
    mounts = json["Mounts"].elements.map(ContainerMount.init(json:))
    networkMode = host["NetworkMode"].text ?? ""
    networks = json["NetworkSettings"]["Networks"].members
      .map { ContainerNetwork(name: $0.key, json: $0.value) }.sorted { $0.name < $1.name }
    publishedPorts = PublishedPort.list(json: host["PortBindings"])
    droppedCapabilities = host["CapDrop"].texts
    addedCapabilities = host["CapAdd"].texts
    hasReadOnlyRoot = host["ReadonlyRootfs"].flag
    extraHosts = host["ExtraHosts"].texts
    logDriver = host["LogConfig"]["Type"].text ?? ""
    logOptions = host["LogConfig"]["Config"].members.compactMapValues(\.text)
  }

  /// The engine's times; `0001-01-01T00:00:00Z` stands for never and is out of a `Timestamp`'s range.
  static func time(_ value: JSONValue) -> Timestamp? {
    value.text.flatMap { $0.hasPrefix("0001-") ? nil : Timestamp(rfc3339: $0) }
  }
}

extension ContainerState {
  init(json: JSONValue) {
    status = json["Status"].text ?? ""
    isRunning = json["Running"].flag
    isPaused = json["Paused"].flag
    isRestarting = json["Restarting"].flag
    wasOutOfMemory = json["OOMKilled"].flag
    exitCode = json["ExitCode"].integer ?? 0
    error = json["Error"].text ?? ""
    started = ContainerInspection.time(json["StartedAt"])
    finished = ContainerInspection.time(json["FinishedAt"])
    if status.isEmpty { status = isRunning ? "running" : started == nil ? "created" : "exited" }
    // Podman writes the same object under `Healthcheck`.
    let told = json["Health", "Healthcheck"]
    if let status = told["Status"].text, status != "none", !status.isEmpty {
      let probes = told["Log"].elements.map { probe in
        ContainerHealth.Probe(
          exitCode: probe["ExitCode"].integer ?? 0, output: probe["Output"].text ?? "",
          end: ContainerInspection.time(probe["End"]))
      }
      health = ContainerHealth(
        status: status, failingStreak: told["FailingStreak"].integer ?? 0, probes: probes)
    }
  }
}

extension ContainerLimits {
  init(json host: JSONValue) {
    func positive(_ name: String) -> Int? {
      host[name].integer.flatMap { $0 > 0 ? $0 : nil }
    }
    memory = positive("Memory")
    memorySwap = positive("MemorySwap")
    processes = positive("PidsLimit")
    sharedMemory = positive("ShmSize")
    if let nano = positive("NanoCpus") {
      processors = Double(nano) / 1e9
    } else if let quota = positive("CpuQuota") {
      processors = Double(quota) / Double(positive("CpuPeriod") ?? 100_000)
    }
    ulimits = host["Ulimits"].elements.compactMap { limit in
      guard let name = limit["Name"].text else { return nil }
      return Ulimit(
        name: name, soft: limit["Soft"].integer ?? 0, hard: limit["Hard"].integer ?? 0)
    }
  }
}

extension ContainerMount {
  init(json: JSONValue) {
    // Engines before 1.13 told no type; a driver then meant a volume.
    let type = json["Type"].text ?? (json["Driver"].text == nil ? "bind" : "volume")
    self.init(
      type: type, name: json["Name"].text.flatMap { $0.isEmpty ? nil : $0 },
      source: json["Source"].text ?? "", destination: json["Destination"].text ?? "",
      isWritable: json["RW"].text != "false")
  }
}

extension ContainerNetwork {
  init(name: String, json: JSONValue) {
    let addresses = ["IPAddress", "GlobalIPv6Address"].compactMap { json[$0].text }
    self.init(
      name: name, id: json["NetworkID"].text ?? "",
      aliases: Array(Set(json["Aliases"].texts + json["DNSNames"].texts)).sorted(),
      addresses: addresses.filter { !$0.isEmpty })
  }
}

extension PublishedPort {
  static func list(json bindings: JSONValue) -> [PublishedPort] {
    bindings.members.sorted { $0.key < $1.key }.flatMap { port, hosts in
      hosts.elements.map { host in
        PublishedPort(
          containerPort: port, hostAddress: host["HostIp"].text ?? "",
          hostPort: host["HostPort"].text ?? "")
      }
    }
  }
}
