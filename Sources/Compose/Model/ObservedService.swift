/// What the engine says a container of a service runs with; nil or absent is "not known".
package struct ObservedService: Sendable {
  /// One mount of the container.
  package struct Mount: Hashable, Sendable {
    /// `volume`, `bind` or `tmpfs`.
    package var kind: String
    /// The volume's name or the path on the host.
    package var source: String
    package var target: String
    package var isReadOnly: Bool

    package init(kind: String, source: String, target: String, isReadOnly: Bool) {
      self.kind = kind
      self.source = source
      self.target = target
      self.isReadOnly = isReadOnly
    }
  }

  package var service: String
  package var environment: [String: String]?
  package var image: String?
  package var command: [String]?
  package var mounts: [Mount]?

  package init(
    service: String, environment: [String: String]? = nil, image: String? = nil,
    command: [String]? = nil, mounts: [Mount]? = nil
  ) {
    self.service = service
    self.environment = environment
    self.image = image
    self.command = command
    self.mounts = mounts
  }
}
