/// One file that a service names under `env_file`.
package struct EnvironmentFile: Equatable, Sendable {
  /// Relative to the project.
  package var path: String
  package var isRequired: Bool
  /// Whether the file could be read.
  package var exists: Bool
  /// Where it is named.
  package var origin: SettingOrigin
}
