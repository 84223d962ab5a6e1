import Foundation
import TestSupport
import Testing
import Weaviate

/// What becomes of answers that are late, broken, hostile or missing.
struct TransportTests {
  /// What carries the requests: both must behave alike.
  enum Carrier: CaseIterable {
    case sockets, curl

    var transport: any NodeTransport {
      let environment = ProcessInfo.processInfo.environment
      switch self {
      case .sockets: return WebTransport(environment: environment)
      case .curl: return CurlTransport(environment: environment)
      }
    }
  }

  @Test(arguments: Carrier.allCases)
  func `Status, body and time of an answer arrive`(carrier: Carrier) throws {
    let server = try ReplayServer { request in
      .init(
        201,
        text: "\(request.method) \(request.path) \(request.headers["x-a"] ?? "") \(request.body)")
    }
    let reply = try #require(
      carrier.transport.send([
        HTTPRequest(.post, server.base + "/v1/x", headers: ["X-A: 1"], body: #"{"a":"\n\"q\\"}"#)
      ]).first)
    #expect(reply.status == 201)
    #expect(String(decoding: reply.body, as: UTF8.self) == #"POST /v1/x 1 {"a":"\n\"q\\"}"#)
    #expect(reply.seconds > 0)
    #expect(reply.problem == "")
  }

  @Test(arguments: Carrier.allCases)
  func `A key reaches the server and not the process list`(carrier: Carrier) throws {
    let server = try ReplayServer { request in
      let list = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
      let lines = list.compactMap { try? Data(contentsOf: URL(filePath: "/proc/\($0)/cmdline")) }
      let isVisible = lines.contains { $0.range(of: Data("s3cret-of-this-test".utf8)) != nil }
      return .init(isVisible ? 500 : 200, text: request.headers["authorization"] ?? "")
    }
    let request = HTTPRequest(.get, server.base + "/", bearer: "s3cret-of-this-test")
    let reply = try #require(carrier.transport.send([request]).first)
    #expect(reply.status == 200)
    #expect(String(decoding: reply.body, as: UTF8.self) == "Bearer s3cret-of-this-test")
  }

  @Test(arguments: Carrier.allCases)
  func `A line break in a header starts no other header`(carrier: Carrier) throws {
    let server = try ReplayServer { request in
      .init(200, text: request.headers.keys.contains("x-b") ? "split" : "whole")
    }
    let request = HTTPRequest(.get, server.base, headers: ["X-A: 1\r\nX-B: 2"])
    let reply = try #require(carrier.transport.send([request]).first)
    #expect(String(decoding: reply.body, as: UTF8.self) == "whole")
  }

