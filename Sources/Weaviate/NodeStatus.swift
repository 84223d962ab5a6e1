/// One node as `/v1/nodes` describes it.
///
/// The list is made from the live gossip members, so a dead node is missing rather than red
/// (`weaviate/weaviate adapters/repos/db/nodes.go @v1.32.0`).
package struct NodeStatus: Equatable, Sendable {
  /// One shard that this node holds.
  package struct Shard: Equatable, Sendable {
    package var name: String
    package var collection: String
    package var indexingStatus: String
    /// nil before 1.24.2; false means that counts are meaningless zeros.
    package var isLoaded: Bool?
    /// The factor that the collection asks for; nil before 1.31.
    package var factor: Int?
    /// The replicas that the shard was assigned to; nil before 1.31.
    package var assignedReplicas: Int?
    /// Objects in files: what was written in the last minutes may be missing.
    package var writtenObjects: Int
    /// The nodes that this replica compares itself with; nil where the version does not say.
    package var asyncTargets: [String]?
  }

  package var name: String
  /// `HEALTHY`, `UNHEALTHY`, `UNAVAILABLE` or `TIMEOUT`.
  package var status: String
  package var version: String?
  /// nil when the node could not be asked, or the answer was the minimal one.
  package var shards: [Shard]?

  /// Reads one element of `nodes[]`; nil without a name.
  package init?(_ value: JSONValue) {
    guard let name = value["name"]?.string else { return nil }
    self.name = name
    status = value["status"]?.string ?? ""
    version = value["version"]?.string
    shards =
      value["shards"]?.isArray == true ? value["shards"]?.elements.compactMap(Shard.init) : nil
  }
}

extension NodeStatus.Shard {
  fileprivate init?(_ value: JSONValue) {
    guard let name = value["name"]?.string, let collection = value["class"]?.string else {
      return nil
    }
    self.init(
      name: name, collection: collection,
      indexingStatus: value["vectorIndexingStatus"]?.string ?? "",
      isLoaded: value["loaded"]?.bool, factor: value["replicationFactor"]?.integer,
      assignedReplicas: value["numberOfReplicas"]?.integer,
      writtenObjects: value["objectCount"]?.integer ?? 0,
      asyncTargets: value["asyncReplicationStatus"].flatMap { list in
        list.isArray ? list.elements.compactMap { $0["targetNode"]?.string }.sorted() : nil
      })
  }
}
