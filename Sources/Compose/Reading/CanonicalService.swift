/// Gives the settings of a service that can be written as a list or a map one form: the map.
enum CanonicalService {
  static func canonical(_ service: ComposeNode) -> ComposeNode {
    guard case .map(var entries) = service.content else { return service }
    for index in entries.indices {
      let value = entries[index].value
      switch entries[index].key {
      case "environment", "labels", "sysctls", "annotations":
        entries[index].value = assignments(value, separators: "=")
      case "extra_hosts":
        entries[index].value = assignments(value, separators: "=:")
      case "depends_on":
        entries[index].value = names(value) { item in
          let condition = ComposeNode(.scalar("service_started"), origin: item.origin)
          return ComposeNode(
            .map([ComposeNode.Entry(key: "condition", value: condition)]), origin: item.origin)
        }
      case "networks":
        entries[index].value = names(value) { ComposeNode(.null, origin: $0.origin) }
      case "env_file", "tmpfs", "dns":
        guard case .scalar = value.content else { continue }
        var list = value
        list.content = .list([value])
        entries[index].value = list
      default: break
      }
    }
    var node = service
    node.content = .map(entries)
    return node
  }

  /// The `- NAME=VALUE` items as a map: the last of a name wins, a name alone becomes null.
  private static func assignments(_ list: ComposeNode, separators: String) -> ComposeNode {
    guard case .list(let items) = list.content else { return list }
    var entries: [ComposeNode.Entry] = []
    var places: [String: Int] = [:]
    for item in items {
      guard let text = item.text else { continue }
      let cut = text.firstIndex { separators.contains($0) }
      let name = String(text[..<(cut ?? text.endIndex)])
      var value = item
      value.content = cut.map { .scalar(String(text[text.index(after: $0)...])) } ?? .null
      value.isQuoted = true
      if let written = item.written,
        let cut = written.firstIndex(where: { separators.contains($0) })
      {
        value.written = String(written[written.index(after: cut)...])
      }
      if let place = places[name] {
        entries[place].value = value
      } else {
        places[name] = entries.count
        entries.append(ComposeNode.Entry(key: name, value: value))
      }
    }
    var node = list
    node.content = .map(entries)
    return node
  }

  private static func names(_ list: ComposeNode, value: (ComposeNode) -> ComposeNode) -> ComposeNode
  {
    guard case .list(let items) = list.content else { return list }
    var entries: [ComposeNode.Entry] = []
    for item in items {
      guard let name = item.text, !entries.contains(where: { $0.key == name }) else { continue }
      entries.append(ComposeNode.Entry(key: name, value: value(item)))
    }
    var node = list
    node.content = .map(entries)
    return node
  }
}
