import Findings

extension EvidenceBase {
  /// How much the absence of a finding counts: nil when it could not have been seen.
  ///
  /// State (API, compose, inspect) that was read and does not show something is strong; the
  /// absence of a log line is weak, since lines rotate away, and nothing at all where the log does
  /// not go down to the level at which the line is written.
  func observability(of finding: String) -> Double? {
    let kind = kind(of: finding)
    guard inputs.contains(kind.rawValue) else { return nil }
    guard kind == .logs else { return 1 }
    let product = String(finding.prefix { $0 != "/" })
    guard products[product] != nil, !isHiddenByLevel(finding) else { return nil }
    return Likelihood.absentLineWeight
  }

  /// Whether no log of the finding's product shows lines as quiet as the finding's.
  ///
  /// Logs without levels hide nothing that is known of; a log counts by the quietest record in it,
  /// whatever the settings say.
  func isHiddenByLevel(_ finding: String) -> Bool {
    guard let rank = lineLevels[finding].flatMap(Self.rank) else { return false }
    let product = String(finding.prefix { $0 != "/" })
    let speakers = Set(
      findings.all.filter { $0.kind == .log && $0.id.hasPrefix(product + "/") }
        .compactMap(\.subject?.name))
    let own = logs.filter { speakers.contains($0.service) }
    let levelled = (own.isEmpty ? logs : own).filter { !$0.levels.isEmpty }
    guard !levelled.isEmpty else { return false }
    return !levelled.contains { log in log.levels.keys.contains { (Self.rank($0) ?? 9) <= rank } }
  }

  /// Which input a finding comes from: a signature's from the logs, others as their front says.
  func kind(of finding: String) -> EvidenceKind {
    if lineIDs.contains(finding) { return .logs }
    if finding.hasPrefix("weaviate/api/") { return .api }
    if finding.hasPrefix("compose/") { return .compose }
    return finding.hasPrefix("container/") ? .inspect : .logs
  }

  /// From the quietest level, 0, up.
  private static func rank(_ level: String) -> Int? {
    ["trace", "debug", "info", "warning", "error", "fatal"].firstIndex(of: level)
  }

  /// The versions of the product that a finding is about; empty where unknown.
  func versions(for finding: String) -> [SoftwareVersion] {
    let parts = finding.split(separator: "/")
    let product = parts.first == "compose" && parts.count > 2 ? parts[1] : parts.first ?? ""
    return products[String(product)] ?? []
  }

  /// Whether a link counts on the versions of this run; it does where they are not known.
  func applies(_ link: Cause.Link) -> Bool {
    guard let range = link.versions else { return true }
    let versions = versions(for: link.finding)
    return versions.isEmpty || versions.contains(where: range.contains)
  }
}

/// Which of a run's inputs a finding comes from; the raw values are those of `EvidenceBase.inputs`.
enum EvidenceKind: String, CaseIterable {
  case api, compose, inspect, logs
}
