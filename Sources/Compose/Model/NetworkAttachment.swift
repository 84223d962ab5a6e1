/// One network that a service is on.
package struct NetworkAttachment: Equatable, Sendable {
  /// The network's name as the service calls it; `default` where none is named.
  package var name: String
  package var aliases: [String]
  package var ipv4Address: String?
  package var origin: SettingOrigin
}

/// What a service does for its network, from `network_mode`.
package enum NetworkMode: Equatable, Sendable {
  case host
  case none
  case bridge
  /// The network of another service of the project.
  case service(String)
  /// The network of a container that is not of the project.
  case container(String)
  case other(String)
}
