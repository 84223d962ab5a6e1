import Foundation
import TestSupport
import Testing
import Weaviate

/// What becomes of answers that are late, broken, hostile or missing.
struct CurlTransportTests {
  private let transport = CurlTransport(environment: ProcessInfo.processInfo.environment)

  @Test func `Status, body and time of an answer arrive`() throws {
    let server = try ReplayServer { request in
      .init(
        201,
        text: "\(request.method) \(request.path) \(request.headers["x-a"] ?? "") \(request.body)")
    }
    let reply = try #require(
      transport.send([
        HTTPRequest(.post, server.base + "/v1/x", headers: ["X-A: 1"], body: #"{"a":"\n\"q\\"}"#)
      ]).first)
    #expect(reply.status == 201)
    #expect(String(decoding: reply.body, as: UTF8.self) == #"POST /v1/x 1 {"a":"\n\"q\\"}"#)
    #expect(reply.seconds > 0)
    #expect(reply.problem == "")
  }

  @Test func `A key reaches the server and not the process list`() throws {
    let server = try ReplayServer { request in
      let list = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      let lines = list.compactMap { try? Data(contentsOf: URL(filePath: "/proc/\($0)/cmdline")) }
      let isVisible = lines.contains { $0.range(of: Data("s3cret-of-this-test".utf8)) != nil }
      return .init(isVisible ? 500 : 200, text: request.headers["authorization"] ?? "")
    }
    let request = HTTPRequest(.get, server.base + "/", bearer: "s3cret-of-this-test")
    let reply = try #require(transport.send([request]).first)
    #expect(reply.status == 200)
    #expect(String(decoding: reply.body, as: UTF8.self) == "Bearer s3cret-of-this-test")
  }

  @Test func `A line break in a header starts no other header`() throws {
    let server = try ReplayServer { request in
      .init(200, text: request.headers.keys.contains("x-b") ? "split" : "whole")
    }
    let request = HTTPRequest(.get, server.base, headers: ["X-A: 1\r\nX-B: 2"])
    let reply = try #require(transport.send([request]).first)
    #expect(String(decoding: reply.body, as: UTF8.self) == "whole")
  }

  @Test func `Half an answer is none`() throws {
    let server = try ReplayServer { _ in
      .init(200, Array(#"{"nodes":[]}"#.utf8), ending: .half)
    }
    let reply = try #require(transport.send([HTTPRequest(.get, server.base)]).first)
    #expect(reply.status == 0)
    #expect(reply.problem.hasPrefix("half an answer"))
    #expect(reply.mayHaveArrived)
  }

  @Test func `A reset connection may have carried the request`() throws {
    let server = try ReplayServer { _ in .init(200, ending: .reset) }
    let reply = try #require(transport.send([HTTPRequest(.get, server.base)]).first)
    #expect(reply.status == 0)
    #expect(reply.mayHaveArrived)
  }

  @Test func `A closed port has carried nothing`() throws {
    let server = try ReplayServer { _ in .init(200) }
    let base = server.base
    server.stop()
    let reply = try #require(transport.send([HTTPRequest(.get, base)]).first)
    #expect(reply.status == 0)
    #expect(reply.problem.hasPrefix("no connection"))
    #expect(!reply.mayHaveArrived)
  }

  @Test func `A slow server delays no other`() throws {
    let slow = try ReplayServer { _ in .init(200, delay: 30) }
    let quick = try ReplayServer { _ in .init(200) }
    let started = ContinuousClock.now
    let replies = transport.send([
      HTTPRequest(.get, slow.base, timeout: 0.5), HTTPRequest(.get, quick.base),
      HTTPRequest(.get, slow.base, timeout: 0.5), HTTPRequest(.get, quick.base),
    ])
    #expect(replies.map(\.status) == [0, 200, 0, 200])
    #expect(replies[0].problem == "no answer in time")
    #expect(ContinuousClock.now - started < .seconds(15))
  }

  @Test func `An answer without end is cut off`() throws {
    let server = try ReplayServer { _ in .init(200, Array(repeating: 0x20, count: 3 << 20)) }
    let request = HTTPRequest(.get, server.base, longestAnswer: 1 << 20)
    let reply = try #require(transport.send([request]).first)
    #expect(reply.status == 0)
    #expect(reply.problem == "the answer is too long")
  }

  @Test func `A redirect is shown, not followed`() throws {
    let other = try ReplayServer { _ in .init(200, text: "stolen") }
    let server = try ReplayServer { _ in .init(302, headers: ["Location: \(other.base)/"]) }
    let reply = try #require(
      transport.send([HTTPRequest(.get, server.base, bearer: "key")]).first)
    #expect(reply.status == 302)
  }

  @Test func `Proxies of the environment are not used`() throws {
    let server = try ReplayServer { _ in .init(200) }
    var environment = ProcessInfo.processInfo.environment
    environment["http_proxy"] = "http://127.0.0.1:1"
    environment["HTTPS_PROXY"] = "http://127.0.0.1:1"
    let reply = CurlTransport(environment: environment).send([HTTPRequest(.get, server.base)])
    #expect(reply.map(\.status) == [200])
  }

  @Test func `Only web addresses are asked`() {
    let replies = transport.send([
      HTTPRequest(.get, "file:///etc/passwd"), HTTPRequest(.get, "ftp://127.0.0.1/x"),
    ])
    #expect(replies.map(\.status) == [0, 0])
    #expect(replies.allSatisfy { $0.body.isEmpty })
  }

  @Test func `Forty requests at once all come back in order`() throws {
    let server = try ReplayServer { .init(200, text: $0.path) }
    let replies = transport.send((0..<40).map { HTTPRequest(.get, "\(server.base)/\($0)") })
    #expect(replies.map { String(decoding: $0.body, as: UTF8.self) } == (0..<40).map { "/\($0)" })
  }
}
