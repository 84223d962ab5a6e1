/// One setting that should have another value in the compose file.
package struct SettingChange: Hashable, Sendable {
  /// The compose service whose setting it is.
  package var service: String
  /// The path below the service, dots between keys: `environment.RAFT_JOIN`, `mem_limit`.
  package var path: String
  /// The wanted value; nil removes the setting.
  package var value: String?

  package init(service: String, path: String, value: String?) {
    self.service = service
    self.path = path
    self.value = value
  }

  /// A change of one environment variable.
  package static func environment(
    _ service: String, _ variable: String, _ value: String?
  ) -> SettingChange {
    SettingChange(service: service, path: "environment.\(variable)", value: value)
  }
}
