#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Carries `http` requests over sockets, all side by side on one thread.
///
/// HTTP/1.1, one connection per request. No proxy, no redirect, no cookie, no decoding: what a
/// node says is what is read. Each request has its own time; a slow or dead host delays no other.
struct SocketTransport: NodeTransport {
  /// Requests to one host at a time, at most.
  var perHost = 4
  var atOnce = 32

  func send(_ requests: [HTTPRequest]) -> [HTTPReply] {
    var replies = Array(repeating: HTTPReply(status: 0), count: requests.count)
    let addresses = requests.map { WebAddress($0.url) }
    let places = Set(
      addresses.compactMap { $0 }.map { HostLookup.WebPlace(host: $0.host, port: $0.port) })
    let found = HostLookup.addresses(
      of: places, seconds: min(4, requests.map(\.timeout).max() ?? 4))
    var waiting: [(place: Int, exchange: HTTPExchange)] = []
    for (place, request) in requests.enumerated() {
      guard let address = addresses[place], !address.isSecure else {
        replies[place].problem = "no connection: the address is no HTTP address"
        continue
      }
      let key = HostLookup.WebPlace(host: address.host, port: address.port)
      guard let known = found[key], !known.isEmpty else {
        replies[place].problem = "no connection: the host name cannot be resolved"
        continue
      }
      waiting.append((place, HTTPExchange(request, to: address, at: known)))
    }
    run(waiting, &replies)
    return replies
  }

  private func run(
    _ exchanges: [(place: Int, exchange: HTTPExchange)], _ replies: inout [HTTPReply]
  ) {
    var waiting = exchanges[...]
    var running: [(place: Int, exchange: HTTPExchange)] = []
    while !waiting.isEmpty || !running.isEmpty {
      var held: [(place: Int, exchange: HTTPExchange)] = []
      for var item in waiting {
        let busy = running.count { $0.exchange.host == item.exchange.host }
        guard running.count < atOnce, busy < perHost else {
          held.append(item)
          continue
        }
        item.exchange.start()
        running.append(item)
      }
      waiting = held[...]
      wait(&running)
      for index in running.indices.reversed() {
        guard let reply = running[index].exchange.reply else { continue }
        replies[running[index].place] = reply
        running[index].exchange.close()
        running.remove(at: index)
      }
    }
  }

  private func wait(_ running: inout [(place: Int, exchange: HTTPExchange)]) {
    let now = ContinuousClock.now
    let open = running.indices.filter { running[$0].exchange.reply == nil }
    guard !open.isEmpty, open.count == running.count else { return }
    let next = open.map { running[$0].exchange.deadline }.min() ?? now
    let patience = max(0, min((next - now) / .milliseconds(1), 60_000))
    var polled = open.map { index in
      pollfd(
        fd: running[index].exchange.descriptor, events: running[index].exchange.events, revents: 0)
    }
    _ = poll(&polled, nfds_t(polled.count), Int32(patience.rounded(.up)))
    for (place, index) in open.enumerated() {
      running[index].exchange.advance(isReady: polled[place].revents != 0)
    }
  }
}
