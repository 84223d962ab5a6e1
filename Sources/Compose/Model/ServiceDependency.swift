/// One service that another waits for, from `depends_on`.
package struct ServiceDependency: Equatable, Sendable {
  package enum Condition: String, Sendable {
    case started = "service_started"
    case healthy = "service_healthy"
    case completed = "service_completed_successfully"
  }

  package var service: String
  /// `started` for the list form.
  package var condition: Condition
  /// False: compose goes on without the service.
  package var isRequired: Bool
  package var origin: SettingOrigin
}
