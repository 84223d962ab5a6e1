import Findings

/// The results of one run and the places that show them.
struct ProblemPlaces {
  let all: [Problem]
  /// One problem per id, in the order of the results.
  let rules: [Problem]
  private let byID: [String: FindingGroup]

  init(_ report: TriageReport) {
    all = report.problems
    var seen: Set<String> = []
    rules = all.filter { seen.insert($0.id).inserted }
    byID = Dictionary(report.groups.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Where a problem was seen, the strongest evidence first.
  func places(of problem: Problem) -> [(evidence: Evidence, isCompose: Bool)] {
    problem.evidence.compactMap { byID[$0] }.flatMap { group in
      group.samples.map { ($0, group.kind == .compose) }
    }
  }
}
