/// One collection over all nodes: where it should be, where it is, and whether that agrees.
package struct CollectionSurvey: Equatable, Sendable {
  /// Whether all that was looked at agrees.
  package enum Agreement: String, Sendable {
    case yes, no
    /// Something that decides it could not be looked at.
    case unknown
  }

  package var name: String
  package var factor: Int
  package var hasTenants: Bool
  /// Tenants by state; empty where they were not asked about.
  package var tenants: [String: Int]
  /// Whether replicas compare themselves; nil where nothing says so.
  package var isAsync: Bool?
  /// The nodes whose own schema holds it, sorted.
  package var schemaOn: [String]
  /// The nodes whose own schema was read, sorted.
  package var schemaAsked: [String]
  /// The number of shards seen.
  package var shards: Int
  /// Shards by node.
  package var distribution: [String: Int]
  /// The least nodes on which one of its shards is; nil without shards.
  package var fewestReplicas: Int?
  /// How many nodes a shard was assigned to; nil before 1.31.
  package var assigned: Int?
  /// Shards that are not loaded, over all nodes.
  package var unloaded: Int
  /// Objects by node, as counted through it.
  package var objects: [String: Int]
  /// Objects in files by node: late by minutes, for display where nothing was counted.
  package var writtenObjects: [String: Int]
  package var agreement: Agreement
  /// What is wrong or worth knowing, a few words each.
  package var issues: [String]

  /// All collections that any node knows, sorted by name.
  package static func all(of cluster: ClusterView) -> [CollectionSurvey] {
    let asked = cluster.views.filter { $0.localSchema != nil }.map { $0.node ?? $0.service }
    return Placement(cluster).collections.map { collection in
      survey(collection, cluster, schemaAsked: asked.sorted())
    }
  }

  private static func survey(
    _ collection: Placement.Collection, _ cluster: ClusterView, schemaAsked: [String]
  ) -> CollectionSurvey {
    let held = shards(of: collection.name, cluster)
    let targets = held.values.joined().compactMap(\.asyncTargets)
    var survey = CollectionSurvey(
      name: collection.name, factor: collection.factor, hasTenants: collection.hasTenants,
      tenants: tenants(of: collection.name, cluster),
      isAsync: targets.contains { !$0.isEmpty } || collection.isAsync,
      schemaOn: collection.schemaOn, schemaAsked: schemaAsked,
      shards: Set(held.values.joined().map(\.name)).count,
      distribution: held.mapValues(\.count),
      fewestReplicas: collection.shards.filter { !$0.mayBeElsewhere }.map(\.nodes.count).min(),
      unloaded: held.values.joined().count { $0.isLoaded == false }, objects: collection.counts,
      writtenObjects: held.mapValues { $0.reduce(0) { $0 + $1.writtenObjects } },
      agreement: .unknown, issues: [])
    let stated = held.values.joined().compactMap(\.assignedReplicas).max()
    let listed = collection.shards.map(\.assigned.count).max().flatMap { $0 > 0 ? $0 : nil }
    survey.assigned = listed ?? stated
    survey.judge(collection, nodes: cluster.nodeCount)
    return survey
  }

  private static func tenants(of collection: String, _ cluster: ClusterView) -> [String: Int] {
    let states = cluster.views.compactMap { $0.tenantStates[collection] }.first ?? [:]
    return states.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// The shards by node, each node's own word before that of the others.
  private static func shards(
    of collection: String, _ cluster: ClusterView
  ) -> [String: [NodeStatus.Shard]] {
    var result: [String: [NodeStatus.Shard]] = [:]
    for view in cluster.listing {
      for node in view.nodes ?? [] {
        let shards = (node.shards ?? []).filter { $0.collection == collection }
        guard !shards.isEmpty, result[node.name] == nil || view.node == node.name else { continue }
        result[node.name] = shards
      }
    }
    return result
  }

  // MARK: Judgement

  private mutating func judge(_ collection: Placement.Collection, nodes: Int) {
    var isWrong = false
    var isUnseen = schemaAsked.count < nodes
    if schemaOn.count < schemaAsked.count {
      isWrong = true
      let absent = schemaAsked.filter { !schemaOn.contains($0) }
      issues.append("unknown to \(absent.joined(separator: ", "))")
    }
    if collection.hasTenants {
      judgeTenants(&isUnseen)
    } else {
      if let fewest = fewestReplicas, fewest < min(factor, nodes), factor > 1 {
        isWrong = true
        issues.append("\(fewest) of \(factor) replicas" + assignment)
      }
      if collection.shards.isEmpty { isUnseen = true }
      if collection.shards.contains(where: \.mayBeElsewhere) {
        isUnseen = true
        issues.append("replicas on nodes that could not be asked")
      }
      judgeCounts(&isWrong, &isUnseen)
    }
    if unloaded > 0 { issues.append("\(unloaded) shards not loaded: lazy, or damaged") }
    if factor > nodes, nodes > 0 { issues.append("factor \(factor) on \(nodes) nodes") }
    agreement = isWrong ? .no : isUnseen ? .unknown : .yes
  }

  /// Why there are fewer replicas than the factor, where the server tells what it assigned.
  private var assignment: String {
    guard let assigned else { return "" }
    return assigned < factor
      ? ", and only \(assigned) assigned: the factor was never applied"
      : ", although \(assigned) are assigned"
  }

  /// Tenants that are not active have no shard to be seen, so that fewer replicas prove nothing.
  private mutating func judgeTenants(_ isUnseen: inout Bool) {
    if factor > 1, let fewest = fewestReplicas, fewest < factor {
      isUnseen = true
      issues.append("some tenants have shards on fewer nodes: inactive there, or missing")
    }
    let hot = tenants["HOT", default: 0] + tenants["ACTIVE", default: 0]
    if !tenants.isEmpty, hot < tenants.values.reduce(0, +) {
      issues.append("only active tenants have shards to be seen")
    }
  }

  private mutating func judgeCounts(_ isWrong: inout Bool, _ isUnseen: inout Bool) {
    if objects.isEmpty {
      if shards > 0 || !schemaOn.isEmpty { isUnseen = true }
    } else if Set(objects.values).count > 1 {
      isWrong = true
      let isLeftAlone = factor > 1 && isAsync != true
      issues.append(
        "the nodes count differently"
          + (isLeftAlone ? ", and no async replication evens it out" : ""))
    }
  }
}
