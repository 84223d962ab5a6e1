/// A volume, bind mount or tmpfs of a container.
package struct ContainerMount: Hashable, Sendable {
  /// volume, bind, tmpfs.
  package var type: String
  /// The volume's name; nil for other types.
  package var name: String?
  /// The folder on the host.
  package var source: String
  package var destination: String
  package var isWritable: Bool

  package init(
    type: String, name: String? = nil, source: String, destination: String, isWritable: Bool
  ) {
    self.type = type
    self.name = name
    self.source = source
    self.destination = destination
    self.isWritable = isWritable
  }

  /// What two containers share when it is equal: the volume's name, else the folder on the host.
  package var identity: String { name ?? source }
}

/// A network that a container is attached to.
package struct ContainerNetwork: Hashable, Sendable {
  package var name: String
  package var id: String
  package var aliases: [String]
  /// IPv4 and IPv6 addresses; empty while the container does not run.
  package var addresses: [String]

  package init(name: String, id: String = "", aliases: [String] = [], addresses: [String] = []) {
    self.name = name
    self.id = id
    self.aliases = aliases
    self.addresses = addresses
  }
}

/// A port of the container that the host publishes.
package struct PublishedPort: Hashable, Sendable {
  /// `8000/tcp`.
  package var containerPort: String
  package var hostAddress: String
  package var hostPort: String

  package init(containerPort: String, hostAddress: String, hostPort: String) {
    self.containerPort = containerPort
    self.hostAddress = hostAddress
    self.hostPort = hostPort
  }
}
