import Findings

/// One peer that a service is told to connect to, by its environment or a mounted proxy file.
struct ClientConnection {
  /// The setting that a part of the address was read from.
  struct Part {
    /// The environment variable; empty when it stands in a file.
    var variable: String
    var text: String
    var evidence: Evidence
    /// Whether interpolation left it empty because a variable is not set.
    var isUnset = false
  }

  let client: ComposeService
  var endpoint: Endpoint
  /// What names the host: a URL, a host, or `host:port`.
  var host: Part
  var port: Part?
  var user: Part?
  var password: Part?
  var database: Part?
  /// The product that the scheme or the variables' names speak of.
  var product: Product?
}

extension ClientConnection {
  /// The change that makes the client ask another host or port; nil for settings in files.
  func change(host: String? = nil, port: Int? = nil) -> [SettingChange] {
    guard !self.host.variable.isEmpty else { return [] }
    if let port, host == nil, let part = self.port, part.variable != self.host.variable {
      return [.environment(client.name, part.variable, "\(port)")]
    }
    let old = endpoint.port.map { "\(endpoint.host):\($0)" } ?? endpoint.host
    let wantedPort = port ?? endpoint.port
    let isPortInText = endpoint.port != nil && self.port?.variable == self.host.variable
    let new =
      (host ?? endpoint.host) + (isPortInText ? wantedPort.map { ":\($0)" } ?? "" : "")
    guard let text = self.host.text.replacingHost(isPortInText ? old : endpoint.host, with: new)
    else { return [] }
    return [.environment(client.name, self.host.variable, text)]
  }
}

extension String {
  /// The text with the host that an address names replaced; nil when the host is not found where
  /// addresses have it: behind the credentials, the scheme, `host=`, or at the front.
  fileprivate func replacingHost(_ old: String, with new: String) -> String? {
    let scheme = firstRange(of: "://")?.upperBound
    let authority = self[(scheme ?? startIndex)...].prefix { !"/?#".contains($0) || scheme == nil }
    let places = [
      firstRange(of: "@tcp(")?.upperBound, firstRange(of: "host=")?.upperBound,
      authority.lastIndex(of: "@").map { index(after: $0) }, scheme, startIndex,
    ]
    for place in places.compactMap({ $0 }) where self[place...].hasPrefix(old) {
      let end = index(place, offsetBy: old.count)
      let next = end < endIndex ? self[end] : "/"
      guard !next.isLetter, !next.isNumber, !"-_.".contains(next) else { continue }
      return self[..<place] + new + self[end...]
    }
    return nil
  }
}
