import Findings

/// Whether a node's data lies on a volume that survives its container.
struct NodeDataPath: ComposeCheck {
  static let notOnVolume = CheckRule(
    "compose/weaviate/data-path-not-on-volume",
    "PERSISTENCE_DATA_PATH does not lie on a volume, so all data is lost with the container.")
  static let network = CheckRule(
    "compose/weaviate/data-on-network-file-system",
    "The data volume is an NFS or CIFS share, on which memory maps and file locks do not hold.")
  static let required = CheckRule(
    "compose/weaviate/data-path-unset",
    "PERSISTENCE_DATA_PATH is unset on a release (before 1.24) that does not start without it.")
  static let rules = [notOnVolume, network, required]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.weaviateNodes.flatMap { node in
      [notOnVolume(node), network(node, stack), required(node)].compactMap { $0 }
    }
  }

  private func notOnVolume(_ node: WeaviateNode) -> Finding? {
    let mount = node.service.mount(holding: node.dataPath)
    guard mount == nil || mount?.kind == .tmpfs || mount?.kind == .anonymous else { return nil }
    let durable = node.service.volumes.filter {
      [.volume, .bind].contains($0.kind) && !$0.isReadOnly && !isFile($0.target)
    }
    let wanted = durable.count == 1 ? durable.first?.target : nil
    let isSet = node.setting("PERSISTENCE_DATA_PATH") != nil
    return Self.notOnVolume.finding(
      .warning, node.service,
      "Data is kept in \(node.dataPath)\(isSet ? "" : " (the default)"), which is on no volume",
      proves: (mount?.kind == .tmpfs
        ? "A tmpfs is emptied when the container stops. "
        : "The container's own layer goes when the container is re-created: schema and objects "
          + "are lost. ")
        + "What is there now has to be copied before the path is changed.",
      at: [
        node.setting("PERSISTENCE_DATA_PATH")?.evidence,
        durable.first.map { $0.origin.evidence(text: "volumes: \($0.target)") },
      ],
      values: ["path": [node.dataPath], "mounts": durable.map(\.target)],
      fixes: [wanted.flatMap { node.change("PERSISTENCE_DATA_PATH", to: $0) }].compactMap { $0 })
  }

  private func isFile(_ target: String) -> Bool {
    target.split(separator: "/").last?.contains(".") ?? false
  }

  private func network(_ node: WeaviateNode, _ stack: CheckedStack) -> Finding? {
    guard let mount = node.service.mount(holding: node.dataPath), let name = mount.source,
      let volume = stack.project.volumes.first(where: { $0.name == name }),
      let type = volume.driverOptions["type"], ["nfs", "nfs4", "cifs", "smb3"].contains(type)
    else { return nil }
    return Self.network.finding(
      .warning, node.service, "The data volume \(name) is an \(type) share",
      proves: "The storage engine needs memory maps and file locks, which network shares keep "
        + "only in part.",
      at: [volume.origin.evidence(text: "\(name): type \(type)")], values: ["type": [type]])
  }

  private func required(_ node: WeaviateNode) -> Finding? {
    guard node.setting("PERSISTENCE_DATA_PATH") == nil, let version = node.version,
      !version.isAtLeast(line: 24)
    else { return nil }
    return Self.required.finding(
      .error, node.service, "PERSISTENCE_DATA_PATH is not set",
      proves: "Release \(version) ends at start without it.",
      fixes: [node.change("PERSISTENCE_DATA_PATH", to: "/var/lib/weaviate")].compactMap { $0 })
  }
}
