/// One mount of a service, from `volumes` (both forms) or `tmpfs`.
package struct VolumeMount: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case volume, bind, tmpfs, npipe, cluster, image
    /// A volume without a name: a new one for each new container.
    case anonymous
  }

  package var kind: Kind
  /// The volume's name as the service calls it, or the path on the host; nil for tmpfs and anonymous.
  package var source: String?
  /// The path in the container.
  package var target: String
  package var isReadOnly: Bool
  /// The other options of the short form (`z`, `cached`, `nocopy`, …).
  package var options: [String]
  package var origin: SettingOrigin
}
