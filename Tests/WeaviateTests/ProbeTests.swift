import Foundation
import Synchronization
import TestSupport
import Testing
import Weaviate

/// The test record on the replay server, whose behaviour the transcripts vouch for.
struct ProbeTests {
  private static let names = ["node1", "node2", "node3"]
  private let transport = WebTransport(environment: ProcessInfo.processInfo.environment)
  private let record = ProbeRecord(collection: "Config", tenant: nil, property: "config_key")

  private func cluster(
    _ state: ReplayCluster.State = .healthy,
    override: (@Sendable (String, ReplayServer.Request) -> ReplayServer.Answer?)? = nil
  ) throws -> ReplayCluster {
    try ReplayCluster(
      api: Repository.samples.appending(path: "healthy-cluster/api"), names: Self.names,
      state: state, override: override)
  }

  private func run(
    _ cluster: ReplayCluster, _ settings: ProbeSettings = ProbeSettings(),
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) -> ProbeReport {
    Probe(
      record, through: NodeEndpoint(service: "one", base: cluster.servers[0].base),
      nodes: Self.names, factor: 3, settings: settings, transport: transport,
      isInterrupted: isInterrupted
    ).run()
  }

  @Test(arguments: ProbeLevel.allCases)
  func `On a healthy cluster the record comes, shows everywhere and goes`(level: ProbeLevel) throws
  {
    let cluster = try cluster()
    var settings = ProbeSettings()
    settings.level = level
    let report = run(cluster, settings)
    #expect(report.isGood)
    #expect(report.shownBy.map(\.node).sorted() == Self.names)
    #expect(cluster.holders(of: record.id) == [])
    let write = try #require(cluster.requests.first { $0.method == "POST" })
    #expect(write.path == "/v1/objects")
    #expect(write.query["consistency_level"] == level.rawValue)
    #expect(write.body.contains(#""class":"Config""#))
  }

  @Test func `What a killed run left is seen late when the first look fails`() throws {
    let looks = Mutex(0)
    let cluster = try cluster { _, request in
      guard request.method == "GET", request.path.hasPrefix("/v1/objects/") else { return nil }
      let number = looks.withLock { looks in
        looks += 1
        return looks
      }
      return number <= 3 ? ReplayServer.Answer(0, ending: .reset) : nil
    }
    _ = run(cluster, isInterrupted: { false })
    let body = try #require(cluster.requests.first { $0.method == "POST" }).body
    cluster.put(record.id, body, on: Self.names)
    looks.withLock { $0 = 0 }
    let report = run(cluster)
    #expect(report.isGood)
    #expect(report.leftOver.sorted() == Self.names)
    #expect(cluster.holders(of: record.id) == [])
  }

  @Test func `A replica that lags is waited for and the lag is measured`() throws {
    let cluster = try cluster()
    cluster.lag = 2
    let report = run(cluster)
    #expect(report.isGood)
    let last = try #require(report.shownBy.last)
    #expect(last.after >= 0.5)
  }

  @Test func `A replica that never shows it is told`() throws {
    let cluster = try cluster()
    cluster.lag = 60
    var settings = ProbeSettings()
    settings.wait = 0.2
    let report = run(cluster, settings)
    #expect(!report.isGood)
    #expect(report.shownBy.map(\.node) == ["node1"])
    #expect(cluster.holders(of: record.id) == [])
  }

  @Test func `With a node stopped the rest is proven and the gap is named`() throws {
    let report = run(try cluster(.stopped("node3")))
    #expect(report.write?.isSuccess == true)
    #expect(report.unproven == ["node3"])
    #expect(report.stillOn == [])
    #expect(!report.isGood)
  }

