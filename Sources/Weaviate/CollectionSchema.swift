/// One collection as a node's schema describes it.
package struct CollectionSchema: Equatable, Sendable {
  package var name: String
  /// The replication factor; 1 where the schema does not say.
  package var factor: Int
  /// Whether the collection asks for async replication (from 1.38 on it is always on).
  package var isAsync: Bool
  package var hasTenants: Bool
  package var desiredShards: Int?
  /// The modules that make vectors of its objects; empty where the client brings them.
  package var vectorizers: [String]
  /// Its properties of type `text`, in the order of the schema.
  package var textProperties: [String]

  /// Reads one element of `classes[]`; nil without a name.
  package init?(_ value: JSONValue) {
    guard let name = value["class"]?.string else { return nil }
    self.name = name
    factor = value["replicationConfig"]?["factor"]?.integer ?? 1
    isAsync = value["replicationConfig"]?["asyncEnabled"]?.bool ?? false
    hasTenants = value["multiTenancyConfig"]?["enabled"]?.bool ?? false
    desiredShards = value["shardingConfig"]?["desiredCount"]?.integer
    let named = (value["vectorConfig"]?.members ?? [:]).values
      .flatMap { ($0["vectorizer"]?.members ?? [:]).keys }
    vectorizers = Set(named + [value["vectorizer"]?.string ?? "none"])
      .filter { $0 != "none" && !$0.isEmpty }.sorted()
    textProperties = (value["properties"]?.elements ?? [])
      .filter { $0["dataType"]?.elements == [.string("text")] }.compactMap { $0["name"]?.string }
  }
}
