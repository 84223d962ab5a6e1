import Findings

extension EngineRecords {
  /// Limits and restrictions in force; none is a fault by itself.
  func settingFindings(_ container: ContainerInspection) -> [Finding] {
    var list: [Finding] = []
    func add(_ id: String, _ title: String, _ value: String) {
      list.append(
        Finding(
          id: "container/" + id, kind: .container, severity: .neutral, title: title,
          subject: .service(container.service),
          samples: [Evidence(source: inspections.source, text: value)], values: ["value": [value]]))
    }
    let limits = container.limits
    if let memory = limits.memory {
      add("memory-limit", "It has a memory limit", "\(memory >> 20)m")
    }
    if let processors = limits.processors {
      add("cpu-limit", "It has a processor limit", "\(processors) cores")
      // Half a core leaves a busy service 50 ms of every 100 ms.
      if processors < 0.3 {
        add("cpu-limit-low", "It may use very little processor time", "\(processors) cores")
      }
    }
    if let processes = limits.processes {
      add("pids-limit", "It has a process limit", "\(processes)")
    }
    if let nofile = limits.ulimits.first(where: { $0.name == "nofile" }) {
      add("nofile-limit", "It has a limit of open files", "\(nofile.soft)")
      // Standard streams, libraries and listeners of a bare server take a third of this.
      if nofile.soft <= 64 { add("nofile-limit-low", "It may open few files", "\(nofile.soft)") }
    }
    if let shared = limits.sharedMemory, shared < 64 << 20 {
      add("shm-limit", "Its /dev/shm is smaller than the default of 64m", "\(shared >> 10)k")
    }
    if !container.droppedCapabilities.isEmpty {
      add(
        "capabilities-dropped", "It runs without some capabilities",
        container.droppedCapabilities.joined(separator: " "))
    }
    if !container.user.isEmpty {
      add("user-set", "It runs as another user than the image's", container.user)
    }
    if container.hasReadOnlyRoot {
      add("read-only-rootfs", "Its root file system is read-only", "read_only")
    }
    for mount in container.mounts where !mount.isWritable && mount.type != "tmpfs" {
      add("read-only-mount", "A mount is read-only", mount.destination)
    }
    for mount in container.mounts
    where mount.type == "bind" && container.workingDirectory.utf8.count > 1
      && mount.destination == container.workingDirectory
    {
      add("mount-over-workdir", "A folder of the host hides its working folder", mount.destination)
    }
    if container.networkMode.hasPrefix("container:") {
      let other = service(named: String(container.networkMode.dropFirst("container:".count)))
      add("shares-network-namespace", "It shares the network of another container", other)
    }
    if let port = probedPort(container), !container.exposedPorts.isEmpty,
      !container.exposedPorts.contains(where: { $0.hasPrefix("\(port)/") })
    {
      add(
        "healthcheck-port-not-exposed", "Its health check asks a port that it does not expose", port
      )
    }
    return list
  }

  /// The port of the first local URL in the health check.
  func probedPort(_ container: ContainerInspection) -> String? {
    let test = container.healthcheck.joined(separator: " ")
    for host in ["localhost:", "127.0.0.1:", "0.0.0.0:", "[::1]:"] {
      let parts = test.components(after: host)
      let port = parts.prefix { $0.isNumber }
      if !port.isEmpty { return String(port) }
    }
    return nil
  }

  /// Data folders that two containers of different services both write.
  func sharingFindings() -> [Finding] {
    var users: [String: [(service: String, mount: ContainerMount)]] = [:]
    for container in inspections.values {
      for mount in container.mounts where mount.isWritable && mount.type != "tmpfs" {
        users[mount.identity, default: []].append((container.service, mount))
      }
    }
    var list: [Finding] = []
    for (identity, users) in users.sorted(by: { $0.key < $1.key }) {
      let services = Set(users.map(\.service)).sorted()
      guard services.count > 1, !Self.isSocket(identity) else { continue }
      // Two that mount it at one place are two of the same program: each takes the data for its own.
      let atOnePlace = Dictionary(grouping: users, by: \.mount.destination)
        .contains { _, group in
          Set(group.map(\.service)).count > 1 && group.contains { holdsData($0.mount, $0.service) }
        }
      let id = atOnePlace ? "container/shared-volume" : "container/volume-handed-over"
      for service in services {
        let mount = users.first { $0.service == service }?.mount.destination ?? ""
        list.append(
          Finding(
            id: id, kind: .container, severity: atOnePlace ? .warning : .neutral,
            title: "Several services write to one volume", subject: .service(service),
            samples: [
              Evidence(
                source: inspections.source,
                text:
                  "\(identity) at \(mount), also in \(services.filter { $0 != service }.joined(separator: ", "))"
              )
            ],
            values: ["volume": [identity], "service": services]))
      }
    }
    return list
  }

  /// Folders in which servers keep data that only one process may use.
  private static let dataFolders = [
    "/var/lib/postgresql", "/var/lib/mysql", "/var/lib/mariadb", "/var/lib/weaviate",
    "/var/lib/rabbitmq", "/var/lib/etcd", "/etcd-data", "/data/db", "/prometheus",
    "/usr/share/elasticsearch/data", "/usr/share/opensearch/data", "/var/lib/kafka", "/bitnami",
    "/var/lib/grafana", "/qdrant/storage", "/var/lib/cassandra", "/var/lib/clickhouse",
  ]
  private static let dataVariables = ["PERSISTENCE_DATA_PATH", "PGDATA", "ETCD_DATA_DIR"]

  private func holdsData(_ mount: ContainerMount, _ service: String) -> Bool {
    if Self.dataFolders.contains(where: { mount.destination.hasPrefix($0) }) { return true }
    guard let container = inspections.values.first(where: { $0.service == service }) else {
      return false
    }
    if mount.destination == "/data", container.image.contains("redis") { return true }
    return Self.dataVariables.contains { name in
      guard let path = container.variable(name), !path.isEmpty else { return false }
      return path == mount.destination || path.hasPrefix(mount.destination + "/")
    }
  }

  private static func isSocket(_ path: String) -> Bool {
    path.hasSuffix(".sock") || path.hasPrefix("/etc/") || path.hasPrefix("/var/run/")
      || path == "/sys" || path == "/proc"
  }
}

extension String {
  /// What follows the first occurrence of `mark`; empty when it does not occur.
  func components(after mark: String) -> Substring {
    var rest = Substring(self)
    while !rest.isEmpty {
      if rest.hasPrefix(mark) { return rest.dropFirst(mark.count) }
      rest = rest.dropFirst()
    }
    return ""
  }
}
