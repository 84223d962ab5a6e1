import Report
import Weaviate

extension ClusterMap {
  /// The map of what saved or live answers show.
  init(_ reading: ClusterReading) {
    let survey = ClusterSurvey(reading.cluster)
    self.init(
      nodes: survey.nodes.map { node in
        Node(
          name: node.name ?? node.service, service: node.service, state: node.state,
          leader: node.leader, version: node.version, isReachable: node.isReachable == true)
      },
      shards: reading.placement.collections.flatMap { collection in
        // Tenants are shards too; a map of thousands of them would show nothing.
        collection.hasTenants
          ? []
          : collection.shards.map { shard in
            Shard(
              collection: collection.name, name: shard.name, factor: collection.factor,
              nodes: shard.nodes, assigned: shard.assigned)
          }
      }, groups: survey.groups)
  }
}
