/// One `ports` item; ranges are kept as ranges.
package struct PortMapping: Equatable, Sendable {
  /// The address on the host; nil for all.
  package var hostAddress: String?
  /// The ports on the host; nil when the engine picks them.
  package var published: ClosedRange<Int>?
  /// The ports inside the container.
  package var target: ClosedRange<Int>
  /// `tcp` unless written otherwise.
  package var networkProtocol: String
  package var origin: SettingOrigin
}
