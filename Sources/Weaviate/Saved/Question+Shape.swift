extension SavedAnswer.Question {
  /// The question that has an answer of this shape; nil for JSON of another kind.
  init?(shape value: JSONValue, words: PathWords) {
    if let list = value["statistics"], !list.elements.isEmpty,
      list.elements.allSatisfy(Self.isStatistics)
    {
      self = .statistics
    } else if let list = value["nodes"], !list.elements.isEmpty,
      list.elements.allSatisfy(Self.isNode)
    {
      self = list.elements.contains { $0["shards"]?.isArray == true } ? .nodesVerbose : .nodes
    } else if let list = value["classes"], list.isArray,
      list.elements.allSatisfy({ $0["class"]?.string != nil })
    {
      self = words.has("local") || words.has("false") ? .schemaLocal : .schema
    } else if value["version"]?.string != nil, value["hostname"]?.string != nil {
      self = .meta
    } else if let collection = value["shardingState"]?["collection"]?.string {
      self = .shardingState(collection)
    } else if let counted = value["data"]?["Aggregate"]?.members.keys.sorted().first {
      self = .count(counted)
    } else if let first = value.elements.first, first["activityStatus"]?.string != nil,
      NodeInquiry.isPlain(words.last)
    {
      self = .tenants(words.last)
    } else if words.has("shards"), let first = value.elements.first,
      first["status"]?.string != nil, first["name"]?.string != nil
    {
      self = .shards(words.last)
    } else {
      return nil
    }
  }

  private static func isStatistics(_ value: JSONValue) -> Bool {
    value["name"]?.string != nil
      && (value["raft"] != nil || value["leaderId"] != nil || value["status"] != nil)
  }

  private static func isNode(_ value: JSONValue) -> Bool {
    guard value["name"]?.string != nil else { return false }
    return ["HEALTHY", "UNHEALTHY", "UNAVAILABLE", "TIMEOUT"].contains(value["status"]?.string)
  }

  /// Reads a key of a merged text: a saved file's name, a path or an address.
  init?(key: String) {
    if let question = Self(name: key) ?? Self(name: key.replacingUnderscores) {
      self = question
      return
    }
    guard let start = key.firstRange(of: "/v1/")?.upperBound ?? key.afterLeading("v1/") else {
      return nil
    }
    let target = key[start...]
    let path = target.prefix { $0 != "?" }.split(separator: "/").map(String.init)
    let query = target.drop { $0 != "?" }
    switch (path.first, path.count) {
    case (".well-known", 2): self = path[1] == "ready" ? .ready : .live
    case ("meta", 1): self = .meta
    case ("nodes", 1): self = query.contains("verbose") ? .nodesVerbose : .nodes
    case ("cluster", 2) where path[1] == "statistics": self = .statistics
    case ("schema", 1): self = query.contains("consistency=false") ? .schemaLocal : .schema
    case ("schema", 3) where path[2] == "shards": self = .shards(path[1])
    case ("schema", 3) where path[2] == "tenants": self = .tenants(path[1])
    case ("replication", 2) where path[1] == "sharding-state":
      guard let name = query.firstRange(of: "collection=")?.upperBound else { return nil }
      self = .shardingState(String(query[name...].prefix { $0 != "&" }))
    default: return nil
    }
  }
}

extension String {
  fileprivate var replacingUnderscores: String {
    String(map { $0 == "_" ? "-" : $0 })
  }

  fileprivate func afterLeading(_ prefix: String) -> String.Index? {
    hasPrefix(prefix) ? index(startIndex, offsetBy: prefix.count) : nil
  }
}