  @Test func `A node that holds no replica has nothing to prove`() throws {
    let cluster = try cluster { _, request in
      request.query["node_name"] == "node3"
        ? .init(500, text: #"{"error":[{"message":"shard not found"}]}"#) : nil
    }
    func run(factor: Int) -> ProbeReport {
      Probe(
        record, through: NodeEndpoint(service: "one", base: cluster.servers[0].base),
        nodes: Self.names, factor: factor, settings: ProbeSettings(), transport: transport
      ).run()
    }
    #expect(run(factor: 2).isGood)
    let whole = run(factor: 3)
    #expect(whole.unproven == ["node3"])
    #expect(!whole.isGood)
  }

  @Test func `Without a leader the write is refused and nothing is left`() throws {
    let cluster = try cluster(.quorumLost)
    let report = run(cluster)
    #expect(report.write?.status == 500)
    #expect(report.write?.message.contains("leader not found") == true)
    #expect(!report.isGood)
    #expect(cluster.holders(of: record.id) == [])
  }

  @Test(arguments: [ProbeLevel.one, .quorum])
  func `A forced write to a split cluster is taken away again`(level: ProbeLevel) throws {
    let cluster = try cluster(.split)
    var settings = ProbeSettings()
    settings.level = level
    settings.wait = 0.5
    let report = run(cluster, settings)
    #expect(!report.isGood)
    #expect(report.unproven == ["node2", "node3"])
    #expect(cluster.holders(of: record.id) == [])
  }

  // MARK: Left-overs

  @Test(arguments: [["node1"], ["node3"], ["node1", "node2", "node3"]])
  func `The record of a killed run is found and removed`(places: [String]) throws {
    let cluster = try cluster()
    cluster.put(
      record.id, #"{"id":"\#(record.id)","properties":{"config_key":"__logtriage_probe__"}}"#,
      on: places)
    let report = run(cluster)
    #expect(report.leftOver == places)
    #expect(report.isGood)
    #expect(cluster.holders(of: record.id) == [])
  }

  @Test func `An object with its id that is somebody's data is never touched`() throws {
    let cluster = try cluster()
    cluster.put(
      record.id, #"{"id":"\#(record.id)","properties":{"config_key":"mine"}}"#, on: ["node2"])
    let report = run(cluster)
    #expect(report.stopped.contains("left alone"))
    #expect(report.write == nil)
    #expect(cluster.holders(of: record.id) == ["node2"])
    #expect(!cluster.requests.contains { ["POST", "DELETE"].contains($0.method) })
  }

  /// The transport of a run that dies at its n-th request, before or after it arrived.
  private struct DyingTransport: NodeTransport {
    let inner: WebTransport
    let counter = Counter()
    let last: Int
    let arrives: Bool

    final class Counter: @unchecked Sendable { var value = 0 }

    func send(_ requests: [HTTPRequest]) -> [HTTPReply] {
      counter.value += 1
      if counter.value < last { return inner.send(requests) }
      if counter.value == last, arrives { _ = inner.send(requests) }
      return requests.map { _ in HTTPReply(status: 0, problem: "no connection: dead") }
    }
  }

  @Test(arguments: 1...5, [true, false])
  func `Killed at any point, the next run leaves nothing`(point: Int, arrives: Bool) throws {
    let cluster = try cluster()
    let dying = DyingTransport(inner: transport, last: point, arrives: arrives)
    _ = Probe(
      record, through: NodeEndpoint(service: "one", base: cluster.servers[0].base),
      nodes: Self.names, factor: 3, settings: ProbeSettings(), transport: dying
    ).run()
    let report = run(cluster)
    #expect(report.isGood)
    #expect(cluster.holders(of: record.id) == [])
  }

  @Test func `An interruption after the write still takes the record away`() throws {
    let cluster = try cluster()
    cluster.lag = 60
    let report = run(cluster) { cluster.holders(of: record.id) != [] }
    #expect(report.stopped.contains("interrupted"))
    #expect(cluster.holders(of: record.id) == [])
  }

  @Test func `A deletion that claims success and leaves a copy is not believed`() throws {
    let cluster = try cluster { _, request in
      request.method == "DELETE" ? .init(204) : nil
    }
    let report = run(cluster)
    #expect(report.stillOn == Self.names)
    #expect(!report.isGood)
  }

  @Test func `The id depends on collection and tenant only, and is a UUID`() {
    let ids = [
      record, ProbeRecord(collection: "Config", tenant: "a", property: nil),
      ProbeRecord(collection: "Confi", tenant: "g", property: nil),
      ProbeRecord(collection: "Other", tenant: nil, property: nil),
    ].map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.allSatisfy { UUID(uuidString: $0) != nil })
    #expect(record.id == ProbeRecord(collection: "Config", tenant: nil, property: "x").id)
  }
}
