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

  /// The last time in any of the logs.
  var end: Timestamp? { logs.compactMap(\.last).max() }

  /// Whether the same service opened its REST port after the last sight of a finding.
  func served(after finding: Finding) -> Bool {
    guard let serving = self.finding("startup/serving", finding.subject)?.last else { return false }
    guard let last = finding.last else { return true }
    return serving >= last
  }
}
