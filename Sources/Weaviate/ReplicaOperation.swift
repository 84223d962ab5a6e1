/// One move or copy of a replica (`/v1/replication/replicate/list`, 1.31 and later).
package struct ReplicaOperation: Equatable, Sendable {
  package var collection: String
  package var shard: String
  package var from: String
  package var to: String
  /// `COPY` or `MOVE`.
  package var kind: String
  /// `REGISTERED`, `HYDRATING`, `FINALIZING`, `DEHYDRATING`, `READY`, `CANCELLED`.
  package var state: String

  /// Reads one element of the list; nil without a collection.
  package init?(_ value: JSONValue) {
    guard let collection = value["collection"]?.string else { return nil }
    self.collection = collection
    shard = value["shard"]?.string ?? ""
    from = value["sourceNode"]?.string ?? ""
    to = value["targetNode"]?.string ?? ""
    kind = value["type"]?.string ?? ""
    state = value["status"]?["state"]?.string ?? ""
  }

  package var hasEnded: Bool { ["READY", "CANCELLED"].contains(state) }
}
