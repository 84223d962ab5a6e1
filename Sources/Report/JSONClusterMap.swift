/// The cluster map in the JSON report.
enum JSONClusterMap {
  static func value(_ map: ClusterMap) -> JSONValue {
    .members([
      "nodes": .array(map.nodes.map(node)), "shards": .array(map.shards.map(shard)),
      "groups": .array(map.groups.map(JSONValue.strings)),
    ])
  }

  private static func node(_ node: ClusterMap.Node) -> JSONValue {
    .members([
      "name": .string(node.name), "service": .string(node.service),
      "state": .optional(node.state), "leader": .optional(node.leader),
      "version": .optional(node.version), "reachable": .bool(node.isReachable),
    ])
  }

  private static func shard(_ shard: ClusterMap.Shard) -> JSONValue {
    .members([
      "collection": .string(shard.collection), "name": .string(shard.name),
      "factor": .integer(shard.factor), "nodes": .strings(shard.nodes),
      "assigned": .strings(shard.assigned),
    ])
  }
}
