import Findings

/// Volumes that two services use although only one may.
struct SharedVolumes: ComposeCheck {
  static let shared = CheckRule(
    "compose/volume-shared",
    "Two servers keep their data on one volume, which only one process may use.")
  static let readOnly = CheckRule(
    "compose/data-volume-read-only", "A server's data volume is mounted read-only.")
  static let tiny = CheckRule(
    "compose/volume-size-small",
    "A server's data volume is a tmpfs or has a size limit of a few megabytes.")
  static let rules = [shared, readOnly, tiny]

  func findings(in stack: CheckedStack) -> [Finding] {
    var firstUser: [String: (service: ComposeService, mount: VolumeMount)] = [:]
    var found: [Finding] = []
    for service in stack.services {
      guard let mount = service.dataMount else { continue }
      if mount.isReadOnly { found.append(readOnly(service, mount)) }
      if let finding = tiny(service, mount, stack) { found.append(finding) }
      guard let source = mount.source, [.volume, .bind].contains(mount.kind) else { continue }
      // Subfolders of one host folder are different places; the mount's own target decides.
      let key = "\(mount.kind) \(source) \(service.dataPathBelow(mount))"
      if let first = firstUser[key] {
        found += [
          shared(service, mount, first), shared(first.service, first.mount, (service, mount)),
        ]
      } else {
        firstUser[key] = (service, mount)
      }
    }
    return found
  }

  private func shared(
    _ service: ComposeService, _ mount: VolumeMount,
    _ other: (service: ComposeService, mount: VolumeMount)
  ) -> Finding {
    Self.shared.finding(
      .error, service,
      "\(service.name) and \(other.service.name) keep their data on one volume, \(mount.source ?? "")",
      proves: "Only one server process may use the data: the second waits for a lock without a "
        + "word, refuses to start, or damages it.",
      at: [mount.evidence, other.mount.evidence],
      values: ["volume": [mount.source ?? ""], "other": [other.service.name]])
  }

  private func readOnly(_ service: ComposeService, _ mount: VolumeMount) -> Finding {
    Self.readOnly.finding(
      .error, service, "\(service.name)'s data in \(mount.target) is mounted read-only",
      proves: "The server has to write there; it ends at start or refuses every write.",
      at: [mount.evidence], values: ["path": [mount.target]])
  }

  private func tiny(
    _ service: ComposeService, _ mount: VolumeMount, _ stack: CheckedStack
  ) -> Finding? {
    guard mount.kind == .volume, let name = mount.source,
      let volume = stack.project.volumes.first(where: { $0.name == name })
    else { return nil }
    let options = (volume.driverOptions["o"] ?? "").split(separator: ",")
    let size = options.first { $0.hasPrefix("size=") }.map { String($0.dropFirst(5)) }
    guard let size, let bytes = ByteSize.bytes(size), (0..<(256 << 20)).contains(bytes) else {
      return nil
    }
    return Self.tiny.finding(
      .warning, service, "The data volume \(name) holds \(RuntimeSize.text(bytes))",
      proves: "A server with a full data volume refuses writes or ends.",
      at: [volume.origin.evidence(text: "\(name): size=\(size)"), mount.evidence],
      values: ["size": [size]])
  }
}

extension ComposeService {
  /// Where the server keeps its data; nil when the service is no known server.
  var dataPath: String? {
    if let node = WeaviateNode(self) { return node.dataPath }
    guard let product = officialProduct else { return nil }
    if let variable = product.dataVariable, let set = self[environment: variable],
      set.value.hasPrefix("/")
    {
      return set.value
    }
    if product.kind == "etcd" { return option("--data-dir", "-data-dir") }
    return product.dataPath
  }

  /// The mount on which the server keeps its data.
  var dataMount: VolumeMount? { dataPath.flatMap { mount(holding: $0) } }

  /// The data path seen from the mount that holds it.
  fileprivate func dataPathBelow(_ mount: VolumeMount) -> String {
    String((dataPath ?? "").dropFirst(mount.target.count))
  }
}

extension VolumeMount {
  /// The place of the mount, written as the short form.
  var evidence: Evidence {
    let parts = [source, target, isReadOnly ? "ro" : nil].compactMap { $0 }
    return origin.evidence(text: "volumes: " + parts.joined(separator: ":"))
  }
}
