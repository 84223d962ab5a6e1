package import Findings

extension NodeView {
  /// The questions that have no usable answer, each with why; sorted.
  package var unobserved: [Coverage] {
    if !isReachable {
      let first = failures[.ready] ?? failures.values.min { $0.source < $1.source }
      let why = first?.message.trimmingBlanks
      return [
        Coverage(
          "api/\(service)",
          .notObservable(why: why.map { $0.isEmpty ? "no connection" : $0 } ?? "no connection"))
      ]
    }
    return failures.compactMap { question, failure in
      let what = "api/\(service)/\(question.name)"
      guard let why = Self.reason(question, failure) else { return Coverage(what, .absent) }
      return Coverage(what, .notObservable(why: why))
    }.sorted { $0.what < $1.what }
  }

  /// Why an answer says nothing; nil where this version simply does not have the question.
  private static func reason(
    _ question: SavedAnswer.Question, _ failure: Failure
  ) -> String? {
    let words = failure.message.trimmingBlanks
    switch (failure.status, question) {
    // Saved without naming a collection, only to see whether the version has it.
    case (_, .shardingState("")):
      return nil
    case (404, .statistics), (404, .operations), (404, .shardingState), (501, _):
      return nil
    case (0, _):
      return words.isEmpty ? "no answer" : words
    case (401, _):
      return "the API wants a key: set WEAVIATE_API_KEY or --key-file (401)"
    case (403, _) where words.contains("leader not found"):
      return "there is no leader to ask (403)"
    case (403, _):
      return "the key may not read this (403)"
    case (300..<400, _):
      return "it redirects elsewhere, which is not followed (\(failure.status))"
    case (200..<300, _):
      return isPage(words) ? "a web page came instead of JSON: a proxy?" : words
    default:
      let said = isPage(words) ? "a web page, from a proxy?" : words
      return said.isEmpty ? "HTTP \(failure.status)" : "HTTP \(failure.status): \(said)"
    }
  }

  private static func isPage(_ text: String) -> Bool {
    let start = text.lowercased()
    return start.contains("<html") || start.contains("<!doctype")
  }
}

extension SavedAnswer.Question {
  /// The name under which a recording saves the answer, without extension.
  package var name: String {
    switch self {
    case .ready: "ready"
    case .live: "live"
    case .meta: "meta"
    case .nodes: "nodes"
    case .nodesVerbose: "nodes-verbose"
    case .nodesOf(let collection): "nodes-verbose-\(collection)"
    case .statistics: "cluster-statistics"
    case .schema: "schema"
    case .schemaLocal: "schema-local"
    case .operations: "replication-operations"
    case .shards(let collection): "shards-\(collection)"
    case .shardingState(let collection):
      collection.isEmpty ? "sharding-state" : "sharding-state-\(collection)"
    case .count(let collection): "count-\(collection)"
    case .tenants(let collection): "tenants-\(collection)"
    }
  }
}

extension String {
  /// The text without blanks and line breaks at its ends.
  fileprivate var trimmingBlanks: String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
