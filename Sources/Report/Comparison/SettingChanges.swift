/// The settings that differ between two bundles.
enum SettingChanges {
  /// Settings of the compose files where both have one, and of running containers where both have
  /// `docker inspect`; what both show in the same way is listed once.
  static func between(
    _ before: ComparedRun, _ after: ComparedRun
  ) -> [ReportComparison.Setting] {
    let written = changes(before.composeSettings, after.composeSettings, isRunning: false)
    let known = Set(written.map { "\($0.service)\u{0}\($0.path)" })
    let running = changes(before.runningSettings, after.runningSettings, isRunning: true)
      .filter { !known.contains("\($0.service)\u{0}\($0.path)") }
    return written + running
  }

  private static func changes(
    _ old: [ComparedRun.Setting]?, _ new: [ComparedRun.Setting]?, isRunning: Bool
  ) -> [ReportComparison.Setting] {
    guard let old, let new else { return [] }
    func keyed(_ list: [ComparedRun.Setting]) -> [String: ComparedRun.Setting] {
      Dictionary(list.map { ("\($0.service)\u{0}\($0.path)", $0) }) { _, last in last }
    }
    let (oldByKey, newByKey) = (keyed(old), keyed(new))
    return Set(oldByKey.keys).union(newByKey.keys).sorted().compactMap { key in
      let (one, other) = (oldByKey[key], newByKey[key])
      guard one?.value != other?.value, let either = other ?? one else { return nil }
      return ReportComparison.Setting(
        service: either.service, path: either.path, before: one?.value, after: other?.value,
        origin: either.origin, isRunning: isRunning)
    }
  }
}
