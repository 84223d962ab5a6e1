/// Decides whether and how a collection may be probed.
package enum ProbePlan: Equatable, Sendable {
  case refused(String)
  case ready(ProbeRecord, through: NodeEndpoint, nodes: [String], factor: Int)

  /// - Parameters:
  ///   - collection: The exact name of the collection.
  ///   - cluster: What the nodes answered just now.
  ///   - endpoints: The nodes that can be asked.
  ///   - settings: What the user allows.
  package init(
    _ collection: String, in cluster: ClusterView, endpoints: [NodeEndpoint],
    _ settings: ProbeSettings
  ) {
    do throws(Refusal) {
      self = try Self.plan(collection, cluster, endpoints, settings)
    } catch {
      self = .refused(error.why)
    }
  }

  private struct Refusal: Error {
    var why: String
  }

  private static func plan(
    _ collection: String, _ cluster: ClusterView, _ endpoints: [NodeEndpoint],
    _ settings: ProbeSettings
  ) throws(Refusal) -> ProbePlan {
    func view(_ endpoint: NodeEndpoint) -> NodeView? {
      cluster.views.first { $0.service == endpoint.service }
    }
    let ready = endpoints.first { view($0)?.ready == 200 }
    guard let through = ready ?? endpoints.first(where: { view($0)?.isReachable == true }) else {
      throw Refusal(why: "no node can be reached")
    }
    try refuseBroken(cluster, settings)
    let schema = try schema(collection, view(through), cluster, settings)
    try refuseCallingOut(schema, settings)
    let tenant = try tenant(schema, cluster, settings)
    let seen = cluster.listing.flatMap { ($0.nodes ?? []).map(\.name) }
    let nodes = Set(seen + cluster.expectedNames).sorted()
    guard !nodes.isEmpty else {
      throw Refusal(why: "no node could say which nodes there are, so nothing could be proven")
    }
    let record = ProbeRecord(
      collection: collection, tenant: tenant,
      property: schema.textProperties.first(where: NodeInquiry.isPlain))
    return .ready(record, through: through, nodes: nodes, factor: schema.factor)
  }

  private static func refuseBroken(
    _ cluster: ClusterView, _ settings: ProbeSettings
  ) throws(Refusal) {
    guard !settings.isForced else { return }
    let survey = ClusterSurvey(cluster)
    switch survey.state {
    case .split, .leaderless, .diverged:
      throw Refusal(
        why: "\(survey.headline). A record written now may be unreachable for a part of the nodes "
          + "and cannot be deleted there; repair first, or use --force")
    case .degraded, .whole, .unknown:
      return
    }
  }

  /// The collection as the node that is written through has it: writing to one that it does not
  /// know would create it (auto-schema is on by default).
  private static func schema(
    _ collection: String, _ view: NodeView?, _ cluster: ClusterView, _ settings: ProbeSettings
  ) throws(Refusal) -> CollectionSchema {
    guard NodeInquiry.isPlain(collection) else {
      throw Refusal(why: "`\(collection)` is no name of a collection")
    }
    guard let known = view?.localSchema ?? view?.schema else {
      throw Refusal(
        why: "the schema of the node that would be written through cannot be read, and writing to "
          + "a collection that it does not know would create it")
    }
    guard let schema = known.first(where: { $0.name == collection }) else {
      let names = known.map(\.name).sorted().prefix(8).joined(separator: ", ")
      throw Refusal(
        why: "there is no collection `\(collection)` (exactly so written), and a probe never "
          + "creates one; there are: \(names.isEmpty ? "none" : names)")
    }
    let lacking = cluster.views.filter { other in
      other.localSchema.map { !$0.contains { $0.name == collection } } ?? false
    }
    guard lacking.isEmpty || settings.isForced else {
      throw Refusal(
        why: "\(lacking.map(\.service).joined(separator: ", ")) does not know `\(collection)`; "
          + "the record could not be proven gone there. Repair first, or use --force")
    }
    return schema
  }

  private static func refuseCallingOut(
    _ schema: CollectionSchema, _ settings: ProbeSettings
  ) throws(Refusal) {
    guard !schema.vectorizers.isEmpty, !settings.allowsVectorizer else { return }
    throw Refusal(
      why: "`\(schema.name)` makes vectors with \(schema.vectorizers.joined(separator: ", ")), "
        + "which would be called (and may cost money); use --allow-vectorizer, or take another "
        + "collection")
  }

  private static func tenant(
    _ schema: CollectionSchema, _ cluster: ClusterView, _ settings: ProbeSettings
  ) throws(Refusal) -> String? {
    guard schema.hasTenants else {
      guard settings.tenant == nil else {
        throw Refusal(why: "`\(schema.name)` has no tenants")
      }
      return nil
    }
    guard let tenant = settings.tenant else {
      throw Refusal(why: "`\(schema.name)` has tenants; name an active one with --tenant")
    }
    // What servers allow for a tenant's name; anything else cannot exist.
    let isPlain = NodeInquiry.isPlain(String(tenant.filter { $0 != "-" && $0 != "." }))
    let state = cluster.views.compactMap { $0.tenantStates[schema.name]?[tenant] }.first
    switch state {
    case "HOT", "ACTIVE":
      guard isPlain else { throw Refusal(why: "tenant `\(tenant)` has a name that is not plain") }
      return tenant
    case .some(let other):
      throw Refusal(
        why: "tenant `\(tenant)` is \(other.lowercased()), and a probe activates none")
    case nil:
      throw Refusal(why: "there is no tenant `\(tenant)`, and a probe never creates one")
    }
  }
}
