import Diagnosis
import Findings
import Weaviate

/// What the saved API answers show, for the diagnosis and for the reader.
struct ClusterReading {
  let cluster: ClusterView
  let placement: Placement

  init(_ cluster: ClusterView) {
    self.cluster = cluster
    placement = Placement(cluster)
  }

  // MARK: Facts for the texts of causes

  /// Texts for the placeholders `weaviate.…` of causes.
  func facts(_ stack: StackFacts) -> [String: String] {
    var facts: [String: String] = [:]
    let endpoints = stack.expected.map { endpoint(of: $0.service, stack) }
    facts["weaviate.endpoints"] =
      endpoints.isEmpty ? "localhost:8080" : endpoints.joined(separator: " ")
    facts["weaviate.nodes"] = cluster.expectedNames.joined(separator: ", ")
    facts["weaviate.count"] = String(max(cluster.expected.count, cluster.views.count))
    let versions = Set(cluster.views.compactMap(\.version) + stack.expected.compactMap(\.version))
    facts["weaviate.version"] =
      versions.isEmpty ? "version unknown" : versions.sorted().joined(separator: ", ")
    guard let keep = nodeToKeep else {
      let first = stack.expected.first
      facts["weaviate.keep.node"] = "the most complete node"
      facts["weaviate.keep.service"] = "the service of the most complete node"
      facts["weaviate.keep.endpoint"] =
        first.map { endpoint(of: $0.service, stack) } ?? "localhost:8080"
      facts["weaviate.others.services"] = "the other nodes"
      facts["weaviate.lost.collections"] = "compare the saved schemas"
      return facts
    }
    let others = stack.expected.filter { $0.service != keep.service }.map(\.service)
    facts["weaviate.keep.node"] = keep.node ?? keep.service
    facts["weaviate.keep.service"] = keep.service
    facts["weaviate.keep.endpoint"] = endpoint(of: keep.service, stack)
    facts["weaviate.others.services"] = others.joined(separator: " and ")
    let lost = collectionsOutside(keep)
    facts["weaviate.lost.collections"] = lost.isEmpty ? "none seen" : lost.joined(separator: ", ")
    return facts
  }

  private func endpoint(of service: String, _ stack: StackFacts) -> String {
    stack.services.first { $0.service == service }?.endpoint ?? "\(service):8080"
  }

  /// The node whose loss would cost most: by collections, then objects, then the size of its group.
  private var nodeToKeep: NodeView? {
    let candidates = cluster.views.filter { $0.localSchema != nil }
    guard candidates.count > 1 else { return nil }
    return candidates.max { left, right in weight(left) < weight(right) }
  }

  private func weight(_ view: NodeView) -> (Int, Int, Int, String) {
    let name = view.node ?? view.service
    let group = cluster.groups.first { $0.contains(name) }?.count ?? 0
    let objects = view.counts.values.reduce(0, +)
    // The name decides between equals, reversed so that the first one wins.
    return (
      view.localSchema?.count ?? 0, objects, group,
      String(
        name.unicodeScalars.map {
          Character(UnicodeScalar(UInt8(truncatingIfNeeded: 255 - min($0.value, 255))))
        })
    )
  }

  private func collectionsOutside(_ keep: NodeView) -> [String] {
    let kept = Set((keep.localSchema ?? []).map(\.name))
    return placement.collections.filter { !kept.contains($0.name) }.map { collection in
      let place = collection.schemaOn.joined(separator: ", ")
      return place.isEmpty ? collection.name : "\(collection.name) on \(place)"
    }
  }

  // MARK: Effects

  /// The table that shows where each collection is; none when every node that answered holds
  /// everything alike, or when fewer than two answered.
  var effects: [Effect] {
    let names = cluster.views.filter { $0.localSchema != nil }.map { $0.node ?? $0.service }
    guard names.count > 1 else { return [] }
    let isUneven = placement.collections.contains { collection in
      (!collection.schemaOn.isEmpty && collection.schemaOn.count < names.count)
        || (collection.factor > 1 && Set(collection.counts.values).count > 1)
        || (collection.factor > 1 && !collection.hasTenants && !collection.shards.isEmpty
          && collection.shards.contains { $0.nodes.count < min(collection.factor, names.count) })
    }
    guard isUneven else { return [] }
    let silent = cluster.expected.filter { node in
      !cluster.views.contains { $0.service == node.service && $0.localSchema != nil }
    }.map { $0.node ?? $0.service }
    let rows = placement.collections.prefix(20).map { collection in
      [
        collection.name, String(collection.factor),
        Self.list(collection.schemaOn, of: names), Self.list(collection.shardsOn, of: names),
        Self.counts(collection.counts),
      ]
    }
    var text =
      silent.isEmpty
      ? "" : "What \(silent.joined(separator: ", ")) hold is not known: their API did not answer."
    if placement.collections.count > rows.count {
      text += " \(placement.collections.count - rows.count) more collections are not shown."
    }
    return [
      Effect(
        text: text,
        table: Effect.Table(
          columns: ["collection", "factor", "schema on", "shards on", "objects"], rows: rows))
    ]
  }

  private static func list(_ nodes: [String], of all: [String]) -> String {
    if nodes.isEmpty { return "-" }
    if nodes.count == 1, all.count > 1 { return "\(nodes[0]) only" }
    return nodes.count == all.count ? "all" : nodes.joined(separator: " ")
  }

  private static func counts(_ counts: [String: Int]) -> String {
    let values = Set(counts.values)
    if values.isEmpty { return "not counted" }
    if values.count == 1, let value = values.first { return String(value) }
    return counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }
}
