import Findings

/// The log findings and log spans of the Weaviate services of a run.
struct LogBook {
  let services: Set<Subject>
  let logs: [ServiceLog]
  private let set: FindingSet

  init(_ set: FindingSet, _ logs: [ServiceLog]) {
    self.set = set
    let subjects = set.all.filter { $0.kind == .log && $0.id.hasPrefix("weaviate/") }
      .compactMap(\.subject)
    let services = Set(subjects)
    self.services = services
    self.logs = logs.filter { services.contains(.service($0.service)) }
  }

  /// The findings of one signature below `weaviate/`, one per service.
  func all(_ name: String) -> [Finding] { set.all("weaviate/\(name)") }

  func finding(_ name: String, _ subject: Subject?) -> Finding? {
    set.finding("weaviate/\(name)", about: subject)
  }

  func log(_ subject: Subject?) -> ServiceLog? {
    logs.first { subject == .service($0.service) }
  }

  /// Whether the version also asks gossip members outside RAFT_JOIN to be let in.
  ///
  /// Nodes that started alone may then still end in one cluster (`weaviate/weaviate
  /// cluster/bootstrap/bootstrap.go @v1.34.0`, back-ported). False where the version is unknown.
  var triesGossipMembers: Bool {
    let range = VersionRange(">=1.31.17 <1.32, >=1.32.11 <1.33, >=1.33.1")
    return logs.flatMap(\.versions).compactMap(SoftwareVersion.init).contains { version in
      range?.contains(version) ?? false
    }
  }

  /// Whether a service still leads or follows at the end: it found a leader, lost none since, was
  /// not stopped, and its log goes on until the others' end.
  func isLed(_ service: Subject, formed: [String], lost: [String]) -> Bool {
    func last(_ names: [String]) -> Timestamp? {
      names.compactMap { finding($0, service)?.last }.max()
    }
    guard let found = last(formed), let own = log(service)?.last, let end else { return false }
    if let loss = last(lost), loss >= found { return false }
    if let stop = last(["startup/shutting-down", "startup/stopped"]), stop > found { return false }
    return end.seconds(since: own) < 20
  }

  /// The last time in any of the logs.
  var end: Timestamp? { logs.compactMap(\.last).max() }

  /// Whether the same service opened its REST port after the last sight of a finding.
  func served(after finding: Finding) -> Bool {
    guard let serving = self.finding("startup/serving", finding.subject)?.last else { return false }
    guard let last = finding.last else { return true }
    return serving >= last
  }
}
