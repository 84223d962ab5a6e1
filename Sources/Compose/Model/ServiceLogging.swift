/// A service's `logging`.
package struct ServiceLogging: Equatable, Sendable {
  /// nil: the engine's default.
  package var driver: String?
  package var options: [String: String]
  package var origin: SettingOrigin
}
