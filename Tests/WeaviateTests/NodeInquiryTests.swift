import Findings
import Foundation
import TestSupport
import Testing
import Weaviate

/// Asking live nodes that answer as recorded, and some that answer as servers should not.
struct NodeInquiryTests {
  private typealias Override =
    @Sendable (String, ReplayServer.Request) -> ReplayServer.Answer?

  private let transport = WebTransport(environment: ProcessInfo.processInfo.environment)
  private let names = ["node1", "node2", "node3"]

  /// Asks the three nodes of a sample through HTTP.
  private func ask(
    _ sample: String = "healthy-cluster", key: String? = nil, patience: Double = 10,
    _ override: Override? = nil
  ) throws -> (view: ClusterView, outcome: NodeInquiry.Outcome, cluster: ReplayCluster) {
    let cluster = try ReplayCluster(
      api: Repository.samples.appending(path: "\(sample)/api"), names: names, override: override)
    var inquiry = NodeInquiry(
      zip(names, cluster.servers).map { NodeEndpoint(service: $0, node: $0, base: $1.base) },
      transport: transport, bearer: key)
    inquiry.patience = patience
    let outcome = inquiry.run()
    let expected = names.map { ExpectedNode(service: $0, node: $0) }
    return (ClusterView(expected: expected, answers: outcome.answers), outcome, cluster)
  }

  private func why(_ view: ClusterView, _ what: String) -> String? {
    ClusterSurvey(view).coverage.compactMap { item -> String? in
      guard item.what == what, case .notObservable(let why) = item.state else { return nil }
      return why
    }.first
  }

