/// What the nodes of a cluster should be called, and what RAFT_JOIN should list.
struct WantedMembership {
  /// The node names by the order of the nodes: each its own, unless that is unset or taken.
  let hostnames: [String]
  /// RAFT_JOIN as every node should have it.
  let raftJoin: String
  /// RAFT_BOOTSTRAP_EXPECT as every node should have it.
  let expect: String

  init(_ nodes: [WeaviateNode]) {
    hostnames = Self.hostnames(nodes)
    raftJoin = Self.raftJoin(nodes, hostnames)
    expect = String(nodes.count)
  }

  private static func hostnames(_ nodes: [WeaviateNode]) -> [String] {
    let keepers = keepers(nodes)
    var taken = Set(keepers.keys)
    let listed = nodes.compactMap(\.raftJoinNames).max { $0.count < $1.count } ?? []
    return nodes.indices.map { place in
      if let name = nodes[place].hostname, keepers[name] == place { return name }
      let name = replacement(
        at: place, for: nodes[place].service.name, count: nodes.count, listed: listed, taken: taken)
      taken.insert(name)
      return name
    }
  }

  /// Of nodes with one name, the one whose service's name fits it best keeps it, else the first.
  private static func keepers(_ nodes: [WeaviateNode]) -> [String: Int] {
    let named = nodes.indices.filter { nodes[$0].hostname != nil }
    return Dictionary(grouping: named) { nodes[$0].hostname ?? "" }.compactMapValues { rivals in
      guard rivals.count > 1, let name = rivals.first.flatMap({ nodes[$0].hostname }) else {
        return rivals.first
      }
      return rivals.first { nodes[$0].service.name == name }
        ?? rivals.first { nodes[$0].service.name.trailingNumber == name.trailingNumber }
        ?? rivals.first
    }
  }

  /// A name that RAFT_JOIN already holds for this node, one after the pattern of the other names,
  /// or the service's own.
  private static func replacement(
    at place: Int, for service: String, count: Int, listed: [String], taken: Set<String>
  ) -> String {
    let free = listed.filter { !taken.contains($0) && !$0.isEmpty }
    if let number = service.trailingNumber,
      let same = free.first(where: { $0.trailingNumber == number })
    {
      return same
    }
    if listed.count == count, free.contains(listed[place]) { return listed[place] }
    if free.count == 1 { return free[0] }
    let sample = taken.prefix(64)
    let stems = Set(sample.map(\.withoutTrailingNumber))
    if stems.count == 1, let stem = stems.first, let number = service.trailingNumber,
      !taken.contains(stem + number), sample.allSatisfy({ $0.trailingNumber != nil })
    {
      return stem + number
    }
    return taken.contains(service) ? service + "-\(place + 1)" : service
  }

  /// All names in the order of the file, unless most nodes already agree on another order.
  private static func raftJoin(_ nodes: [WeaviateNode], _ names: [String]) -> String {
    let wanted = Set(names)
    let counts = Dictionary(
      nodes.compactMap { $0.setting("RAFT_JOIN")?.text }.map { ($0, 1) }, uniquingKeysWith: +)
    let settled = counts.first { $0.value * 2 > nodes.count }?.key
    if let settled, let node = nodes.first(where: { $0.setting("RAFT_JOIN")?.text == settled }),
      node.raftJoin?.count == names.count, Set(node.raftJoinNames ?? []) == wanted
    {
      return settled
    }
    guard nodes.contains(where: { $0.raftJoin?.contains { $0.contains(":") } ?? false }) else {
      return names.joined(separator: ",")
    }
    return zip(nodes, names).map { node, name in
      "\(name):\(node.port("RAFT_PORT", default: 8300) ?? 8300)"
    }.joined(separator: ",")
  }
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