  @Test(arguments: Carrier.allCases)
  func `Half an answer is none`(carrier: Carrier) throws {
    let server = try ReplayServer { _ in
      .init(200, Array(#"{"nodes":[]}"#.utf8), ending: .half)
    }
    let reply = try #require(carrier.transport.send([HTTPRequest(.get, server.base)]).first)
    #expect(reply.status == 0)
    #expect(reply.problem.hasPrefix("half an answer"))
    #expect(reply.mayHaveArrived)
  }

  @Test(arguments: Carrier.allCases)
  func `A reset connection may have carried the request`(carrier: Carrier) throws {
    let server = try ReplayServer { _ in .init(200, ending: .reset) }
    let reply = try #require(carrier.transport.send([HTTPRequest(.get, server.base)]).first)
    #expect(reply.status == 0)
    #expect(reply.mayHaveArrived)
  }

  @Test(arguments: Carrier.allCases)
  func `A closed port has carried nothing`(carrier: Carrier) throws {
    let server = try ReplayServer { _ in .init(200) }
    let base = server.base
    server.stop()
    let reply = try #require(carrier.transport.send([HTTPRequest(.get, base)]).first)
    #expect(reply.status == 0)
    #expect(reply.problem.hasPrefix("no connection"))
    #expect(!reply.mayHaveArrived)
  }

  @Test(arguments: Carrier.allCases)
  func `A slow server delays no other`(carrier: Carrier) throws {
    let slow = try ReplayServer { _ in .init(200, delay: 30) }
    let quick = try ReplayServer { _ in .init(200) }
    let started = ContinuousClock.now
    let replies = carrier.transport.send([
      HTTPRequest(.get, slow.base, timeout: 0.5), HTTPRequest(.get, quick.base),
      HTTPRequest(.get, slow.base, timeout: 0.5), HTTPRequest(.get, quick.base),
    ])
    #expect(replies.map(\.status) == [0, 200, 0, 200])
    #expect(replies[0].problem == "no answer in time")
    #expect(ContinuousClock.now - started < .seconds(15))
  }

  @Test(arguments: Carrier.allCases)
  func `An answer without end is cut off`(carrier: Carrier) throws {
    let server = try ReplayServer { _ in .init(200, Array(repeating: 0x20, count: 3 << 20)) }
    let request = HTTPRequest(.get, server.base, longestAnswer: 1 << 20)
    let reply = try #require(carrier.transport.send([request]).first)
    #expect(reply.status == 0)
    #expect(reply.problem == "the answer is too long")
  }

  @Test(arguments: Carrier.allCases)
  func `A redirect is shown, not followed`(carrier: Carrier) throws {
    let other = try ReplayServer { _ in .init(200, text: "stolen") }
    let server = try ReplayServer { _ in .init(302, headers: ["Location: \(other.base)/"]) }
    let reply = try #require(
      carrier.transport.send([HTTPRequest(.get, server.base, bearer: "key")]).first)
    #expect(reply.status == 302)
  }

  @Test(arguments: Carrier.allCases)
  func `Proxies of the environment are not used`(carrier: Carrier) throws {
    let server = try ReplayServer { _ in .init(200) }
    var environment = ProcessInfo.processInfo.environment
    environment["http_proxy"] = "http://127.0.0.1:1"
    environment["HTTPS_PROXY"] = "http://127.0.0.1:1"
    let transport: any NodeTransport =
      carrier == .curl
      ? CurlTransport(environment: environment) : WebTransport(environment: environment)
    #expect(transport.send([HTTPRequest(.get, server.base)]).map(\.status) == [200])
  }

  @Test(arguments: Carrier.allCases)
  func `Only web addresses are asked`(carrier: Carrier) {
    let replies = carrier.transport.send([
      HTTPRequest(.get, "file:///etc/passwd"), HTTPRequest(.get, "ftp://127.0.0.1/x"),
    ])
    #expect(replies.map(\.status) == [0, 0])
    #expect(replies.allSatisfy { $0.body.isEmpty })
  }

  @Test(arguments: Carrier.allCases)
  func `Forty requests at once all come back in order`(carrier: Carrier) throws {
    let server = try ReplayServer { .init(200, text: $0.path) }
    let replies = carrier.transport.send((0..<40).map { HTTPRequest(.get, "\(server.base)/\($0)") })
    #expect(replies.map { String(decoding: $0.body, as: UTF8.self) } == (0..<40).map { "/\($0)" })
  }

  @Test func `Without curl nodes are asked all the same`() throws {
    let server = try ReplayServer { _ in .init(200) }
    let transport = WebTransport(environment: ["PATH": "/no/such/folder"])
    let replies = transport.send([
      HTTPRequest(.get, server.base), HTTPRequest(.get, "https://127.0.0.1:1/"),
    ])
    #expect(replies.map(\.status) == [200, 0])
    #expect(replies[1].problem.hasPrefix("no connection"))
  }

  @Test func `A name with several addresses is tried until one answers`() throws {
    let server = try ReplayServer { _ in .init(200) }
    // The server listens on 127.0.0.1 only; localhost is ::1 first on most machines.
    let replies = WebTransport(environment: [:]).send([
      HTTPRequest(.get, "http://localhost:\(server.port)/")
    ])
    #expect(replies.map(\.status) == [200])
  }

  @Test func `A name that nobody knows delays no other`() throws {
    let server = try ReplayServer { _ in .init(200) }
    let replies = WebTransport(environment: [:]).send([
      HTTPRequest(.get, "http://no-such-host.invalid:8080/"), HTTPRequest(.get, server.base),
    ])
    #expect(replies.map(\.status) == [0, 200])
    #expect(replies[0].problem == "no connection: the host name cannot be resolved")
    #expect(!replies[0].mayHaveArrived)
  }

  /// A server with a certificate that it made itself, by the program openssl; nil without it.
  private static func secureServer(_ folder: URL, port: Int) throws -> Process? {
    let tool = "/usr/bin/openssl"
    guard FileManager.default.isExecutableFile(atPath: tool) else { return nil }
    func run(_ words: [String]) throws -> Process {
      let process = Process()
      process.executableURL = URL(filePath: tool)
      process.arguments = words
      process.currentDirectoryURL = folder
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      return process
    }
    let maker = try run([
      "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem",
      "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
    ])
    maker.waitUntilExit()
    guard maker.terminationStatus == 0 else { return nil }
    return try run([
      "s_server", "-accept", String(port), "-key", "key.pem", "-cert", "cert.pem", "-www", "-quiet",
    ])
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")
        && FileManager.default.isExecutableFile(atPath: "/usr/bin/curl"),
      "openssl or curl is not installed"))
  func `A certificate is trusted only with its authority`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // A port that was free a moment ago.
    let probe = try ReplayServer { _ in .init(200) }
    let port = probe.port
    probe.stop()
    let server = try #require(try Self.secureServer(folder, port: port))
    // The server does not end on a request to.
    defer { kill(server.processIdentifier, SIGKILL) }
    let environment = ProcessInfo.processInfo.environment
    let request = HTTPRequest(.get, "https://localhost:\(port)/", timeout: 5)
    let trusting = WebTransport(
      environment: environment, authorityFile: folder.appending(path: "cert.pem").path())
    var trusted = HTTPReply(status: 0)
    for _ in 0..<50 where trusted.status == 0 {
      trusted = trusting.send([request]).first ?? trusted
      usleep(100_000)
    }
    #expect(trusted.status == 200, "\(trusted.problem)")
    let other = WebTransport(environment: environment).send([request]).first
    #expect(other?.status == 0)
    #expect(other?.problem == "no connection: the server's certificate is not trusted")
  }
}
