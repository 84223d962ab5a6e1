import Findings

extension CheckedStack {
  /// The upstreams that a proxy's mounted configuration names.
  func proxyConnections(of client: ComposeService) -> [ClientConnection] {
    let kind = client.product?.kind
    guard kind == "nginx" || kind == "haproxy" else { return [] }
    return mountedFiles(of: client).flatMap { file -> [ClientConnection] in
      let lines = file.lines.prefix(10_000)
      let upstreams = Set(lines.compactMap { Self.upstreamName($0.text) })
      return lines.compactMap { number, text in
        let address = kind == "nginx" ? Self.nginxPeer(text) : Self.haproxyPeer(text)
        guard let address, let end = Endpoint.all(in: address, allowsBareHost: true).first,
          !upstreams.contains(end.host)
        else { return nil }
        let part = ClientConnection.Part(
          variable: "", text: address, evidence: file.evidence(number, text))
        return ClientConnection(
          client: client, endpoint: end, host: part, port: end.port == nil ? nil : part)
      }
    }
  }

  /// `upstream NAME {` defines a name that is no host.
  private static func upstreamName(_ line: String) -> String? {
    let words = line.split(whereSeparator: \.isWhitespace)
    guard words.count >= 2, words[0] == "upstream" else { return nil }
    return String(words[1].prefix { $0 != "{" })
  }

  /// `server host:port …;` of an upstream, `proxy_pass http://host:port;` and its relatives.
  private static func nginxPeer(_ line: String) -> String? {
    let words = line.split { $0.isWhitespace || $0 == ";" }.map(String.init)
    guard words.count >= 2, !words[0].hasPrefix("#"), !words[1].contains("$") else { return nil }
    let directives = ["server", "proxy_pass", "fastcgi_pass", "uwsgi_pass", "grpc_pass"]
    guard directives.contains(words[0]), words[1] != "{", !words[1].hasPrefix("unix:") else {
      return nil
    }
    return words[1]
  }

  /// `server name host:port check`.
  private static func haproxyPeer(_ line: String) -> String? {
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    guard words.count >= 3, words[0] == "server", !words[2].contains("$") else { return nil }
    return words[2]
  }
}
