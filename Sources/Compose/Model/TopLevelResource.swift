/// A top-level volume, network, secret or config.
package struct TopLevelResource: Sendable {
  /// The name that services use.
  package var name: String
  /// `name:`, the name that the engine sees; nil for the default.
  package var givenName: String?
  package var driver: String?
  package var driverOptions: [String: String]
  /// Made and removed outside compose.
  package var isExternal: Bool
  /// `file:` of a secret or config, relative to the project.
  package var file: String?
  /// Everything that is written about it.
  package var node: ComposeNode
  package var origin: SettingOrigin { node.origin }
}
