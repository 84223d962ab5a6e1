/// The compose files of one project, resolved the way compose resolves them.
package struct ComposeProject: Sendable {
  /// Reads a file of the project; the path is relative to the project, nil means there is none.
  package typealias FileReader = (_ path: String) -> [UInt8]?

  /// The top-level `name`.
  package var name: Sourced<String>?
  /// The compose files that were read, in order, with included and extended ones.
  package var files: [String] = []
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
    root = ComposeNode(.null, origin: SettingOrigin(file: files.first ?? "", line: 1))
  }

  /// The service of that name.
  package subscript(service name: String) -> ComposeService? {
    services.first { $0.name == name }
  }

  /// The variables that were neither set nor had a default, by name.
  package var unsetVariables: [String: [VariableUse]] {
    Dictionary(grouping: variables.filter { $0.outcome == .unset }, by: \.name)
  }
}
