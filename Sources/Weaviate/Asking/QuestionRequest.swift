extension SavedAnswer.Question {
  /// The path and query that ask it.
  package var path: String {
    switch self {
    case .ready: "/v1/.well-known/ready"
    case .live: "/v1/.well-known/live"
    case .meta: "/v1/meta"
    case .nodes: "/v1/nodes"
    case .nodesVerbose: "/v1/nodes?output=verbose"
    case .nodesOf(let collection): "/v1/nodes/\(collection)?output=verbose"
    case .statistics: "/v1/cluster/statistics"
    case .schema, .schemaLocal: "/v1/schema"
    case .shards(let collection): "/v1/schema/\(collection)/shards"
    case .tenants(let collection): "/v1/schema/\(collection)/tenants"
    case .shardingState(let collection):
      "/v1/replication/sharding-state?collection=\(collection)"
    case .operations: "/v1/replication/replicate/list"
    case .count: "/v1/graphql"
    }
  }

  /// Bytes of an answer that are read; what is asked once per collection has to be short.
  private var longestAnswer: Int {
    switch self {
    case .ready, .live: 1 << 16
    case .meta, .count, .shards, .shardingState, .nodesOf: 1 << 20
    case .tenants, .operations: 4 << 20
    case .nodes, .nodesVerbose, .statistics, .schema, .schemaLocal: 32 << 20
    }
  }

  /// The request that asks it; the collection's name must be plain.
  func request(at base: String, bearer: String?, timeout: Double) -> HTTPRequest {
    var request = HTTPRequest(.get, base + path, bearer: bearer, timeout: timeout)
    request.longestAnswer = longestAnswer
    if self == .schemaLocal { request.headers = ["consistency: false"] }
    if case .count(let collection) = self {
      request.method = .post
      request.body = #"{"query":"{ Aggregate { \#(collection) { meta { count } } } }"}"#
    }
    return request
  }
}
