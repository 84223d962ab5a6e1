import Findings

/// What a node tells its peers to call it by.
struct AdvertisedAddress: ComposeCheck {
  static let loopback = CheckRule(
    "compose/weaviate/advertise-loopback",
    "CLUSTER_ADVERTISE_ADDR leads every peer back to itself.")
  static let bind = CheckRule(
    "compose/weaviate/bind-loopback",
    "CLUSTER_BIND_ADDR lets gossip listen inside the container only.")
  static let invalid = CheckRule(
    "compose/weaviate/advertise-not-an-address",
    "CLUSTER_ADVERTISE_ADDR or CLUSTER_BIND_ADDR is no IP address.")
  static let localhost = CheckRule(
    "compose/weaviate/in-localhost",
    "CLUSTER_IN_LOCALHOST is meant for several nodes on one address, never for containers.")
  static let rules = [loopback, bind, invalid, localhost]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.clusters.filter(\.isMultiNode).flatMap(\.nodes).flatMap { node in
      [
        address(node, "CLUSTER_ADVERTISE_ADDR", Self.loopback),
        address(node, "CLUSTER_BIND_ADDR", Self.bind), localhost(node),
      ].compactMap { $0 }
    }
  }

  private func address(_ node: WeaviateNode, _ variable: String, _ rule: CheckRule) -> Finding? {
    guard let setting = node.setting(variable) else { return nil }
    let fixes = [node.change(variable, to: nil)].compactMap { $0 }
    let host = Endpoint(host: setting.text)
    if host.isLoopback, setting.text != "0.0.0.0" || variable == "CLUSTER_ADVERTISE_ADDR" {
      return rule.finding(
        .error, node.service, "\(variable) is \(setting.text)",
        proves: "In a container that address is the container itself: peers that use it reach "
          + "themselves, and nobody reaches this node.",
        at: [setting.evidence], values: ["address": [setting.text]], fixes: fixes)
    }
    guard !isAddress(setting.text), node.has(.validatedAddresses) == true else { return nil }
    return Self.invalid.finding(
      .error, node.service, "\(variable) is \"\(setting.text)\", which is no IP address",
      proves: "This release refuses to start with a name in place of an IP address.",
      at: [setting.evidence], values: ["address": [setting.text]], fixes: fixes)
  }

  private func isAddress(_ text: String) -> Bool {
    if text.contains(":") { return text.allSatisfy { $0.isHexDigit || ":.".contains($0) } }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }

  private func localhost(_ node: WeaviateNode) -> Finding? {
    guard let setting = node.setting("CLUSTER_IN_LOCALHOST"), setting.isTrue else { return nil }
    if case .host? = node.service.networkMode?.value { return nil }
    return Self.localhost.finding(
      .warning, node.service, "CLUSTER_IN_LOCALHOST is set in a container",
      proves: "It makes the ports of RAFT_JOIN count and derives the RPC port from the RAFT port, "
        + "which is only right for several nodes on one address.",
      at: [setting.evidence],
      fixes: [node.change("CLUSTER_IN_LOCALHOST", to: nil)].compactMap { $0 })
  }
}
