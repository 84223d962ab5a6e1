/// A host and port as programs write them: `api:5000`, `http://172.18.0.2:5000/x`, `[::]:80`.
struct PeerEndpoint: Hashable {
  /// A name or address in lower case, without brackets; empty where only a port stands.
  var host: String
  var port: Int?

  init(host: String, port: Int?) {
    self.host = host
    self.port = port
  }

  init?(_ text: String) {
    var rest = Substring(text.trimmingBlanks.lowercased())
    let schemes = ["http://", "https://", "tcp://", "amqp://", "redis://", "unix:", "fcgi://"]
    for scheme in schemes where rest.hasPrefix(scheme) {
      guard scheme != "unix:" else { return nil }
      rest = rest.dropFirst(scheme.count)
    }
    rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "," && $0 != "\"" && $0 != "'" }
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    guard !rest.isEmpty else { return nil }
    if rest.first == "[", let close = rest.firstIndex(of: "]") {
      host = String(rest[rest.index(after: rest.startIndex)..<close])
      let tail = rest[rest.index(after: close)...]
      port = tail.first == ":" ? Int(tail.dropFirst()) : nil
    } else if let colon = rest.lastIndex(of: ":"),
      let number = Int(rest[rest.index(after: colon)...])
    {
      host = String(rest[..<colon])
      port = number
    } else if let number = Int(rest) {
      host = ""
      port = number
    } else if let words = rest.firstRange(of: " port "), let number = Int(rest[words.upperBound...])
    {
      // `127.0.0.1 port 8000`, as Python's http.server says it.
      host = String(rest[..<words.lowerBound])
      port = number
    } else {
      host = String(rest)
      port = nil
    }
  }

  /// Whether this is the own container of whoever asks.
  var isLoopback: Bool {
    host == "localhost" || host == "::1" || (host.hasPrefix("127.") && host.allSatisfy(\.isAddress))
  }

  /// Whether the host is an address and no name.
  var isAddress: Bool { host.contains(":") || (!host.isEmpty && host.allSatisfy(\.isAddress)) }

  /// Whether a listener on it is reached on every address of its container.
  var isAnyAddress: Bool { ["", "0.0.0.0", "::", "*"].contains(host) }
}

extension Character {
  fileprivate var isAddress: Bool { ("0"..."9").contains(self) || self == "." }
}
