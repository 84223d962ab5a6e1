import Foundation
import TestSupport
import Testing
import Weaviate

/// The replay server answers test records as real servers did: every exchange of the transcripts.
@Suite(.enabled(if: Repository.shared != nil, "needs ../shared"))
struct RecordedBehaviourTests {
  static let transcripts: [String] =
    (try? FileManager.default.contentsOfDirectory(
      atPath: Repository.shared?.appending(path: "probe-transcripts").path() ?? ""))?
    .filter { $0.hasSuffix(".json") }.sorted() ?? []

  private static func state(_ name: String) -> ReplayCluster.State {
    if name.hasPrefix("split") { return .split }
    if name.hasPrefix("quorum-lost") { return .quorumLost }
    if name.hasPrefix("one-node-stopped") { return .stopped("node3") }
    return .healthy
  }

  @Test(arguments: transcripts)
  func `The replay server answers with the recorded status`(file: String) throws {
    let shared = try #require(Repository.shared)
    let data = try Data(contentsOf: shared.appending(path: "probe-transcripts/\(file)"))
    let exchanges = try #require(JSONValue(Array(data))?["exchanges"]?.elements)
    let cluster = try ReplayCluster(
      api: Repository.samples.appending(path: "healthy-cluster/api"),
      names: ["node1", "node2", "node3"], state: Self.state(file), pace: 0)
    let transport = WebTransport(environment: ProcessInfo.processInfo.environment)
    var tested = 0
    for (place, exchange) in exchanges.enumerated() {
      let words = (exchange["request"]?.string ?? "").split(separator: " ").map(String.init)
      // HEAD has no use here, and a replica that lags a moment is tested by itself.
      guard words.count == 2, let method = HTTPRequest.Method(rawValue: words[0]),
        words[1].hasPrefix("/v1/objects"), let via = exchange["via"]?.string?.last,
        let node = Int(String(via)), !Self.lags(exchanges, place)
      else { continue }
      let body = exchange["body"].flatMap { $0 == .null ? nil : Self.text(exchanges, place, data) }
      let reply = transport.send([
        HTTPRequest(method, cluster.servers[node - 1].base + words[1], body: body)
      ])
      #expect(
        reply.first?.status == exchange["status"]?.integer, "\(place): \(words[0]) \(words[1])")
      tested += 1
    }
    #expect(tested > 10)
  }

  /// Whether a replica had not yet got what another one showed.
  private static func lags(_ exchanges: [JSONValue], _ place: Int) -> Bool {
    exchanges[place]["status"]?.integer == 404 && place > 1
      && (1...3).contains { back in
        place >= back && exchanges[place - back]["status"]?.integer == 200
          && exchanges[place - back]["request"]?.string?.hasPrefix("POST") == true
      }
  }

  private static func text(_ exchanges: [JSONValue], _ place: Int, _ data: Data) -> String? {
    let whole = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
    let list = whole?["exchanges"] as? [[String: Any]]
    guard let body = list?[place]["body"],
      let text = try? JSONSerialization.data(withJSONObject: body)
    else { return nil }
    return String(decoding: text, as: UTF8.self)
  }
}
