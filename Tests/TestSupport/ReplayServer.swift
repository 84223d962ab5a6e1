import Foundation
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A small HTTP server on 127.0.0.1 for tests; what it answers is given to it.
package final class ReplayServer: Sendable {
  /// What came in.
  package struct Request: Sendable {
    package var method: String
    /// The path without the query.
    package var path: String
    package var query: [String: String]
    /// Names in lower case.
    package var headers: [String: String]
    package var body: String
  }

  /// What goes out.
  package struct Answer: Sendable {
    package var status: Int
    package var body: [UInt8]
    package var headers: [String]
    /// Seconds before the first byte.
    package var delay: Double
    package var ending: Ending

    /// How the connection ends.
    package enum Ending: Sendable {
      case whole
      /// Half of the body, then the end.
      case half
      /// Nothing at all, then a reset.
      case reset
    }

    package init(
      _ status: Int, _ body: [UInt8] = [], headers: [String] = [], delay: Double = 0,
      ending: Ending = .whole
    ) {
      self.status = status
      self.body = body
      self.headers = headers
      self.delay = delay
      self.ending = ending
    }

    package init(_ status: Int, text: String, delay: Double = 0) {
      self.init(status, Array(text.utf8), delay: delay)
    }
  }

  package let port: Int
  package var base: String { "http://127.0.0.1:\(port)" }
  private let listener: Int32
  private let stopped = Mutex(false)

  /// Listens on a free port until `stop()`.
  package init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
    #if canImport(Glibc)
    let kind = Int32(SOCK_STREAM.rawValue)
    #else
    let kind = SOCK_STREAM
    #endif
    let listener = socket(AF_INET, kind, 0)
    _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
        bind(listener, plain, length) == 0 && listen(listener, 64) == 0
          && getsockname(listener, plain, &length) == 0
      }
    }
    guard isBound else { throw CocoaError(.fileNoSuchFile) }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread {
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else {
          close(listener)
          return
        }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        Thread.detachNewThread { Self.serve(connection, answer) }
      }
    }
  }

  /// Takes no more connections; the thread that accepts them closes the socket.
  package func stop() {
    stopped.withLock { isStopped in
      guard !isStopped else { return }
      isStopped = true
      shutdown(listener, Int32(SHUT_RDWR))
    }
  }

  deinit { stop() }

  // MARK: One connection

  private static func serve(_ connection: Int32, _ answer: (Request) -> Answer) {
    defer { close(connection) }
    guard let request = read(connection) else { return }
    let reply = answer(request)
    if reply.delay > 0 { Thread.sleep(forTimeInterval: reply.delay) }
    guard reply.ending != .reset else {
      var linger = linger(l_onoff: 1, l_linger: 0)
      setsockopt(
        connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
      return
    }
    var head = "HTTP/1.1 \(reply.status) X\r\nConnection: close\r\n"
    head += "Content-Type: application/json\r\n"
    if reply.status != 204 { head += "Content-Length: \(reply.body.count)\r\n" }
    head += (reply.headers + [""]).joined(separator: "\r\n") + "\r\n"
    let body = reply.ending == .half ? Array(reply.body.prefix(reply.body.count / 2)) : reply.body
    write(Array(head.utf8) + body, to: connection)
  }

  private static func write(_ bytes: [UInt8], to connection: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { buffer in
        #if canImport(Darwin)
        send(connection, buffer.baseAddress, buffer.count, 0)
        #else
        send(connection, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
        #endif
      }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }

  private static func read(_ connection: Int32) -> Request? {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    let separator = Array("\r\n\r\n".utf8)
    while bytes.count < 1 << 20 {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.range(of: "\r\n\r\n") {
        let head = text[..<end.lowerBound]
        let request = parse(String(head), body: String(text[end.upperBound...]))
        let wanted = request.headers["content-length"].flatMap { Int($0) } ?? 0
        if bytes.count >= head.utf8.count + separator.count + wanted { return request }
      }
      let count = recv(connection, &chunk, chunk.count, 0)
      guard count > 0 else { return nil }
      bytes += chunk[..<count]
    }
    return nil
  }

  private static func parse(_ head: String, body: String) -> Request {
    let lines = head.components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ").map(String.init)
    var request = Request(
      method: words.first ?? "", path: "", query: [:], headers: [:], body: body)
    if let components = URLComponents(string: words.count > 1 ? words[1] : "/") {
      request.path = components.path
      for item in components.queryItems ?? [] { request.query[item.name] = item.value ?? "" }
    }
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      request.headers[line[..<colon].lowercased()] =
        line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return request
  }
}
