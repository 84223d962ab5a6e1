/// A setting that the container runs with other than the compose file says.
package struct SettingDifference: Equatable, Sendable {
  package var service: String
  /// `environment.RAFT_JOIN`, `image`, `command`, `volumes./var/lib/x`.
  package var path: String
  /// What the file says; nil when the container should not have it.
  package var written: String?
  /// What the container has; nil when it lacks it.
  package var observed: String?
  /// Where the file says so; nil when the file says nothing.
  package var origin: SettingOrigin?
}

extension ComposeProject {
  /// Compares what runs with what is written; a difference mostly means "not recreated since the edit".
  ///
  /// Variables that only the image sets are not in the file, so a variable that the container has
  /// and the file lacks is no difference.
  package func differences(from observed: [ObservedService]) -> [SettingDifference] { [] }
}
