/// A secret or config that a service is given.
package struct FileGrant: Equatable, Sendable {
  /// The name of the top-level secret or config.
  package var source: String
  /// The path in the container; nil for the default place.
  package var target: String?
  package var origin: SettingOrigin
}
