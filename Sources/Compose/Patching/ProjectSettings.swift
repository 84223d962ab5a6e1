import YAML

/// All settings of a project as flat paths, to tell what an edit changed.
struct ProjectSettings {
  private var leaves: [[String]: String] = [:]

  init(_ project: ComposeProject) {
    for entry in project.root.entries
    where entry.key != "services" && entry.key != "version" && !entry.key.hasPrefix("x-") {
      add(entry.value, at: [entry.key])
    }
    for service in project.services {
      let path = ["services", service.name]
      leaves[path] = "service"
      for variable in service.environment {
        leaves[path + ["environment", variable.name]] = "=" + variable.value
      }
      for entry in service.node.entries where entry.key != "environment" {
        if WantedSetting.lists.contains(entry.key) {
          add(list: entry.value, entry.key, at: path + [entry.key])
        } else {
          add(entry.value, at: path + [entry.key])
        }
      }
    }
  }

  /// A path whose value is not the same in two projects.
  struct Difference {
    var path: [String]
    /// Whether neither side has more there than an empty map, list or null.
    var isEmpty: Bool
  }

  /// The paths that are not the same in both.
  func differences(from other: ProjectSettings) -> [Difference] {
    var paths: [[String]] = []
    for (path, value) in leaves where other.leaves[path] != value { paths.append(path) }
    for path in other.leaves.keys where leaves[path] == nil { paths.append(path) }
    return paths.map { path in
      let values = [leaves[path], other.leaves[path]].compactMap { $0 }
      return Difference(path: path, isEmpty: values.allSatisfy { !$0.hasPrefix("=") })
    }
  }

  private mutating func add(_ node: ComposeNode, at path: [String]) {
    switch node.content {
    case .null: leaves[path] = "null"
    case .scalar(let text): leaves[path] = "=" + text
    case .list(let items):
      if items.isEmpty { leaves[path] = "[]" }
      for (index, item) in items.enumerated() { add(item, at: path + ["\(index)"]) }
    case .map(let entries):
      if entries.isEmpty { leaves[path] = "{}" }
      for entry in entries { add(entry.value, at: path + [entry.key]) }
    }
  }

  /// Items by what makes them the same thing, so that a removal does not move the others.
  private mutating func add(list node: ComposeNode, _ list: String, at path: [String]) {
    guard case .list(let items) = node.content else { return add(node, at: path) }
    var seen: [String: Int] = [:]
    for item in items {
      let identity = WantedSetting.identity(item, list: list)
      let number = seen[identity, default: 0]
      seen[identity] = number + 1
      add(item, at: path + ["[\(identity)]" + (number == 0 ? "" : "#\(number)")])
    }
  }

  /// Whether a resolved node is what a flow text says.
  static func isSame(_ node: ComposeNode, _ flow: YAMLNode) -> Bool {
    switch node.content {
    case .null: flow.isNull
    case .scalar(let text): flow.text == text
    case .list(let items):
      items.count == flow.items.count && zip(items, flow.items).allSatisfy(isSame)
        && flow.text == nil && flow.entries.isEmpty
    case .map(let entries):
      entries.count == flow.entries.count && flow.text == nil && flow.items.isEmpty
        && entries.allSatisfy { entry in flow[entry.key].map { isSame(entry.value, $0) } ?? false }
    }
  }
}
