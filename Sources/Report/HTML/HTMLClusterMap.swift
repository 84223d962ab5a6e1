/// The cluster as a drawing (who leads whom) and a table (which shard where).
struct HTMLClusterMap {
  private let map: ClusterMap

  private static let mostNodes = 24
  private static let mostShards = 200
  private static let boxWidth = 150
  private static let boxHeight = 64
  private static let gap = 26

  init(_ map: ClusterMap) {
    self.map = map
  }

  private var nodes: [ClusterMap.Node] {
    // Nodes of one cluster stand side by side, the leader first.
    let order = map.groups.enumerated().reduce(into: [String: Int]()) { order, group in
      for name in group.element { order[name] = group.offset }
    }
    return Array(
      map.nodes.enumerated().sorted { left, right in
        let one = (order[left.element.name] ?? .max, isLeader(left.element) ? 0 : 1, left.offset)
        let two = (order[right.element.name] ?? .max, isLeader(right.element) ? 0 : 1, right.offset)
        return one < two
      }.map(\.element).prefix(Self.mostNodes))
  }

  private func isLeader(_ node: ClusterMap.Node) -> Bool {
    node.state == "Leader" || node.leader == node.name
  }

  /// Sentences that say what the drawing shows.
  private var sentences: [String] {
    var texts: [String] = []
    if map.groups.count > 1 {
      let groups = map.groups.map { "{\($0.joined(separator: ", "))}" }
      texts.append("\(map.groups.count) separate RAFT clusters: \(Wording.list(groups)).")
    }
    for node in nodes {
      if !node.isReachable {
        texts.append("\(node.name) did not answer.")
      } else if isLeader(node) {
        texts.append("\(node.name) leads.")
      } else if let leader = node.leader {
        texts.append("\(node.name) follows \(leader.isEmpty ? "nobody" : leader).")
      } else {
        texts.append("Whom \(node.name) follows is not known.")
      }
    }
    return texts
  }

  var html: String {
    guard !map.nodes.isEmpty else { return "" }
    let text = sentences.joined(separator: " ")
    let more =
      map.nodes.count > Self.mostNodes
      ? "<p class=\"muted\">and \(map.nodes.count - Self.mostNodes) more nodes</p>" : ""
    return drawing(text) + "<p>\(HTMLText.escaped(text))</p>\n" + more + table
  }

  // MARK: Drawing

  /// Room for the arrows above the boxes, where there are any.
  private var top: Int {
    let names = Set(nodes.map(\.name))
    let hasArrows = nodes.contains { node in
      !isLeader(node) && node.leader.map(names.contains) == true
    }
    return hasArrows ? 86 : 18
  }

  private func x(_ place: Int) -> Int { 8 + place * (Self.boxWidth + Self.gap) }

  private func drawing(_ text: String) -> String {
    let nodes = nodes
    let width = x(nodes.count) - Self.gap + 8
    let height = top + Self.boxHeight + 24
    var svg =
      "<defs><marker id=\"head\" markerWidth=\"8\" markerHeight=\"8\" refX=\"7\" refY=\"4\" "
      + "orient=\"auto\"><path class=\"head\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n"
    svg += outlines(nodes)
    for (place, node) in nodes.enumerated() { svg += box(node, at: place) }
    for (place, node) in nodes.enumerated() {
      guard !isLeader(node), let leader = node.leader,
        let target = nodes.firstIndex(where: { $0.name == leader })
      else { continue }
      svg += arrow(from: place, to: target)
    }
    return "<div class=\"scroll\"><svg class=\"map\" role=\"img\" "
      + "aria-label=\"Who leads whom: \(HTMLText.escaped(text))\" width=\"\(width)\" "
      + "height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\">\(svg)</svg></div>\n"
  }

  /// One dashed outline for each RAFT cluster, where there are several.
  private func outlines(_ nodes: [ClusterMap.Node]) -> String {
    guard map.groups.count > 1 else { return "" }
    return map.groups.map { group in
      let places = nodes.indices.filter { group.contains(nodes[$0].name) }
      guard let first = places.first, let last = places.last else { return "" }
      let width = x(last) - x(first) + Self.boxWidth + 12
      return "<rect class=\"group\" x=\"\(x(first) - 6)\" y=\"\(top - 10)\" "
        + "width=\"\(width)\" height=\"\(Self.boxHeight + 20)\" rx=\"8\"/>\n"
    }.joined()
  }

  private func box(_ node: ClusterMap.Node, at place: Int) -> String {
    let (left, top) = (x(place), self.top)
    let kind = !node.isReachable ? "silent" : isLeader(node) ? "leads" : "follows"
    let state =
      !node.isReachable ? "no answer" : isLeader(node) ? "leader" : (node.state ?? "state unknown")
    let lines = [node.name, state.lowercased(), node.version.map { "version \($0)" } ?? ""]
    let texts = lines.enumerated().map { line, text in
      "<text x=\"\(left + 10)\" y=\"\(top + 20 + line * 18)\">"
        + "\(HTMLText.escaped(Wrapping.cut(text, width: 20)))</text>"
    }
    return "<g class=\"\(kind)\"><rect class=\"node\" x=\"\(left)\" y=\"\(top)\" "
      + "width=\"\(Self.boxWidth)\" height=\"\(Self.boxHeight)\" rx=\"6\"/>"
      + texts.joined() + "</g>\n"
  }

  private func arrow(from place: Int, to target: Int) -> String {
    let (start, end) = (x(place) + Self.boxWidth / 2, x(target) + Self.boxWidth / 2)
    let rise = min(top - 8, 24 + abs(place - target) * 14)
    let (y, peak) = (top - 2, top - rise)
    return "<path class=\"arrow\" marker-end=\"url(#head)\" "
      + "d=\"M\(start) \(y)C\(start) \(peak) \(end) \(peak) \(end) \(y)\"/>\n"
  }

  // MARK: Table

  private var table: String {
    guard !map.shards.isEmpty else { return "" }
    let names = nodes.map(\.name)
    let head = (["collection", "shard", "factor"] + names)
      .map { "<th scope=\"col\">\(HTMLText.escaped($0))</th>" }.joined()
    let rows = map.shards.prefix(Self.mostShards).map { shard in
      let cells = names.map { name in cell(shard, name) }
      let first = [shard.collection, shard.name, String(shard.factor)].map {
        "<td>\(HTMLText.escaped(Wrapping.cut($0, width: 60)))</td>"
      }
      return "<tr>\((first + cells).joined())</tr>\n"
    }
    let left = map.shards.count - Self.mostShards
    let more = left > 0 ? "<p class=\"muted\">and \(left) more shards</p>" : ""
    return "<div class=\"scroll\"><table><caption>Which shard is on which node</caption>"
      + "<thead><tr>\(head)</tr></thead><tbody>\(rows.joined())</tbody></table></div>\(more)\n"
  }

  private func cell(_ shard: ClusterMap.Shard, _ name: String) -> String {
    let isThere = shard.nodes.contains(name)
    let isMeant = shard.assigned.contains(name)
    let isSilent = nodes.contains { $0.name == name && !$0.isReachable }
    if isThere { return "<td class=\"there\">yes</td>" }
    if isSilent { return "<td class=\"muted\">not known</td>" }
    return isMeant ? "<td class=\"word bad\">missing</td>" : "<td class=\"muted\">no</td>"
  }
}
