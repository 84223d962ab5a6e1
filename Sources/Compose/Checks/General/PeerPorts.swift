import Findings

/// The ports that clients are told to ask.
struct PeerPorts: ComposeCheck {
  static let differs = CheckRule(
    "compose/peer-port-differs",
    "A client asks a service of the stack on a port where that service does not listen.")
  static let rules = [differs]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.services.flatMap { client in
      stack.connections(of: client).compactMap { connection in
        stack.service(called: connection.endpoint.host, by: client)
          .flatMap { finding(connection, $0) }
      }
    }
  }

  private func finding(_ connection: ClientConnection, _ target: ComposeService) -> Finding? {
    guard let asked = connection.endpoint.port, target.name != connection.client.name,
      target.networkMode == nil, let known = ListeningPorts(target), !known.ports.contains(asked)
    else { return nil }
    let mapped = target.ports.first { $0.published?.contains(asked) ?? false }
    guard known.isComplete || mapped != nil else { return nil }
    let wanted =
      mapped.map(\.target.lowerBound) ?? (known.ports.count == 1 ? known.ports.first : known.main)
    return Self.differs.finding(
      known.isSure ? .error : .warning, connection.client,
      "\(connection.port?.variable.isEmpty == false ? connection.port?.variable ?? "" : connection.settingName)"
        + " asks \(target.name) on port \(asked); it listens on "
        + known.ports.sorted().map(String.init).joined(separator: ", "),
      proves: mapped == nil
        ? "Nothing listens on that port in \(target.name), so connections are refused."
        : "\(asked) is the port on the host; between services the port inside the container counts.",
      at: [connection.port?.evidence ?? connection.host.evidence, known.evidence],
      values: ["port": ["\(asked)"], "wanted": wanted.map { ["\($0)"] } ?? []],
      fixes: wanted.map { connection.change(port: $0) } ?? [])
  }
}
