extension WeaviateCluster {
  /// The node name that each service should have, by the order of `nodes`: its own unless that is
  /// unset or taken by another node.
  var wantedHostnames: [String] {
    let keeps = nodes.indices.map { keepsHostname($0) }
    var taken = Set(nodes.indices.compactMap { keeps[$0] ? nodes[$0].hostname : nil })
    return nodes.indices.map { place in
      if keeps[place], let name = nodes[place].hostname { return name }
      let name = replacement(at: place, taken: taken)
      taken.insert(name)
      return name
    }
  }

  /// Of nodes with one name, the one whose service's name fits it best keeps it, else the first.
  private func keepsHostname(_ place: Int) -> Bool {
    guard let name = nodes[place].hostname else { return false }
    let rivals = nodes.indices.filter { nodes[$0].hostname == name }
    let best =
      rivals.first { nodes[$0].service.name == name }
      ?? rivals.first { nodes[$0].service.name.trailingNumber == name.trailingNumber }
      ?? rivals.first
    return best == place
  }

  /// A name that RAFT_JOIN already holds for this node, one after the pattern of the other names,
  /// or the service's own.
  private func replacement(at place: Int, taken: Set<String>) -> String {
    let service = nodes[place].service.name
    let listed = nodes.compactMap(\.raftJoinNames).max { $0.count < $1.count } ?? []
    let free = listed.filter { !taken.contains($0) && !$0.isEmpty }
    if let same = free.first(where: { $0.trailingNumber == service.trailingNumber }),
      service.trailingNumber != nil
    {
      return same
    }
    if listed.count == nodes.count, free.contains(listed[place]) { return listed[place] }
    if free.count == 1 { return free[0] }
    let stems = Set(taken.map { $0.withoutTrailingNumber })
    if stems.count == 1, let stem = stems.first, let number = service.trailingNumber,
      !taken.contains(stem + number), taken.allSatisfy({ $0.trailingNumber != nil })
    {
      return stem + number
    }
    return taken.contains(service) ? service + "-\(place + 1)" : service
  }

  /// RAFT_JOIN as every node should have it: all names in the order of the file, unless most nodes
  /// already agree on another order.
  var wantedRaftJoin: String {
    let names = wantedHostnames
    let complete = nodes.compactMap { node in
      Set(node.raftJoinNames ?? []) == Set(names) && node.raftJoin?.count == names.count
        ? node.setting("RAFT_JOIN")?.text : nil
    }
    let counts = Dictionary(complete.map { ($0, 1) }, uniquingKeysWith: +)
    if let (text, count) = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      count * 2 > nodes.count
    {
      return text
    }
    guard nodes.contains(where: { $0.raftJoin?.contains { $0.contains(":") } ?? false }) else {
      return names.joined(separator: ",")
    }
    return zip(nodes, names).map { node, name in
      "\(name):\(node.port("RAFT_PORT", default: 8300) ?? 8300)"
    }.joined(separator: ",")
  }

  /// RAFT_BOOTSTRAP_EXPECT as every node should have it.
  var wantedExpect: String { String(nodes.count) }
}

extension String {
  /// The digits at the end: `2` of `weaviate-node-2`; nil when there are none.
  var trailingNumber: String? {
    let digits = String(reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    return digits.isEmpty ? nil : digits
  }

  var withoutTrailingNumber: String {
    String(dropLast(trailingNumber?.count ?? 0))
  }
}