  @Test(arguments: [
    "healthy-cluster", "naive-repair-lost-schema", "same-compose-file-newer-version",
  ])
  func `Asked over HTTP, nodes say what their saved answers say`(sample: String) throws {
    let asked = try ask(sample).view
    let folder = Repository.samples.appending(path: "\(sample)/api")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path())
    let files = try paths.filter { $0.contains(".") }.map { path in
      (path: path, bytes: Array(try Data(contentsOf: folder.appending(path: path))))
    }
    let saved = ClusterView(expected: [], answers: SavedAnswer.read(files).answers)
    #expect(asked.members == saved.members)
    #expect(asked.views.map(\.nodes) == saved.views.map(\.nodes))
    #expect(asked.views.map(\.localSchema) == saved.views.map(\.localSchema))
    #expect(asked.views.map(\.version) == saved.views.map(\.version))
  }

  @Test func `A dead node is asked once and delays nobody`() throws {
    let asked = try ask { node, _ in node == "node2" ? .init(0, ending: .reset) : nil }
    #expect(asked.view.views.map(\.isReachable) == [true, false, true])
    let toDead = asked.outcome.answers.filter { $0.service == "node2" }
    #expect(toDead.map(\.question) == [.ready])
  }

  @Test func `A node that hangs in one question still answers the others`() throws {
    let started = ContinuousClock.now
    let asked = try ask(patience: 3) { node, request in
      node == "node2" && request.path == "/v1/cluster/statistics" ? .init(200, delay: 40) : nil
    }
    #expect(ContinuousClock.now - started < .seconds(30))
    #expect(asked.view.views.map { $0.nodes != nil } == [true, true, true])
    #expect(why(asked.view, "api/node2/cluster-statistics") == "no answer in time")
  }

  @Test(arguments: [
    (401, "{}", "wants a key"),
    (403, #"{"error":[{"message":"forbidden action"}]}"#, "key may not"),
    (403, #"{"error":[{"message":"leader not found"}]}"#, "no leader"),
    (404, "not here", "HTTP 404: not here"), (422, "{}", "HTTP 422"),
    (503, "<!DOCTYPE html><title>x</title>", "web page"), (302, "", "redirects"),
    (200, "<html><body>Login</body></html>", "web page"), (200, #"{"nodes":["#, "no JSON"),
  ])
  func `An answer that says nothing is said to say nothing`(
    status: Int, body: String, expected: String
  ) throws {
    let asked = try ask { node, request in
      node == "node2" && request.path == "/v1/nodes" ? .init(status, text: body) : nil
    }
    let reason = try #require(why(asked.view, "api/node2/nodes"))
    #expect(reason.contains(expected))
    #expect(asked.view.views[1].nodes == nil)
    #expect(asked.view.views[0].nodes?.count == 3)
  }

  @Test func `Half an answer is none`() throws {
    let asked = try ask { node, request in
      node == "node2" && request.path == "/v1/nodes"
        ? .init(200, Array(#"{"nodes":[{"name":"node1"}]}"#.utf8), ending: .half) : nil
    }
    #expect(why(asked.view, "api/node2/nodes")?.hasPrefix("half an answer") == true)
  }

  // MARK: Keys

  @Test func `The key is sent, and not to the readiness question`() throws {
    let asked = try ask(key: "k3y")
    for request in asked.cluster.requests {
      let isOpen = request.path.hasPrefix("/v1/.well-known/")
      #expect(request.headers["authorization"] == (isOpen ? nil : "Bearer k3y"))
    }
  }

  @Test func `A server without keys is asked again without one`() throws {
    let message =
      "no authentication scheme is configured (API Key or OIDC), but an 'Authorization' header was provided"
    let asked = try ask(key: "k3y") { _, request in
      request.headers["authorization"] == nil
        ? nil : .init(401, text: #"{"code":401,"message":"\#(message)"}"#)
    }
    #expect(asked.view.views.map { $0.nodes?.count } == [3, 3, 3])
    #expect(asked.outcome.keyless.count == 3)
  }

  @Test func `A wrong key is not tried without`() throws {
    let asked = try ask(key: "k3y") { _, request in
      request.path.hasPrefix("/v1/.well-known/")
        ? nil : .init(401, text: #"{"code":401,"message":"unauthorized: invalid api key"}"#)
    }
    #expect(asked.outcome.keyless.isEmpty)
    #expect(asked.view.views.map(\.isUnauthorized) == [true, true, true])
    #expect(why(asked.view, "api/node1/meta")?.contains("WEAVIATE_API_KEY") == true)
  }

  // MARK: What is asked

  @Test func `Nothing that changes anything is asked`() throws {
    let requests = try ask().cluster.requests
    #expect(requests.allSatisfy { $0.method == "GET" || $0.path == "/v1/graphql" })
    #expect(
      requests.filter { $0.path == "/v1/graphql" }.allSatisfy { $0.body.contains("Aggregate") })
  }

  @Test func `A collection's name that is no name is not put into a path`() throws {
    let schema = #"{"classes":[{"class":"A/../../x"},{"class":"B } { C"},{"class":"Fine"}]}"#
    let requests = try ask { _, request in
      request.path == "/v1/schema" ? .init(200, text: schema) : nil
    }.cluster.requests
    #expect(requests.contains { $0.path == "/v1/schema/Fine/shards" })
    #expect(!requests.contains { $0.path.contains("..") || $0.body.contains("B }") })
  }

  @Test(arguments: [("1.30.17", false), ("1.30.18", true), ("1.32.3", false), ("1.32.4", true)])
  func `Lazy shards of tenants are not loaded by asking`(version: String, isListed: Bool) throws {
    let schema =
      #"{"classes":[{"class":"T","multiTenancyConfig":{"enabled":true}},{"class":"P"}]}"#
    let shards = #"[{"name":"s","class":"P"}]"#
    let asked = try ask { _, request in
      switch request.path {
      case "/v1/schema": .init(200, text: schema)
      case "/v1/meta": .init(200, text: #"{"hostname":"h","version":"\#(version)"}"#)
      case "/v1/nodes/P":
        .init(200, text: #"{"nodes":[{"name":"node1","status":"HEALTHY","shards":\#(shards)}]}"#)
      default: nil
      }
    }
    let listings = asked.cluster.requests.filter { $0.query["output"] == "verbose" }.map(\.path)
    #expect(Set(listings) == [isListed ? "/v1/nodes" : "/v1/nodes/P"])
    #expect(asked.outcome.notes.contains { $0.contains("would load") } != isListed)
    let placed = Placement(asked.view).collections.first { $0.name == "P" }
    #expect(isListed || placed?.shards.map(\.nodes) == [["node1"]])
  }
}
