/// Who leads whom in a cluster, and which node holds which shard, as the nodes themselves say.
package struct ClusterMap: Equatable, Sendable {
  /// One node.
  package struct Node: Equatable, Sendable {
    /// Its own name, or its service where nothing tells the name.
    package var name: String
    package var service: String
    /// `Leader`, `Follower`, `Candidate`; nil where unknown.
    package var state: String?
    /// The name of the node that it follows; nil where unknown, empty where it knows none.
    package var leader: String?
    package var version: String?
    /// Whether it answered.
    package var isReachable: Bool

    package init(
      name: String, service: String, state: String?, leader: String?, version: String?,
      isReachable: Bool
    ) {
      self.name = name
      self.service = service
      self.state = state
      self.leader = leader
      self.version = version
      self.isReachable = isReachable
    }
  }

  /// One shard of a collection.
  package struct Shard: Equatable, Sendable {
    package var collection: String
    package var name: String
    /// How many nodes should hold it.
    package var factor: Int
    /// The names of the nodes on which it was seen.
    package var nodes: [String]
    /// The names of the nodes that should hold it; empty where unknown.
    package var assigned: [String]

    package init(
      collection: String, name: String, factor: Int, nodes: [String], assigned: [String]
    ) {
      self.collection = collection
      self.name = name
      self.factor = factor
      self.nodes = nodes
      self.assigned = assigned
    }
  }

  package var nodes: [Node]
  package var shards: [Shard]
  /// The names of the nodes that form one RAFT cluster each.
  package var groups: [[String]]

  package init(nodes: [Node], shards: [Shard], groups: [[String]]) {
    self.nodes = nodes
    self.shards = shards
    self.groups = groups
  }
}
