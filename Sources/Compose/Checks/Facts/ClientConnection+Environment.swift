import Findings

extension ComposeService {
  /// The peers that the environment names: URLs, `host:port`, and groups such as DB_HOST, DB_PORT.
  var clientConnections: [ClientConnection] {
    environment.prefix(512).flatMap { variable -> [ClientConnection] in
      guard !variable.value.isEmpty, !OwnAddress.isOwn(variable.name) else { return [] }
      if let group = ClientGroup(variable.name) {
        return connection(variable, group).map { [$0] } ?? []
      }
      guard
        OwnAddress.mayBePeer(variable.name) || variable.value.contains("://")
          || variable.value.contains("host=")
      else { return [] }
      return Endpoint.all(in: variable.value).prefix(16).map { end in
        let part = part(variable)
        let speaks = Product.spoken(scheme: end.scheme, hint: variable.name)
        return ClientConnection(
          client: self, endpoint: end, host: part, port: end.port == nil ? nil : part,
          user: end.user == nil ? nil : part, password: end.password == nil ? nil : part,
          database: end.database == nil ? nil : part,
          product: speaks ?? Product.spoken(scheme: nil, hint: variable.name))
      }
    }
  }

  private func connection(
    _ variable: EnvironmentVariable, _ group: ClientGroup
  ) -> ClientConnection? {
    let ends = Endpoint.all(in: variable.value, allowsBareHost: true)
    guard ends.count == 1, var end = ends.first else { return nil }
    let siblings = group.siblings(in: environment)
    guard end.scheme != nil || !siblings.isEmpty || group.isTelling else { return nil }
    let port = siblings[.port].flatMap { Int($0.value) }
    end.port = end.port ?? port
    end.user = end.user ?? siblings[.user]?.value
    end.password = end.password ?? siblings[.password]?.value
    end.database = end.database ?? siblings[.database]?.value
    let own = part(variable)
    return ClientConnection(
      client: self, endpoint: end, host: own,
      port: port == end.port ? siblings[.port].map(part) : own,
      user: siblings[.user].map(part), password: siblings[.password].map(part),
      database: siblings[.database].map(part),
      product: Product.spoken(scheme: end.scheme, hint: nil)
        ?? Product.spoken(scheme: nil, hint: group.prefix))
  }

  private func part(_ variable: EnvironmentVariable) -> ClientConnection.Part {
    ClientConnection.Part(
      variable: variable.name, text: variable.value, evidence: variable.connectionEvidence,
      isUnset: !variable.unsetVariables.isEmpty)
  }
}

extension EnvironmentVariable {
  /// As `evidence`, with the password of a URL hidden.
  fileprivate var connectionEvidence: Evidence {
    guard let at = value.lastIndex(of: "@"), let scheme = value.firstRange(of: "://") else {
      return value.contains("password=")
        ? origin.evidence(text: "\(name): (hidden)") : evidence
    }
    guard scheme.upperBound < at else { return evidence }
    let user = value[scheme.upperBound..<at].prefix { $0 != ":" }
    let shown = value[..<scheme.upperBound] + user + ":(hidden)" + value[at...]
    return origin.evidence(text: "\(name): \(shown)")
  }
}
