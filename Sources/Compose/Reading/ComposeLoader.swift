/// Reads the files of a project and puts them together: include, extends, overrides.
///
/// Order of work per file as in compose-spec/compose-go `loader/loader.go`: parse, interpolate,
/// include, extends, merge into what came before.
struct ComposeLoader {
  /// Files that one project may pull in.
  static let mostFiles = 128
  /// Includes inside includes, and services that extend others, one inside another.
  static let deepestChain = 16

  private let readFile: ComposeProject.FileReader
  private(set) var warnings: [ComposeWarning] = []
  private(set) var files: [String] = []
  /// The folder that relative paths of a file are seen from.
  private(set) var folders: [String: String] = [:]
  private var budget = ComposeFileReader.mostNodes

  init(readFile: @escaping ComposeProject.FileReader) {
    self.readFile = readFile
  }

  /// The merged tree of the files, or null.
  mutating func load(_ paths: [String], scope: VariableScope) -> ComposeNode {
    let folder = ProjectPath.folder(of: paths.first ?? "")
    let place = SettingOrigin(file: paths.first ?? "", line: 1)
    var tree = ComposeNode(.null, origin: place)
    for path in paths {
      guard let next = load(path, folder: folder, scope: scope, chain: [], at: place) else {
        continue
      }
      tree = ComposeMerge.merged(tree, next)
    }
    return tree
  }

  private mutating func load(
    _ path: String, folder: String, scope: VariableScope, chain: [String], at place: SettingOrigin
  ) -> ComposeNode? {
    guard var tree = read(path, folder: folder, scope: scope, chain: chain, at: place) else {
      return nil
    }
    if let include = tree["include"] {
      for item in include.text == nil ? include.items : [include] {
        guard let included = load(included: item, scope: scope, chain: chain + [path]) else {
          continue
        }
        tree = withIncluded(included, tree)
      }
    }
    return extended(tree, path: path, scope: scope, chain: chain)
  }

  /// Reads one file, with its services in canonical form.
  private mutating func read(
    _ path: String, folder: String, scope: VariableScope, chain: [String], at place: SettingOrigin
  ) -> ComposeNode? {
    guard !chain.contains(path) else {
      warn(place, "\(path) includes itself: \((chain + [path]).joined(separator: " > "))")
      return nil
    }
    guard chain.count < Self.deepestChain, files.count < Self.mostFiles else {
      warn(place, "\(path) is not read: too many files")
      return nil
    }
    guard let bytes = readFile(path) else {
      warn(place, "\(path) cannot be read")
      return nil
    }
    if !files.contains(path) { files.append(path) }
    if folders[path] == nil { folders[path] = folder }
    var reader = ComposeFileReader(file: path, scope: scope, budget: budget)
    let tree = reader.read(bytes)
    budget = max(0, reader.budget)
    warnings += reader.warnings
    guard let tree, case .map(let entries) = tree.content else {
      if reader.warnings.isEmpty { warn(SettingOrigin(file: path, line: 1), "no map of services") }
      return nil
    }
    return Self.canonical(tree, entries)
  }

  private static func canonical(_ tree: ComposeNode, _ entries: [ComposeNode.Entry]) -> ComposeNode
  {
    var tree = tree
    tree.content = .map(
      entries.map { entry in
        guard entry.key == "services", case .map(let services) = entry.value.content else {
          return entry
        }
        var entry = entry
        entry.value.content = .map(
          services.map {
            ComposeNode.Entry(key: $0.key, value: CanonicalService.canonical($0.value))
          })
        return entry
      })
    return tree
  }

  private mutating func warn(_ place: SettingOrigin, _ message: String) {
    guard warnings.count < 200 else { return }
    warnings.append(ComposeWarning(file: place.file, line: max(place.line, 1), message: message))
  }
}

// MARK: - include

