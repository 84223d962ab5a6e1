/// Carries requests to nodes: `http` over this program's own sockets, `https` with the `curl`
/// program, because TLS is nothing that a log analyser should bring along.
package struct WebTransport: NodeTransport {
  private let plain = SocketTransport()
  private let secure: CurlTransport

  /// - Parameters:
  ///   - environment: The variables of this process; curl gets PATH and the two for authorities.
  ///   - authorityFile: A PEM file with the authorities to trust instead of the system's.
  package init(environment: [String: String], authorityFile: String? = nil) {
    secure = CurlTransport(environment: environment, authorityFile: authorityFile)
  }

  package func send(_ requests: [HTTPRequest]) -> [HTTPReply] {
    let isSecure = requests.map { WebAddress($0.url)?.isSecure == true }
    guard isSecure.contains(true) else { return plain.send(requests) }
    guard isSecure.contains(false) else { return secure.send(requests) }
    var replies = Array(repeating: HTTPReply(status: 0), count: requests.count)
    for (wanted, transport) in [(false, plain), (true, secure)] as [(Bool, any NodeTransport)] {
      let places = requests.indices.filter { isSecure[$0] == wanted }
      for (place, reply) in zip(places, transport.send(places.map { requests[$0] })) {
        replies[place] = reply
      }
    }
    return replies
  }
}
