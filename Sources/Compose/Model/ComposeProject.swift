/// The compose files of one project, resolved the way compose resolves them.
package struct ComposeProject: Sendable {
  /// Reads a file of the project; the path is relative to the project, nil means there is none.
  package typealias FileReader = (_ path: String) -> [UInt8]?

  /// The top-level `name`.
  package var name: Sourced<String>?
  /// The compose files that were read, in order, with included and extended ones.
  package var files: [String] = []
  /// The files that make the project, the later ones override; what a patch is made for.
  package var mainFiles: [String] = []
  /// In the order of the files.
  package var services: [ComposeService] = []
  package var volumes: [TopLevelResource] = []
  package var networks: [TopLevelResource] = []
  package var secrets: [TopLevelResource] = []
  package var configs: [TopLevelResource] = []
  /// The whole resolved tree.
  package var root: ComposeNode
  /// What was not understood, in the order it was met.
  package var warnings: [ComposeWarning] = []
  /// Every lookup of a variable in a service or a top-level resource.
  package var variables: [VariableUse] = []

  /// Reads and resolves a project; never fails: what is broken becomes a warning.
  ///
  /// - Parameters:
  ///   - files: The compose files, the later ones override; empty: searched by compose's names.
  ///   - environment: The shell's environment; it is stronger than `.env`.
  ///   - profiles: The active profiles, besides `COMPOSE_PROFILES`.
  ///   - readFile: Reads a file relative to the project; the only access to files.
  package init(
    files: [String] = [], environment: [String: String] = [:], profiles: [String] = [],
    readFile: FileReader
  ) {
    self = withoutActuallyEscaping(readFile) {
      ComposeProject(files, shell: environment, profiles: profiles, readFile: $0)
    }
  }

  private init(
    _ files: [String], shell: [String: String], profiles: [String],
    readFile: @escaping FileReader
  ) {
    var scope = VariableScope(shell: shell)
    let folder = ProjectPath.folder(of: files.first ?? "")
    if let path = ProjectPath.joined(folder, ".env"), let bytes = readFile(path) {
      let dotEnv = DotEnvFile(bytes, file: path, scope: scope)
      scope.add(dotEnv.variables)
      warnings += dotEnv.warnings
    }
    let paths = files.isEmpty ? ProjectFiles.found(scope, readFile: readFile) : files
    var loader = ComposeLoader(readFile: readFile)
    root = loader.load(paths, scope: scope)
    warnings += loader.warnings
    self.files = loader.files
    mainFiles = paths
    let active =
      profiles + (scope["COMPOSE_PROFILES"]?.text.split(separator: ",").map(String.init) ?? [])
    var decoder = ServiceDecoder(
      scope: scope, folders: loader.folders, activeProfiles: Set(active), readFile: readFile)
    decode(&decoder, folders: loader.folders)
  }

  private mutating func decode(_ decoder: inout ServiceDecoder, folders: [String: String]) {
    name = root["name"].flatMap { node in node.text.map { Sourced($0, node.origin) } }
    services = root["services"]?.entries.map { decoder.service($0.key, $0.value) } ?? []
    func resources(_ key: String) -> [TopLevelResource] {
      root[key]?.entries.map {
        TopLevelResource(name: $0.key, node: $0.value, folders: folders)
      } ?? []
    }
    volumes = resources("volumes")
    networks = resources("networks")
    secrets = resources("secrets")
    configs = resources("configs")
    for entry in root.entries where !Self.known.contains(entry.key) && !entry.key.hasPrefix("x-") {
      decoder.warn(entry.value, "\"\(entry.key)\" is no part of a compose file that is known here")
    }
    warnings += decoder.warnings
    for entry in root.entries where !entry.key.hasPrefix("x-") { entry.value.collect(&variables) }
    warnings += Set(variables).compactMap(\.warning).sorted {
      ($0.file, $0.line) < ($1.file, $1.line)
    }
  }

  private static let known: Set<String> = [
    "version", "name", "services", "volumes", "networks", "secrets", "configs", "include", "models",
  ]

  /// The service of that name.
  package subscript(service name: String) -> ComposeService? {
    services.first { $0.name == name }
  }

  /// The variables that were neither set nor had a default, by name.
  package var unsetVariables: [String: [VariableUse]] {
    Dictionary(grouping: variables.filter { $0.outcome == .unset }, by: \.name)
  }
}

extension ComposeNode {
  /// Adds the lookups of this node and of all below it.
  fileprivate func collect(_ uses: inout [VariableUse]) {
    uses += variables
    for item in items { item.collect(&uses) }
    for entry in entries { entry.value.collect(&uses) }
  }
}

extension VariableUse {
  /// What compose says about a lookup that found nothing.
  fileprivate var warning: ComposeWarning? {
    switch outcome {
    case .unset:
      ComposeWarning(
        file: origin.file, line: max(origin.line, 1),
        message: "the variable \(name) is not set; compose takes an empty text")
    case .required(let message):
      ComposeWarning(
        file: origin.file, line: max(origin.line, 1),
        message: "required variable \(name) is missing a value: \(message)")
    case .set, .defaulted, .replaced: nil
    }
  }
}
