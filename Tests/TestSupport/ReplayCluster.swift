package import Foundation

/// The nodes of a recording as live servers, with objects in memory that behave as recorded.
///
/// What it does with a test record is what `../shared/probe-transcripts` shows of real servers;
/// a test holds it against each of them. `pace` shortens the recorded seconds.
package final class ReplayCluster: @unchecked Sendable {
  /// What state the cluster is in.
  package enum State: Equatable, Sendable {
    case healthy
    /// Every node is a RAFT cluster of its own.
    case split
    /// Only the first node runs.
    case quorumLost
    /// This node does not run.
    case stopped(String)
  }

  package let state: State
  package let names: [String]
  /// Seconds here for one recorded second.
  package let pace: Double
  package private(set) var servers: [ReplayServer] = []
  private let folders: [URL]
  private let lock = NSLock()
  private var objects: [String: [String: String]] = [:]
  private var seen: [ReplayServer.Request] = []
  private var override: (@Sendable (String, ReplayServer.Request) -> ReplayServer.Answer?)?
  /// Objects become visible on all nodes but the first this many seconds after the write.
  package var lag = 0.0
  private var visibleFrom: [String: Date] = [:]

  /// - Parameters:
  ///   - api: The folder `api` of a recording; its folders are the nodes, in order.
  ///   - names: The names of the nodes.
  ///   - state: How it behaves.
  ///   - pace: Seconds here for one recorded second.
  ///   - override: Answers in place of the recorded ones, by node name.
  /// - Throws: When no port is free.
  package init(
    api: URL, names: [String], state: State = .healthy, pace: Double = 0.01,
    override: (@Sendable (String, ReplayServer.Request) -> ReplayServer.Answer?)? = nil
  ) throws {
    self.state = state
    self.names = names
    self.pace = pace
    self.override = override
    folders = ((try? FileManager.default.contentsOfDirectory(atPath: api.path())) ?? []).sorted()
      .map { api.appending(path: $0) }
    for (name, folder) in zip(names, folders) {
      let server = try ReplayServer { [weak self] request in
        self?.answer(request, node: name, folder: folder) ?? .init(503)
      }
      servers.append(server)
    }
  }

  /// Which nodes hold an object of this id.
  package func holders(of id: String) -> [String] {
    lock.withLock { names.filter { objects[$0]?[id] != nil } }
  }

  /// Puts an object on nodes, as a killed run would have left it.
  package func put(_ id: String, _ body: String, on nodes: [String]) {
    lock.withLock { for node in nodes { objects[node, default: [:]][id] = body } }
  }

  /// All requests so far.
  package var requests: [ReplayServer.Request] { lock.withLock { seen } }

  // MARK: Answers

  private func answer(
    _ request: ReplayServer.Request, node: String, folder: URL
  ) -> ReplayServer.Answer {
    lock.withLock { seen.append(request) }
    if let answer = override?(node, request) { return answer }
    if !isRunning(node) { return ReplayServer.Answer(0, ending: .reset) }
    if request.path == "/v1/objects" || request.path.hasPrefix("/v1/objects/") {
      return object(request, node)
    }
    return saved(request, folder)
  }

  private func isRunning(_ node: String) -> Bool {
    switch state {
    case .healthy, .split: true
    case .quorumLost: node == names[0]
    case .stopped(let stopped): node != stopped
    }
  }

  /// The recorded answer; 404 where the version has none.
  private func saved(_ request: ReplayServer.Request, _ folder: URL) -> ReplayServer.Answer {
    guard let name = Self.fileName(request) else { return .init(404, text: "{}") }
    func read(_ kind: String) -> [UInt8]? {
      (try? Data(contentsOf: folder.appending(path: "\(name).\(kind)"))).map(Array.init)
    }
    let written = read("status").map { String(decoding: $0, as: UTF8.self) }
    let status = written.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    if status == 0 { return ReplayServer.Answer(0, ending: .reset) }
    guard let body = read("json") ?? read("txt") else { return .init(status ?? 404, text: "{}") }
    return .init(status ?? 200, body)
  }

  private static func fileName(_ request: ReplayServer.Request) -> String? {
    let collection = request.query["collection"] ?? ""
    switch request.path {
    case "/v1/.well-known/ready": return "ready"
    case "/v1/.well-known/live": return "live"
    case "/v1/meta": return "meta"
    case "/v1/nodes": return request.query["output"] == "verbose" ? "nodes-verbose" : "nodes"
    case "/v1/cluster/statistics": return "cluster-statistics"
    case "/v1/schema":
      return request.headers["consistency"] == "false" ? "schema-local" : "schema"
    case "/v1/replication/sharding-state": return "sharding-state-\(collection)"
    case "/v1/graphql":
      let words = request.body.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
      guard let place = words.firstIndex(of: "Aggregate"), place + 1 < words.count else {
        return nil
      }
      return "count-\(words[place + 1])"
    default:
      let parts = request.path.split(separator: "/")
      guard parts.count == 4, parts[1] == "schema" else { return nil }
      return "\(parts[3])-\(parts[2])"
    }
  }

  // MARK: Objects

  private func object(_ request: ReplayServer.Request, _ node: String) -> ReplayServer.Answer {
    let parts = request.path.split(separator: "/").map(String.init)
    switch (request.method, parts.count) {
    case ("POST", 2): return write(request, node)
    case ("POST", _):
      return .init(405, text: #"{"code":405,"message":"method POST is not allowed"}"#)
    case ("GET", 4): return read(request, id: parts[3], node)
    case ("HEAD", 4): return head(id: parts[3], node)
    case ("DELETE", 4): return delete(id: parts[3], node)
    default: return .init(404, text: "{}")
    }
  }

  private static func error(_ message: String) -> String {
    #"{"error":[{"message":"\#(message)"}]}"#
  }

  private func leaderless(_ words: String) -> ReplayServer.Answer {
    let others = names.dropFirst().joined(separator: ",")
    return .init(
      500,
      text: Self.error(
        "\(words)failed to execute query: leader not found, can not resolve nodes [\(others)]"),
      delay: 4 * pace)
  }

  private func write(_ request: ReplayServer.Request, _ node: String) -> ReplayServer.Answer {
    let fields =
      (try? JSONSerialization.jsonObject(with: Data(request.body.utf8))) as? [String: Any]
    guard let id = fields?["id"] as? String, UUID(uuidString: id) != nil else {
      return .init(422, text: #"{"code":601,"message":"id in body must be of type uuid"}"#)
    }
    if state == .quorumLost { return leaderless("") }
    let isOne = request.query["consistency_level"] == "ONE"
    if state == .split, !isOne {
      return .init(
        500, text: Self.error(#"cannot achieve consistency level \"QUORUM\": read error"#),
        delay: 20 * pace)
    }
    return lock.withLock {
      guard objects[node]?[id] == nil else {
        return .init(422, text: Self.error("id '\(id)' already exists"))
      }
      let places = state == .split ? [node] : names.filter(isRunning)
      for place in places { objects[place, default: [:]][id] = request.body }
      visibleFrom[id] = Date().addingTimeInterval(lag)
      return .init(200, text: request.body)
    }
  }

  private func read(
    _ request: ReplayServer.Request, id: String, _ node: String
  ) -> ReplayServer.Answer {
    let wanted = request.query["node_name"] ?? node
    if wanted != node {
      if !isRunning(wanted) || !names.contains(wanted) {
        return .init(
          500,
          text: Self.error(
            "repo: object by id: search index config: cannot resolve node name: \(wanted)"))
      }
      if state == .split {
        return .init(
          500,
          text: Self.error(
            #"status code: 500, error: local index not found: context deadline exceeded"#),
          delay: 20 * pace)
      }
    }
    return lock.withLock {
      let isLate = wanted != names[0] && visibleFrom[id].map { $0 > Date() } ?? false
      guard !isLate, let body = objects[wanted]?[id] else { return .init(404) }
      return .init(200, text: body)
    }
  }

  private func head(id: String, _ node: String) -> ReplayServer.Answer {
    if state == .split { return .init(500, delay: 20 * pace) }
    return lock.withLock { objects[node]?[id] == nil ? .init(404) : .init(204) }
  }

  private func delete(id: String, _ node: String) -> ReplayServer.Answer {
    if state == .quorumLost { return leaderless("could not get class: ") }
    return lock.withLock {
      let places = state == .split ? [node] : names.filter(isRunning)
      for place in places { objects[place]?[id] = nil }
      return .init(204, delay: state == .split ? 10 * pace : 0)
    }
  }
}
