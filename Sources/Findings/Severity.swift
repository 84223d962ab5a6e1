/// How much a finding matters to somebody who runs the stack.
package enum Severity: String, Codable, CaseIterable, Comparable, Sendable {
  /// True, worth showing beside a diagnosis, and neither good nor bad by itself.
  case neutral
  /// Normal operation that helps to read the rest.
  case info
  /// Wrong, fragile or degraded, while the service still does its work.
  case warning
  /// Something failed.
  case error

  package static func < (left: Severity, right: Severity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .neutral: 0
    case .info: 1
    case .warning: 2
    case .error: 3
    }
  }
}
