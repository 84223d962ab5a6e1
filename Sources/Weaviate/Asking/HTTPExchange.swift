#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One request on its way and its answer on the way back, over one socket that never blocks.
struct HTTPExchange {
  private enum Phase {
    case idle, connecting, sending, reading
  }

  let host: String
  private(set) var descriptor: Int32 = -1
  /// When it is given up: the connection earlier than the whole.
  private(set) var deadline = ContinuousClock.now
  /// What came of it; nil while it is under way.
  private(set) var reply: HTTPReply?

  private let timeout: Double
  private var addresses: ArraySlice<HostLookup.Address>
  private var output: ArraySlice<UInt8>
  private var reader: HTTPAnswerReader
  private var phase = Phase.idle
  private var started = ContinuousClock.now
  /// Why the connections that were tried so far failed.
  private var failure = "no connection: refused, or no route"

  /// Seconds for a connection, at most.
  private static let longestConnect = 4.0

  init(_ request: HTTPRequest, to address: WebAddress, at addresses: [HostLookup.Address]) {
    host = address.authority
    timeout = request.timeout
    self.addresses = addresses[...]
    output = Self.bytes(of: request, to: address)[...]
    reader = HTTPAnswerReader(longestBody: request.longestAnswer)
  }

  /// The request as it goes over the wire; line breaks in headers are dropped, so that none can
  /// start a header of its own.
  static func bytes(of request: HTTPRequest, to address: WebAddress) -> [UInt8] {
    var lines = [
      "\(request.method.rawValue) \(address.target) HTTP/1.1", "Host: \(address.authority)",
      "User-Agent: logtriage", "Accept: application/json", "Accept-Encoding: identity",
      "Connection: close",
    ]
    if let bearer = request.bearer { lines.append("Authorization: Bearer \(bearer)") }
    lines += request.headers
    let body = request.body.map { Array($0.utf8) }
    if let body {
      lines.append("Content-Type: application/json")
      lines.append("Content-Length: \(body.count)")
    }
    let head = lines.map { line in
      String(String.UnicodeScalarView(line.unicodeScalars.filter { $0.value >= 0x20 })) + "\r\n"
    }
    return Array((head.joined() + "\r\n").utf8) + (body ?? [])
  }

  var events: Int16 { phase == .reading ? Int16(POLLIN) : Int16(POLLOUT) }

  /// Begins with the first address.
  mutating func start() {
    started = .now
    connectNext()
  }

  mutating func close() {
    guard descriptor >= 0 else { return }
    #if canImport(Glibc)
    _ = Glibc.close(descriptor)
    #elseif canImport(Musl)
    _ = Musl.close(descriptor)
    #else
    _ = Darwin.close(descriptor)
    #endif
    descriptor = -1
  }

  /// Goes on as far as the socket allows, or gives up when the time is up.
  mutating func advance(isReady: Bool) {
    if isReady {
      switch phase {
      case .idle: break
      case .connecting: finishConnecting()
      case .sending: send()
      case .reading: receive()
      }
    }
    guard reply == nil, ContinuousClock.now >= deadline else { return }
    if phase == .connecting, !addresses.isEmpty {
      failure = "no answer in time"
      connectNext()
    } else {
      fail(phase == .connecting ? "no connection: no answer in time" : "no answer in time")
    }
  }

  // MARK: Steps

  private mutating func connectNext() {
    close()
    guard let address = addresses.popFirst() else { return fail(failure) }
    let limit = min(timeout, Self.longestConnect)
    deadline = min(.now + .seconds(limit), started + .seconds(timeout))
    phase = .connecting
    descriptor = Self.open(address.family)
    guard descriptor >= 0 else { return connectNext() }
    let result = address.bytes.withUnsafeBytes { bytes in
      bytes.baseAddress.map { start in
        connect(
          descriptor, start.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
      } ?? -1
    }
    if result == 0 { return beginSending() }
    guard errno == EINPROGRESS || errno == EINTR else { return connectNext() }
  }

  private static func open(_ family: Int32) -> Int32 {
    #if canImport(Glibc)
    let kind = Int32(SOCK_STREAM.rawValue)
    #else
    let kind = Int32(SOCK_STREAM)
    #endif
    let descriptor = socket(family, kind, 0)
    guard descriptor >= 0 else { return -1 }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    #if canImport(Darwin)
    var yes: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
    return descriptor
  }

  private mutating func finishConnecting() {
    var error: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    guard getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0, error == 0 else {
      return connectNext()
    }
    beginSending()
  }

  private mutating func beginSending() {
    phase = .sending
    deadline = started + .seconds(timeout)
    addresses = []
    send()
  }

  private mutating func send() {
    while !output.isEmpty {
      let count = output.withUnsafeBytes { bytes in
        #if canImport(Glibc)
        Glibc.send(descriptor, bytes.baseAddress, bytes.count, SocketPair.quietly)
        #elseif canImport(Musl)
        Musl.send(descriptor, bytes.baseAddress, bytes.count, SocketPair.quietly)
        #else
        Darwin.send(descriptor, bytes.baseAddress, bytes.count, SocketPair.quietly)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN { return }
        // The server may have answered and closed before it read everything.
        break
      }
      output = output.dropFirst(count)
    }
    phase = .reading
    receive()
  }

  private mutating func receive() {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    // A fast sender must not keep the others waiting: the rest is taken at the next turn.
    for _ in 0..<16 where reply == nil {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN { return }
        return fail("the connection was reset")
      }
      let progress = count == 0 ? reader.end() : reader.take(chunk[..<count])
      switch progress {
      case .more: break
      case .whole:
        reply = HTTPReply(status: reader.status, body: reader.body, seconds: seconds)
      case .failed(let why): fail(why)
      }
    }
  }

  private var seconds: Double { (ContinuousClock.now - started) / .seconds(1) }

  private mutating func fail(_ why: String) {
    reply = HTTPReply(status: 0, seconds: seconds, problem: why)
  }
}
