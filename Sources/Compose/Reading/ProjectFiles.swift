/// Finds the files of a project by compose's rules.
enum ProjectFiles {
  /// The names of a compose file, the first that exists is taken (compose-go `cli/options.go`).
  static let names = [
    "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml",
  ]
  private static let overrides = [
    "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml",
    "docker-compose.override.yaml",
  ]

  /// The files that compose would read without `-f`: `COMPOSE_FILE`, or the well-known names.
  static func found(_ scope: VariableScope, readFile: ComposeProject.FileReader) -> [String] {
    if let list = scope["COMPOSE_FILE"]?.text, !list.isEmpty {
      let separator = scope["COMPOSE_PATH_SEPARATOR"]?.text.first ?? ":"
      return list.split(separator: separator).prefix(16).compactMap {
        ProjectPath.joined("", String($0))
      }
    }
    guard let name = names.first(where: { readFile($0) != nil }) else { return [] }
    return [name] + overrides.filter { readFile($0) != nil }.prefix(1)
  }
}
