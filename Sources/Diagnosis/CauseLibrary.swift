/// All causes that are known, by id.
package struct CauseLibrary: Sendable {
  package let causes: [Cause]
  private let byID: [String: Cause]

  package init(_ causes: [Cause]) {
    self.causes = causes.sorted { $0.id < $1.id }
    byID = Dictionary(causes.map { ($0.id, $0) }) { _, later in later }
  }

  package func cause(_ id: String) -> Cause? { byID[id] }

  /// The causes that a cause brings about, with the number of steps between them (1 or 2).
  func downstream(of id: String) -> [(cause: Cause, distance: Int)] {
    var seen: Set<String> = [id]
    var result: [(cause: Cause, distance: Int)] = []
    var frontier = [id]
    for distance in 1...2 {
      var next: [String] = []
      for current in frontier {
        for name in byID[current]?.leadsTo ?? [] where seen.insert(name).inserted {
          if let cause = byID[name] {
            result.append((cause, distance))
            next.append(name)
          }
        }
      }
      frontier = next
    }
    return result
  }
}
