/// All findings of a run, one per id and subject.
package struct FindingSet: Equatable, Sendable {
  private struct Key: Hashable {
    var id: String
    var subject: Subject?
  }

  private var byKey: [Key: Finding] = [:]

  package init(_ findings: some Sequence<Finding> = []) {
    for finding in findings { insert(finding) }
  }

  /// Adds a finding, merging it with one of the same id and subject.
  package mutating func insert(_ finding: Finding) {
    let key = Key(id: finding.id, subject: finding.subject)
    if byKey[key]?.merge(finding) == nil { byKey[key] = finding }
  }

  /// Adds all findings of another set; the order of merging does not matter.
  package mutating func merge(_ other: FindingSet) {
    for finding in other.byKey.values { insert(finding) }
  }

  package var isEmpty: Bool { byKey.isEmpty }

  /// All findings, sorted by id, then subject.
  package var all: [Finding] {
    byKey.values.sorted { ($0.id, $0.subject) < ($1.id, $1.subject) }
  }

  /// The findings of one id, sorted by subject.
  package func all(_ id: String) -> [Finding] {
    byKey.values.filter { $0.id == id }.sorted { ($0.id, $0.subject) < ($1.id, $1.subject) }
  }

  /// Whether anything of this id was found.
  package func contains(_ id: String) -> Bool {
    byKey.keys.contains { $0.id == id }
  }

  /// The finding of one id about one subject.
  package func finding(_ id: String, about subject: Subject?) -> Finding? {
    byKey[Key(id: id, subject: subject)]
  }
}

private func < (left: (String, Subject?), right: (String, Subject?)) -> Bool {
  if left.0 != right.0 { return left.0 < right.0 }
  switch (left.1, right.1) {
  case (nil, .some): return true
  case (.some(let one), .some(let other)): return one < other
  default: return false
  }
}
