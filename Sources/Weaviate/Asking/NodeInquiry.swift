import Findings

/// Asks every node of a cluster what it knows; nothing is changed by it.
///
/// First whether a node is there at all, so that a dead one costs one time-out; then about the
/// cluster; then about each collection. A slow or dead node delays no other.
package struct NodeInquiry: Sendable {
  package let endpoints: [NodeEndpoint]
  /// The API key or OIDC token; nil for none.
  package var bearer: String?
  /// Seconds for one answer; a server gives up on its peers after 30.
  package var patience = 15.0
  /// Collections that are asked about one by one, at most.
  package var mostCollections = 60
  private let transport: any NodeTransport

  package init(_ endpoints: [NodeEndpoint], transport: any NodeTransport, bearer: String? = nil) {
    self.endpoints = endpoints
    self.transport = transport
    self.bearer = bearer
  }

  /// What was answered, and what was left out on purpose.
  package struct Outcome: Sendable {
    package var answers: [SavedAnswer] = []
    /// What was not asked, and why.
    package var notes: [String] = []
    /// The nodes that refuse a request because it carries a key.
    package var keyless: Set<NodeEndpoint> = []
  }

  package func run() -> Outcome {
    var outcome = Outcome()
    let ready = ask(endpoints.map { Asked($0, .ready, bearer: nil) })
    outcome.answers += ready.map(\.answer)
    // A node that says 503 still answers everything else; one that says nothing is left alone.
    let alive = ready.filter { $0.answer.status != 0 }.map(\.endpoint)
    let general: [SavedAnswer.Question] = [.meta, .nodes, .statistics, .schema, .schemaLocal]
    var keys = Dictionary(alive.map { ($0, bearer) }) { first, _ in first }
    var answered = ask(alive.flatMap { node in general.map { Asked(node, $0, bearer: bearer) } })
    refuseNoKey(&answered, &keys)
    outcome.answers += answered.map(\.answer)
    outcome.keyless = Set(alive.filter { bearer != nil && keys[$0] == .some(nil) })
    let details = details(answered, &outcome.notes)
    outcome.answers += ask(
      details.map { Asked($0.endpoint, $0.question, bearer: keys[$0.endpoint] ?? nil) }
    ).map(\.answer)
    return outcome
  }

  // MARK: Asking

  private struct Asked {
    var endpoint: NodeEndpoint
    var question: SavedAnswer.Question
    var bearer: String?
    var answer: SavedAnswer
    var reply = HTTPReply(status: 0)

    init(_ endpoint: NodeEndpoint, _ question: SavedAnswer.Question, bearer: String?) {
      self.endpoint = endpoint
      self.question = question
      self.bearer = bearer
      answer = SavedAnswer(
        service: endpoint.service, question: question, status: 0, body: [],
        source: endpoint.base + question.path)
    }
  }

  private func ask(_ asked: [Asked]) -> [Asked] {
    let replies = transport.send(
      asked.map { item in
        item.question.request(
          at: item.endpoint.base, bearer: item.bearer,
          timeout: item.question == .ready ? min(5, patience) : patience)
      })
    return zip(asked, replies).map { item, reply in
      var item = item
      item.reply = reply
      item.answer.status = reply.status
      item.answer.body = reply.status == 0 ? Array(reply.problem.utf8) : reply.body
      return item
    }
  }

  /// Asks again without the key where a server takes none.
  ///
  /// A key that is sent to a server with anonymous access only is refused with 401
  /// (`weaviate/weaviate usecases/auth/authentication/composer @v1.32.0`).
  private func refuseNoKey(_ asked: inout [Asked], _ keys: inout [NodeEndpoint: String?]) {
    guard bearer != nil else { return }
    let keyless = Set(
      asked.filter { item in
        let words = item.reply.message
        return item.reply.status == 401
          && (words.contains("no authentication scheme is configured")
            || words.contains("oidc auth is not configured"))
      }.map(\.endpoint))
    guard !keyless.isEmpty else { return }
    for endpoint in keyless { keys[endpoint] = .some(nil) }
    let places = asked.indices.filter { keyless.contains(asked[$0].endpoint) }
    let again = ask(places.map { Asked(asked[$0].endpoint, asked[$0].question, bearer: nil) })
    for (place, item) in zip(places, again) { asked[place] = item }
  }

  // MARK: Collections

  private func details(
    _ answered: [Asked], _ notes: inout [String]
  ) -> [(endpoint: NodeEndpoint, question: SavedAnswer.Question)] {
    let view = ClusterView(expected: [], answers: answered.map(\.answer))
    let schemas = view.views.flatMap { ($0.localSchema ?? []) + ($0.schema ?? []) }
    var collections = Dictionary(schemas.map { ($0.name, $0) }) { first, _ in first }
      .values.filter { Self.isPlain($0.name) }.sorted { $0.name < $1.name }
    if collections.count > mostCollections {
      notes.append(
        "\(collections.count - mostCollections) collections were not asked about one by one")
      collections = Array(collections.prefix(mostCollections))
    }
    let alive = endpoints.filter { endpoint in answered.contains { $0.endpoint == endpoint } }
    var result: [(NodeEndpoint, SavedAnswer.Question)] = []
    for (index, endpoint) in alive.enumerated() {
      let version = view.views.first { $0.service == endpoint.service }?.version
      let loads = Self.loadsLazyShards(version) && collections.contains(where: \.hasTenants)
      if loads {
        notes.append(
          "\(endpoint.service): the shards of tenants were not listed: that would load all of them")
      } else {
        result.append((endpoint, .nodesVerbose))
      }
      for collection in collections {
        if collection.hasTenants {
          if index == 0 { result.append((endpoint, .tenants(collection.name))) }
        } else {
          result.append((endpoint, .count(collection.name)))
          result.append((endpoint, .shards(collection.name)))
          if loads { result.append((endpoint, .nodesOf(collection.name))) }
        }
        if Self.hasReplicationAPI(version) {
          result.append((endpoint, .shardingState(collection.name)))
        }
      }
      if index == 0, Self.hasReplicationAPI(version) { result.append((endpoint, .operations)) }
    }
    return result
  }

  /// Whether a name may stand in a path and in GraphQL as it is (what servers allow for classes).
  static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 255
      && name.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
          || (0x61...0x7a).contains(byte) || byte == 0x5f
      }
  }

  /// Whether listing shards in this version loads all that are lazy
  /// (`weaviate/weaviate adapters/repos/db/shard_lazyloader.go @v1.30.0`).
  static func loadsLazyShards(_ version: String?) -> Bool {
    guard let version = version.flatMap(SoftwareVersion.init) else { return false }
    return VersionRange("<1.30.18, >=1.31 <1.31.11, >=1.32 <1.32.4")?.contains(version) ?? false
  }

  private static func hasReplicationAPI(_ version: String?) -> Bool {
    guard let version = version.flatMap(SoftwareVersion.init) else { return true }
    return VersionRange(">=1.31")?.contains(version) ?? true
  }
}
