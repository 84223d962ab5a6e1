import Findings

/// The observations that differ between two bundles.
struct ObservationChanges {
  private let before: ComparedRun
  private let after: ComparedRun

  /// A rate that changes by less than this factor is taken for the same.
  private static let factor = 2.0
  /// Counts below this change by chance.
  private static let fewest = 5

  init(before: ComparedRun, after: ComparedRun) {
    self.before = before
    self.after = after
  }

  /// The loudest first; neutral ones only where they come or go with a louder severity.
  var all: [ReportComparison.Observation] {
    let old = before.report.groups
    let new = after.report.groups
    let oldByID = Dictionary(old.map { ($0.id, $0) }) { first, _ in first }
    let newByID = Dictionary(new.map { ($0.id, $0) }) { first, _ in first }
    let ids = old.map(\.id) + new.map(\.id).filter { oldByID[$0] == nil }
    return ids.compactMap { change(oldByID[$0], newByID[$0], $0) }
      .enumerated().sorted { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
      .map(\.element)
  }

  private func change(
    _ old: FindingGroup?, _ new: FindingGroup?, _ id: String
  ) -> ReportComparison.Observation? {
    let title = new?.title ?? old?.title ?? id
    let change = ReportComparison.Observation(
      id: id, title: title, before: old, after: new,
      reservation: new == nil ? old.flatMap(reservation) : nil)
    guard change.severity >= .info else { return nil }
    guard let old, let new else { return change }
    return differ(old, new) ? change : nil
  }

  private func differ(_ old: FindingGroup, _ new: FindingGroup) -> Bool {
    if old.severity != new.severity || Set(old.subjects) != Set(new.subjects) { return true }
    guard old.kind == .log, max(old.count, new.count) >= Self.fewest else { return false }
    // Counts are held against the time that the logs cover, where both have times.
    let spans = (max(1, before.seconds), max(1, after.seconds))
    let (one, other) = (Double(old.count) / spans.0, Double(new.count) / spans.1)
    return max(one, other) >= min(one, other) * Self.factor
  }

  /// Why a finding that is not there after need not be gone.
  private func reservation(_ old: FindingGroup) -> String? {
    let kind: String
    switch old.kind {
    case .log: kind = "logs"
    case .api: kind = "api"
    case .compose: kind = "compose"
    case .container: kind = "inspect"
    }
    if before.kinds.contains(kind), !after.kinds.contains(kind) { return "AFTER cannot show it" }
    guard old.kind == .log else { return nil }
    let names = Set(old.subjects.map(\.name))
    let hasLog = names.isEmpty || after.logs.contains { names.contains($0.service) }
    if !hasLog { return "AFTER has no log of \(names.sorted().joined(separator: ", "))" }
    let services = after.logs.filter { names.isEmpty || names.contains($0.service) }
    let covered = services.compactMap { log in
      log.first.flatMap { first in log.last.map { $0.seconds(since: first) } }
    }.max()
    guard let delay = before.seconds(to: old.first, of: old.subjects), let covered,
      covered < delay
    else { return nil }
    return "it took \(EvidenceCaveats.span(delay)) to show, and the log of AFTER covers "
      + EvidenceCaveats.span(covered)
  }
}
