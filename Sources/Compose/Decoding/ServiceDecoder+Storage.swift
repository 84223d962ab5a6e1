extension ServiceDecoder {
  mutating func decodeStorage(_ node: ComposeNode, _ service: inout ComposeService) {
    for item in node["volumes"]?.items ?? [] {
      let mount = item.text.map { VolumeMount(short: $0, origin: item.origin) } ?? mount(item)
      if let mount {
        service.volumes.append(mount)
      } else {
        warn(item, "volumes: \"\(item.text ?? "a map")\" names no path in the container")
      }
    }
    for item in list(node, "tmpfs") {
      let parts = item.value.split(separator: ":", maxSplits: 1)
      service.volumes.append(
        VolumeMount(
          kind: .tmpfs, source: nil, target: String(parts.first ?? ""), isReadOnly: false,
          options: parts.dropFirst().flatMap { $0.split(separator: ",").map(String.init) },
          origin: item.origin))
    }
    service.secrets = grants(node, "secrets")
    service.configs = grants(node, "configs")
    service.devices = list(node, "devices").map { $0 }
  }

  /// The long form of a mount.
  private mutating func mount(_ item: ComposeNode) -> VolumeMount? {
    guard let target = text(item, "target")?.value else { return nil }
    let source = text(item, "source")?.value
    let type = text(item, "type")?.value ?? "volume"
    guard var kind = VolumeMount.Kind(rawValue: type) else {
      warn(item, "volumes: no type \"\(type)\"")
      return nil
    }
    if kind == .volume, source == nil { kind = .anonymous }
    return VolumeMount(
      kind: kind, source: source, target: target,
      isReadOnly: flag(item, "read_only")?.value ?? false, options: [], origin: item.origin)
  }

  private mutating func grants(_ node: ComposeNode, _ key: String) -> [FileGrant] {
    (node[key]?.items ?? []).compactMap { item in
      guard let source = item.text ?? item["source"]?.text else {
        warn(item, "\(key) takes names or maps with source")
        return nil
      }
      return FileGrant(source: source, target: item["target"]?.text, origin: item.origin)
    }
  }
}
