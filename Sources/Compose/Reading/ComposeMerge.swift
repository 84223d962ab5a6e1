/// Merges what a later file, or a service that extends another, says over an earlier tree.
///
/// The rules are those of compose-spec/compose-go `override/merge.go` and `override/uncity.go`.
enum ComposeMerge {
  static func merged(_ base: ComposeNode, _ over: ComposeNode, path: [String] = []) -> ComposeNode {
    if over.tag == "!reset" { return ComposeNode(.null, origin: over.origin) }
    if over.tag == "!override" || base.isNull { return over }
    if over.isNull { return isVariable(path) ? over : base }
    if replaced.contains(path.dropFirst(2).joined(separator: ".")) { return over }

    switch (base.content, over.content) {
    case (.map(let lower), .map(let upper)):
      if path.count == 3, path[2] == "logging", let driver = over["driver"]?.text,
        driver != base["driver"]?.text
      {
        return over
      }
      var node = over
      node.content = .map(mergedEntries(lower, upper, path: path))
      node.sources = over.sources + base.sources
      return node
    case (.list(let lower), .list(let upper)):
      var node = over
      node.content = .list(mergedItems(lower, upper, path: path))
      node.sources = over.sources + base.sources
      return node
    default:
      return over
    }
  }

  private static func mergedEntries(
    _ lower: [ComposeNode.Entry], _ upper: [ComposeNode.Entry], path: [String]
  ) -> [ComposeNode.Entry] {
    var entries = lower
    let places = Dictionary(
      lower.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { $1 })
    for entry in upper {
      if let place = places[entry.key] {
        entries[place].value = merged(
          entries[place].value, entry.value, path: path + [entry.key])
      } else {
        entries.append(entry)
      }
    }
    return entries.filter { $0.value.tag != "!reset" }
  }

  private static func mergedItems(
    _ lower: [ComposeNode], _ upper: [ComposeNode], path: [String]
  ) -> [ComposeNode] {
    let key = identity(path)
    var items = lower
    for item in upper {
      if let id = key(item), let place = items.firstIndex(where: { key($0) == id }) {
        items[place] = item
      } else {
        items.append(item)
      }
    }
    return items
  }

  /// What makes two items of a list the same thing, so that the later replaces the earlier.
  private static func identity(_ path: [String]) -> (ComposeNode) -> String? {
    switch path.count == 3 && path[0] == "services" ? path[2] : "" {
    case "volumes":
      { $0["target"]?.text ?? $0.text.map { VolumeMount.shortTarget($0) } }
    case "secrets", "configs": { $0["source"]?.text ?? $0.text }
    case "devices": { $0.text.map { String($0.split(separator: ":").dropFirst().first ?? "") } }
    case "cap_add", "cap_drop", "dns", "dns_search", "expose", "ports", "profiles", "tmpfs",
      "security_opt", "links", "group_add":
      { $0.text }
    default: { _ in nil }
    }
  }

  /// Lists of a service that a later one replaces.
  private static let replaced: Set<String> = ["command", "entrypoint", "healthcheck.test"]

  /// Whether a null at the path has a meaning of its own (a variable taken from the shell).
  private static func isVariable(_ path: [String]) -> Bool {
    path.count == 4 && path[2] == "environment"
  }
}
