import Findings
import YAML

/// One `SettingChange` with its path understood.
struct WantedSetting {
  enum Target: Hashable {
    /// A `NAME=VALUE` of `environment`, `labels` and the like.
    case assignment(section: String, name: String)
    /// A value below keys.
    case setting([String])
    /// An item of a list, known by what makes it the same thing.
    case item(list: String, identity: String)
  }

  var service: String
  let path: String
  let target: Target
  /// The wanted text; nil: it should not be there.
  let value: String?
  /// The value as flow YAML, when it is a list or map.
  let flow: YAMLNode?

  init(_ change: SettingChange) throws(ComposePatchError) {
    service = change.service
    path = change.path
    value = change.value
    flow = Self.flow(change.value)
    let keys = change.path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let rest = keys.dropFirst().joined(separator: ".")
    guard let section = keys.first, !keys.contains("") || Self.assignments.contains(section) else {
      throw .unplaceable(service: service, path: path, reason: "a path is keys with dots between")
    }
    switch section {
    case _ where Self.assignments.contains(section) && !rest.isEmpty:
      target = .assignment(section: section, name: rest)
    case _ where Self.lists.contains(section) && !rest.isEmpty:
      target = .item(list: section, identity: rest)
    case _ where Self.lists.contains(section) && change.value != nil && flow == nil:
      target = .item(
        list: section, identity: Self.identity(change.value ?? "", list: section))
    case "depends_on", "networks":
      target =
        keys.count > 2
        ? .setting([
          section, keys[1..<(keys.count - 1)].joined(separator: "."), keys[keys.count - 1],
        ])
        : .setting(keys)
    default: target = .setting(keys)
    }
  }

  /// The keys from the service down.
  var keys: [String] {
    switch target {
    case .assignment(let section, let name): [section, name]
    case .setting(let keys): keys
    case .item(let list, _): [list]
    }
  }

  static let assignments: Set<String> = [
    "environment", "labels", "annotations", "sysctls", "extra_hosts",
  ]
  static let lists: Set<String> = [
    "volumes", "ports", "cap_add", "cap_drop", "dns", "security_opt", "env_file", "profiles",
    "expose", "secrets", "configs", "devices", "tmpfs", "group_add",
  ]

  /// What makes an item of a list the same thing: the place in the container, or the text.
  static func identity(_ item: String, list: String) -> String {
    switch list {
    case "volumes": VolumeMount.shortTarget(item)
    case "tmpfs": String(item.prefix { $0 != ":" })
    case "ports":
      PortMapping(short: item, origin: SettingOrigin(file: "", line: 0)).map {
        $0.target.count == 1
          ? "\($0.target.lowerBound)" : "\($0.target.lowerBound)-\($0.target.upperBound)"
      } ?? item
    default: item
    }
  }

  /// The same for an item in short or long form.
  static func identity(_ item: ComposeNode, list: String) -> String {
    if let text = item.text { return identity(text, list: list) }
    return item["target"]?.text ?? item["source"]?.text ?? item["path"]?.text ?? ""
  }

  private static func flow(_ value: String?) -> YAMLNode? {
    guard let value, value.hasPrefix("[") || value.hasPrefix("{"),
      let document = try? YAMLStream(Array(value.utf8)).documents.first, document.isFlow
    else { return nil }
    return document
  }
}

// MARK: - What holds

extension WantedSetting {
  /// The node that writes the setting; nil when nothing in the service does.
  func written(in service: ComposeService) -> ComposeNode? {
    switch target {
    case .assignment(let section, let name): service.node[section]?[name]
    case .setting(let keys): service.node[path: keys]
    case .item(let list, let identity):
      service.node[list]?.items.last { Self.identity($0, list: list) == identity }
    }
  }

  /// Whether a project has the setting as wanted.
  func isSatisfied(in project: ComposeProject) -> Bool {
    guard let service = project[service: service] else { return value == nil }
    switch target {
    case .assignment("environment", let name):
      return service[environment: name]?.value == value
    case .assignment(let section, let name):
      return service.node[section]?[name]?.text == value
    case .setting(let keys):
      let node = service.node[path: keys]
      if let flow { return node.map { ProjectSettings.isSame($0, flow) } ?? false }
      guard let value else { return node == nil }
      return node?.text == value || (value.isEmpty && node?.isNull == true)
    case .item(let list, let identity):
      let items = service.node[list]?.items ?? []
      let found = items.filter { Self.identity($0, list: list) == identity }
      return value.map { value in found.count == 1 && found[0].text == value } ?? found.isEmpty
    }
  }

  /// Whether a difference between two projects is what this setting asks for.
  func covers(_ difference: ProjectSettings.Difference, after project: ComposeProject) -> Bool {
    let leaf = difference.path
    if case .item("volumes", _) = target, leaf.count >= 2, leaf[0] == "volumes" {
      // The volume that a new mount names is declared with it.
      return project[service: service]?.volumes.contains { $0.source == leaf[1] } ?? false
    }
    guard leaf.count > 2, leaf[0] == "services", leaf[1] == service else { return false }
    let below = Array(leaf.dropFirst(2))
    var own = keys
    if case .item(_, let identity) = target { own.append("[\(identity)]") }
    // A parent that was empty, or becomes empty, differs with its child.
    return below.starts(with: own)
      || (difference.isEmpty && own.starts(with: below) && below.count < own.count)
  }
}

extension WantedSetting {
  /// The name before `=`; nil for other settings.
  var assignmentName: String? {
    if case .assignment(_, let name) = target { name } else { nil }
  }

  /// Whether the value stays a text even when it looks like a number.
  var isText: Bool {
    assignmentName != nil || ComposeText.isText(keys.last ?? "")
  }

  /// Whether the list form of the section holds names only.
  var isNameList: Bool { ["depends_on", "networks"].contains(keys.first) }
}
