/// A service's `build`.
package struct ComposeBuild: Equatable, Sendable {
  package var context: String?
  package var dockerfile: String?
  package var target: String?
  /// `args` by name; nil for one that is taken from the shell.
  package var arguments: [String: String?]
  package var origin: SettingOrigin
}
