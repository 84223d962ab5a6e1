/// Finds out which node is which where only the answers are known.
///
/// No answer of a node says which member of the list it is itself, so this goes by the name under
/// which it was asked: the same name, or the only member whose name is a whole part of it
/// (`weaviate-node1` for `node1`), as long as no two claim the same.
package enum NodeNaming {
  /// The expected nodes with the names that can be told.
  package static func named(
    _ expected: [ExpectedNode], answers: [SavedAnswer]
  ) -> [ExpectedNode] {
    let cluster = ClusterView(expected: expected, answers: answers)
    let members = Set(cluster.listing.flatMap { ($0.nodes ?? []).map(\.name) })
    let taken = Set(cluster.expectedNames)
    var claims: [String: [Int]] = [:]
    for (place, node) in expected.enumerated() where node.node == nil {
      let free = members.subtracting(taken)
      let alone = cluster.views.first { $0.service == node.service }?.nodes?.map(\.name) ?? []
      if expected.count == 1, alone.count == 1 {
        claims[alone[0], default: []].append(place)
      } else if let name = match(node.service, free) {
        claims[name, default: []].append(place)
      }
    }
    var result = expected
    for (name, places) in claims where places.count == 1 { result[places[0]].node = name }
    return result
  }

  private static func match(_ service: String, _ members: Set<String>) -> String? {
    if members.contains(service) { return service }
    let words = service.split { !$0.isLetter && !$0.isNumber }
    let fitting = members.filter { name in
      let parts = name.split { !$0.isLetter && !$0.isNumber }
      guard !parts.isEmpty, parts.count <= words.count else { return false }
      return (0...words.count - parts.count).contains { start in
        words[start..<start + parts.count].elementsEqual(parts)
      }
    }
    return fitting.count == 1 ? fitting.first : nil
  }
}
