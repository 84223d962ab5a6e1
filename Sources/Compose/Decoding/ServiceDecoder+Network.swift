extension ServiceDecoder {
  mutating func decodeNetwork(_ node: ComposeNode, _ service: inout ComposeService) {
    for item in node["ports"]?.items ?? [] {
      if let port = port(item) {
        service.ports.append(port)
      } else {
        warn(item, "ports: \"\(item.text ?? "a map")\" is no port mapping")
      }
    }
    service.exposed = list(node, "expose")
    service.links = list(node, "links")
    service.dns = list(node, "dns")
    for entry in node["extra_hosts"]?.entries ?? [] {
      service.extraHosts += entry.value.texts.map { (name: entry.key, address: $0) }
    }
    service.networkMode = text(node, "network_mode").map {
      Sourced(Self.networkMode($0.value), $0.origin)
    }
    for entry in node["networks"]?.entries ?? [] {
      service.networks.append(
        NetworkAttachment(
          name: entry.key, aliases: list(entry.value, "aliases").map(\.value),
          ipv4Address: text(entry.value, "ipv4_address")?.value, origin: entry.value.origin))
    }
    if service.networks.isEmpty, service.networkMode == nil {
      service.networks = [NetworkAttachment(name: "default", aliases: [], origin: service.origin)]
    }
  }

  private mutating func port(_ item: ComposeNode) -> PortMapping? {
    if let text = item.text {
      if !item.isQuoted, Self.isBase60(text) {
        warn(item, "ports: \(text) without quotes is a base-60 number to YAML 1.1; quote it")
      }
      return PortMapping(short: text, origin: item.origin)
    }
    guard let target = text(item, "target").flatMap({ PortMapping.range($0.value) }) else {
      return nil
    }
    return PortMapping(
      hostAddress: text(item, "host_ip")?.value,
      published: text(item, "published").flatMap { PortMapping.range($0.value) }, target: target,
      networkProtocol: text(item, "protocol")?.value.lowercased() ?? "tcp", origin: item.origin)
  }

  /// Whether YAML 1.1 takes a plain scalar such as `22:22` for a number.
  private static func isBase60(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count > 1 && parts[0].utf8.first != UInt8(ascii: "0")
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
      && parts.dropFirst().allSatisfy { (Int($0) ?? 99) < 60 && $0.utf8.count <= 2 }
  }

  private static func networkMode(_ text: String) -> NetworkMode {
    if text.hasPrefix("service:") { return .service(String(text.dropFirst(8))) }
    if text.hasPrefix("container:") { return .container(String(text.dropFirst(10))) }
    switch text {
    case "host": return .host
    case "none": return .none
    case "bridge": return .bridge
    default: return .other(text)
    }
  }
}
