/// Reads the typed settings of one service from its resolved tree; what is wrong becomes a warning.
struct ServiceDecoder {
  let scope: VariableScope
  /// The folder that relative paths of a file are seen from.
  let folders: [String: String]
  let activeProfiles: Set<String>
  let readFile: ComposeProject.FileReader
  var warnings: [ComposeWarning] = []

  init(
    scope: VariableScope, folders: [String: String], activeProfiles: Set<String>,
    readFile: @escaping ComposeProject.FileReader
  ) {
    self.scope = scope
    self.folders = folders
    self.activeProfiles = activeProfiles
    self.readFile = readFile
  }

  mutating func service(_ name: String, _ node: ComposeNode) -> ComposeService {
    var service = ComposeService(name: name, node: node)
    if !node.isNull, node.entries.isEmpty { warn(node, "\(name) is no map of settings") }
    for entry in node.entries where !Self.known.contains(entry.key) && !entry.key.hasPrefix("x-") {
      warn(entry.value, "\"\(entry.key)\" is no setting of a service that is known here")
    }
    decodeProcess(node, &service)
    decodeEnvironment(node, &service)
    decodeNetwork(node, &service)
    decodeStorage(node, &service)
    decodeRelations(node, &service)
    decodeLimits(node, &service)
    decodeSecurity(node, &service)
    return service
  }

  mutating func warn(_ node: ComposeNode, _ message: String) {
    guard warnings.count < 500 else { return }
    warnings.append(
      ComposeWarning(file: node.origin.file, line: max(node.origin.line, 1), message: message))
  }
}

// MARK: - Scalars of all sorts

extension ServiceDecoder {
  mutating func text(_ node: ComposeNode, _ key: String) -> Sourced<String>? {
    guard let value = node[key], !value.isNull else { return nil }
    guard let text = value.text else {
      warn(value, "\(key) takes one value")
      return nil
    }
    return Sourced(text, value.origin)
  }

  mutating func parsed<Value: Sendable>(
    _ node: ComposeNode, _ key: String, as kind: String, _ parse: (String) -> Value?
  ) -> Sourced<Value>? {
    guard let text = text(node, key) else { return nil }
    // An empty text is what an unset variable leaves; that is said elsewhere.
    guard !text.value.isEmpty else { return nil }
    guard let value = parse(text.value) else {
      warn(node[key] ?? node, "\(key): \"\(text.value.prefix(60))\" is no \(kind)")
      return nil
    }
    return Sourced(value, text.origin)
  }

  mutating func flag(_ node: ComposeNode, _ key: String) -> Sourced<Bool>? {
    parsed(node, key, as: "true or false", Self.flag)
  }

  mutating func number(_ node: ComposeNode, _ key: String) -> Sourced<Int>? {
    parsed(node, key, as: "whole number") { Int($0) }
  }

  mutating func size(_ node: ComposeNode, _ key: String) -> Sourced<Int>? {
    parsed(node, key, as: "size such as 64m", ByteSize.bytes)
  }

  mutating func span(_ node: ComposeNode, _ key: String) -> Sourced<Duration>? {
    parsed(node, key, as: "duration such as 1m30s", TimeSpan.duration)
  }

  /// A list of texts; one text alone counts as a list of it.
  mutating func list(_ node: ComposeNode, _ key: String) -> [Sourced<String>] {
    guard let value = node[key], !value.isNull else { return [] }
    if case .map = value.content { warn(value, "\(key) takes a list") }
    for item in value.items where item.text == nil { warn(item, "\(key) takes texts") }
    return value.texts
  }

  /// A string split like a shell does, or a list as it is.
  mutating func words(_ node: ComposeNode, _ key: String) -> Sourced<[String]>? {
    guard let value = node[key], !value.isNull else { return nil }
    if let text = value.text { return Sourced(ShellWords.split(text), value.origin) }
    if case .map = value.content {
      warn(value, "\(key) takes a string or a list")
      return nil
    }
    return Sourced(value.items.map { $0.text ?? "" }, value.origin)
  }

  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "on", "y": true
    case "false", "no", "off", "n": false
    default: nil
    }
  }
}
