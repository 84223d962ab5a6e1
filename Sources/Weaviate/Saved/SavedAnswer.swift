/// One answer of one node's API, as it was saved.
package struct SavedAnswer: Sendable {
  /// The question that was asked.
  package enum Question: Hashable, Sendable {
    case ready, live, meta, nodes, nodesVerbose, statistics
    /// The schema as the leader has it (the default).
    case schema
    /// The schema that this node itself holds (header `consistency: false`).
    case schemaLocal
    /// Shard statuses of a collection.
    case shards(String)
    /// The replicas that each shard of a collection was assigned to (1.31 and later).
    case shardingState(String)
    /// The objects of a collection as counted through this node (GraphQL Aggregate).
    case count(String)
    /// The nodes with the shards of one collection only.
    case nodesOf(String)
    /// The tenants of a collection with their states.
    case tenants(String)
    /// The moves and copies of replicas that run or ran (1.31 and later).
    case operations
  }

  /// The service whose API answered.
  package var service: String
  package var question: Question
  /// The HTTP status; 0 when there was no connection or no answer.
  package var status: Int
  package var body: [UInt8]
  /// Where the answer lies, relative to the input.
  package var source: String

  package init(
    service: String, question: Question, status: Int, body: [UInt8], source: String
  ) {
    self.service = service
    self.question = question
    self.status = status
    self.body = body
    self.source = source
  }
}

extension SavedAnswer {
  /// Puts the files of an API folder together: `<service>/<name>.json`, `.txt` and `.status`.
  ///
  /// Files with other names are taken for what their content is (`recognise(path:bytes:)`).
  ///
  /// - Parameter files: Path relative to the input, and content, of every file below `api/`.
  /// - Returns: The answers, sorted by source, and the paths that are none.
  package static func read(
    _ files: [(path: String, bytes: [UInt8])]
  ) -> (answers: [SavedAnswer], unknown: [String]) {
    var byStem: [String: [String: [UInt8]]] = [:]
    var unknown: [String] = []
    for file in files {
      guard let dot = file.path.lastIndex(of: "."),
        ["json", "txt", "status"].contains(file.path[file.path.index(after: dot)...])
      else {
        unknown.append(file.path)
        continue
      }
      let kind = String(file.path[file.path.index(after: dot)...])
      byStem[String(file.path[..<dot]), default: [:]][kind] = file.bytes
    }
    var answers: [SavedAnswer] = []
    for (stem, parts) in byStem.sorted(by: { $0.key < $1.key }) {
      let pieces = stem.split(separator: "/")
      guard pieces.count >= 2, let name = pieces.last, let question = Question(name: String(name))
      else {
        for (kind, bytes) in parts.sorted(by: { $0.key < $1.key }) {
          let found = kind == "status" ? [] : recognise(path: "\(stem).\(kind)", bytes: bytes)
          if found.isEmpty { unknown.append("\(stem).\(kind)") } else { answers += found }
        }
        continue
      }
      let body = parts["json"] ?? parts["txt"] ?? []
      let kind = parts["json"] != nil ? "json" : parts["txt"] != nil ? "txt" : "status"
      answers.append(
        SavedAnswer(
          service: String(pieces[pieces.count - 2]), question: question,
          status: status(parts["status"], body: body, isPresent: kind != "status"), body: body,
          source: "\(stem).\(kind)"))
    }
    return (answers, unknown.sorted())
  }

  private static func status(_ saved: [UInt8]?, body: [UInt8], isPresent: Bool) -> Int {
    let text = String(decoding: (saved ?? []).prefix(16), as: UTF8.self)
    if saved != nil { return Int(text.filter(\.isNumber)) ?? 0 }
    return isPresent ? 200 : 0
  }
}

extension SavedAnswer.Question {
  /// The question that a saved file's name (without its extension) stands for.
  package init?(name: String) {
    let fixed: [String: Self] = [
      "ready": .ready, "live": .live, "meta": .meta, "nodes": .nodes,
      "nodes-verbose": .nodesVerbose, "cluster-statistics": .statistics, "statistics": .statistics,
      "schema": .schema, "schema-local": .schemaLocal,
      "replication-operations": .operations,
    ]
    if let question = fixed[name] {
      self = question
    } else if let collection = name.droppingPrefix("shards-") {
      self = .shards(collection)
    } else if let collection = name.droppingPrefix("sharding-state-") {
      self = .shardingState(collection)
    } else if name == "sharding-state" {
      self = .shardingState("")
    } else if let collection = name.droppingPrefix("count-") {
      self = .count(collection)
    } else if let collection = name.droppingPrefix("nodes-verbose-") {
      self = .nodesOf(collection)
    } else if let collection = name.droppingPrefix("tenants-") {
      self = .tenants(collection)
    } else {
      return nil
    }
  }
}

extension String {
  fileprivate func droppingPrefix(_ prefix: String) -> String? {
    hasPrefix(prefix) && count > prefix.count ? String(dropFirst(prefix.count)) : nil
  }
}
