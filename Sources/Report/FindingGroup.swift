package import Findings

/// All findings of one id: what a person reads as one observation about several subjects.
package struct FindingGroup: Equatable, Sendable {
  package var id: String
  /// The findings, in the order of the report; never empty when it was made by `TriageReport`.
  package var findings: [Finding]

  package var kind: Finding.Kind { findings.first?.kind ?? .log }
  package var severity: Severity { findings.map(\.severity).max() ?? .neutral }
  package var title: String { findings.first?.title ?? id }
  package var proves: String { findings.first { !$0.proves.isEmpty }?.proves ?? "" }
  package var count: Int {
    findings.reduce(0) { $0.addingReportingOverflow($1.count).partialValue }
  }
  package var first: Timestamp? { findings.compactMap(\.first).min() }
  package var last: Timestamp? { findings.compactMap(\.last).max() }
  package var subjects: [Subject] { Array(Set(findings.compactMap(\.subject))).sorted() }

  /// The places that show it, each once, those of one subject together.
  package var samples: [Evidence] {
    var seen: Set<Evidence> = []
    return findings.flatMap(\.samples).filter { seen.insert($0).inserted }
  }

  /// Captured values of all subjects by placeholder name.
  package var values: [String: [String]] {
    var merged: [String: Set<String>] = [:]
    for finding in findings {
      for (name, list) in finding.values { merged[name, default: []].formUnion(list) }
    }
    return merged.mapValues { $0.sorted() }
  }
}

extension TriageReport {
  /// The findings per id, in the order in which the ids first appear.
  package var groups: [FindingGroup] {
    var order: [String] = []
    var byID: [String: [Finding]] = [:]
    for finding in findings {
      if byID[finding.id] == nil { order.append(finding.id) }
      byID[finding.id, default: []].append(finding)
    }
    return order.map { FindingGroup(id: $0, findings: byID[$0] ?? []) }
  }
}