extension ComposeLoader {
  private mutating func load(included item: ComposeNode, scope: VariableScope, chain: [String])
    -> ComposeNode?
  {
    let from = folders[item.origin.file] ?? ""
    let written = item["path"]?.texts.map(\.value) ?? item.texts.map(\.value)
    guard let first = written.first, let firstPath = ProjectPath.joined(from, first) else {
      warn(item.origin, "an include without a path inside the project; not read")
      return nil
    }
    var folder = ProjectPath.folder(of: firstPath)
    if let given = item["project_directory"]?.text {
      folder = given == "." ? from : ProjectPath.joined(from, given) ?? folder
    }
    var scope = scope
    for file in item["env_file"]?.texts.map(\.value) ?? [".env"] {
      let path =
        item["env_file"] == nil ? ProjectPath.joined(folder, file) : ProjectPath.joined(from, file)
      guard let path, let bytes = readFile(path) else { continue }
      scope.add(DotEnvFile(bytes, file: path, scope: scope).variables)
    }
    var tree: ComposeNode?
    for path in written.compactMap({ ProjectPath.joined(from, $0) }) {
      guard
        let next = load(path, folder: folder, scope: scope, chain: chain, at: item.origin)
      else { continue }
      tree = tree.map { ComposeMerge.merged($0, next) } ?? next
    }
    return tree
  }

  /// Adds included services and resources; what the including file has itself stays.
  private mutating func withIncluded(_ included: ComposeNode, _ tree: ComposeNode) -> ComposeNode {
    var entries = tree.entries
    for section in included.entries where Self.sections.contains(section.key) {
      guard let place = entries.firstIndex(where: { $0.key == section.key }) else {
        entries.append(section)
        continue
      }
      var own = entries[place].value.entries
      let known = Set(own.map(\.key))
      for entry in section.value.entries {
        if known.contains(entry.key) {
          warn(entry.value.origin, "\(section.key).\(entry.key) is also in the including file")
        } else {
          own.append(entry)
        }
      }
      entries[place].value.content = .map(own)
    }
    var tree = tree
    tree.content = .map(entries)
    return tree
  }

  private static let sections: Set<String> = [
    "services", "volumes", "networks", "secrets", "configs",
  ]
}

// MARK: - extends

extension ComposeLoader {
  /// The tree with every service merged over the one that it extends.
  private mutating func extended(
    _ tree: ComposeNode, path: String, scope: VariableScope, chain: [String]
  ) -> ComposeNode {
    guard let services = tree["services"],
      services.entries.contains(where: { $0.value["extends"] != nil })
    else { return tree }
    var others: [String: ComposeNode] = [:]
    var result = services
    result.content = .map(
      services.entries.map { entry in
        let value = extended(
          entry, in: services, files: &others, scope: scope, chain: chain + [path], visited: [])
        return ComposeNode.Entry(key: entry.key, value: value)
      })
    var tree = tree
    tree.content = .map(
      tree.entries.map { $0.key == "services" ? ComposeNode.Entry(key: $0.key, value: result) : $0 }
    )
    return tree
  }

  private mutating func extended(
    _ entry: ComposeNode.Entry, in services: ComposeNode, files others: inout [String: ComposeNode],
    scope: VariableScope, chain: [String], visited: [String]
  ) -> ComposeNode {
    guard let extends = entry.value["extends"] else { return entry.value }
    let own = entry.value.without("extends")
    guard let name = extends.text ?? extends["service"]?.text else {
      warn(extends.origin, "extends without a service")
      return own
    }
    var pool: ComposeNode? = services
    var id = "\(entry.value.origin.file)#\(entry.key)"
    if let file = extends["file"]?.text {
      let from = folders[extends.origin.file] ?? ""
      guard let path = ProjectPath.joined(from, file) else {
        warn(extends.origin, "\(file) is outside the project; not read")
        return own
      }
      id += ">\(path)"
      if others[path] == nil, !visited.contains(id) {
        // A chain of its own: a file may extend from a file that extends from it (other services).
        others[path] = read(
          path, folder: ProjectPath.folder(of: path), scope: scope,
          chain: chain.filter { $0 != path }, at: extends.origin)
      }
      pool = others[path]?["services"]
    }
    guard !visited.contains(id), visited.count < Self.deepestChain else {
      warn(extends.origin, "\(entry.key) extends itself")
      return own
    }
    guard let pool, let base = pool[name] else {
      warn(extends.origin, "extends \(name), which is not there")
      return own
    }
    let whole = extended(
      ComposeNode.Entry(key: name, value: base), in: pool, files: &others, scope: scope,
      chain: chain, visited: visited + [id])
    return ComposeMerge.merged(whole, own, path: ["services", entry.key])
  }
}

extension ComposeNode {
  /// The map without a key.
  fileprivate func without(_ key: String) -> ComposeNode {
    var node = self
    node.content = .map(entries.filter { $0.key != key })
    return node
  }
}
