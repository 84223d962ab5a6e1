package import Findings

extension ComposeProject {
  /// Reads `SERVICE.KEY` as a change of that service.
  ///
  /// A key that is no setting of a service is a variable: `node1.RAFT_JOIN` is
  /// `environment.RAFT_JOIN`. Names of services may have dots; the longest that fits is taken.
  /// Returns nil when no service fits.
  package func change(of text: String, to value: String?) -> SettingChange? {
    let fitting = services.map(\.name).filter { text.hasPrefix($0 + ".") }
    guard let service = fitting.max(by: { $0.count < $1.count }) else { return nil }
    let key = String(text.dropFirst(service.count + 1))
    guard !key.isEmpty else { return nil }
    let first = String(key.prefix { $0 != "." })
    let isSetting = ServiceDecoder.known.contains(first) || first.hasPrefix("x-")
    return SettingChange(
      service: service, path: isSetting ? key : "environment.\(key)", value: value)
  }
}
