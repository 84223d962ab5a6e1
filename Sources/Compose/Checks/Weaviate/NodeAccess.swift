import Findings

/// Who may use a node, and where it listens.
struct NodeAccess: ComposeCheck {
  static let host = CheckRule(
    "compose/weaviate/command-without-host",
    "The command is overridden without --host 0.0.0.0, so REST listens inside the container only.")
  static let scheme = CheckRule(
    "compose/weaviate/command-without-scheme",
    "The command is overridden without --scheme http; the default is https and needs certificates.")
  static let anonymous = CheckRule(
    "compose/weaviate/anonymous-access-stays-on",
    "Anonymous access is switched off without another scheme, so it stays on.")
  static let open = CheckRule(
    "compose/weaviate/anonymous-published",
    "Everybody who reaches the host may read and write: anonymous access on a published port.")
  static let keys = CheckRule(
    "compose/weaviate/api-keys-malformed",
    "The lists of API keys and users have blanks, empty entries, repeats or different lengths.")
  static let both = CheckRule(
    "compose/weaviate/adminlist-and-rbac", "Admin list and RBAC are both switched on.")
  static let root = CheckRule(
    "compose/weaviate/rbac-without-root",
    "RBAC is switched on without a root user, so nobody may assign roles.")
  static let rules = [host, scheme, anonymous, open, keys, both, root]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.weaviateNodes.flatMap { node in
      [command(node), anonymous(node), open(node), keys(node), roles(node)].compactMap { $0 }
    }
  }

  private func command(_ node: WeaviateNode) -> Finding? {
    guard let words = node.service.command?.value, !words.isEmpty else { return nil }
    let at = [node.service.evidence(of: "command")]
    let given = node.service.option("--host") ?? node.setting("HOST")?.text
    if given == nil || given == "localhost" || given == "127.0.0.1" {
      return Self.host.finding(
        .error, node.service, "The command does not say --host 0.0.0.0",
        proves: "An overridden command replaces the image's; the default host is localhost, which "
          + "no other container and no published port reaches.", at: at)
    }
    guard node.service.option("--scheme") == nil, node.setting("SCHEME") == nil else { return nil }
    return Self.scheme.finding(
      .error, node.service, "The command does not say --scheme http",
      proves: "An overridden command replaces the image's; the default scheme is https, and the "
        + "server ends without a certificate.", at: at)
  }

  private func anonymous(_ node: WeaviateNode) -> Finding? {
    guard let setting = node.setting("AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED"), !setting.isTrue,
      !node.isOn("AUTHENTICATION_APIKEY_ENABLED"), !node.isOn("AUTHENTICATION_OIDC_ENABLED"),
      !node.isOn("AUTHENTICATION_DB_USERS_ENABLED")
    else { return nil }
    return Self.anonymous.finding(
      .warning, node.service, "Anonymous access is off and nothing else is on",
      proves: "With no scheme at all the server goes back to its default, which is anonymous "
        + "access.", at: [setting.evidence])
  }

  private func open(_ node: WeaviateNode) -> Finding? {
    guard node.isOn("AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED"),
      let port = node.service.ports.first(where: { port in
        port.hostAddress?.hasPrefix("127.") != true
          && node.restPort.map { port.target.contains($0) } ?? false
      })
    else { return nil }
    return Self.open.finding(
      .neutral, node.service, "Anonymous access on a port of the host",
      proves: "Whoever reaches the host may read, change and delete everything.",
      at: [port.evidence, node.setting("AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED")?.evidence])
  }

  private func keys(_ node: WeaviateNode) -> Finding? {
    guard node.isOn("AUTHENTICATION_APIKEY_ENABLED") else { return nil }
    let keys = node.setting("AUTHENTICATION_APIKEY_ALLOWED_KEYS")
    let users = node.setting("AUTHENTICATION_APIKEY_USERS")
    let lists = [keys, users].compactMap { $0 }
    let untidy = lists.first { list in
      list.list.contains { $0.isEmpty || $0.first == " " || $0.last == " " }
    }
    let repeated = keys.map { Set($0.list).count < $0.list.count } ?? false
    let counts = (keys?.list.count ?? 0, users?.list.count ?? 0)
    let fits = users == nil || keys == nil || counts.1 == 1 || counts.0 == counts.1
    guard untidy != nil || repeated || !fits else { return nil }
    return Self.keys.finding(
      fits ? .warning : .error, node.service,
      untidy.map { "\($0.variable) has blanks or empty entries" }
        ?? (fits ? "A key is listed twice" : "\(counts.0) keys and \(counts.1) users"),
      proves: "The lists are split at commas without trimming, and each key belongs to the user "
        + "at its place: there must be one user, or as many as keys.",
      at: lists.map(\.evidence))
  }

  private func roles(_ node: WeaviateNode) -> Finding? {
    guard node.isOn("AUTHORIZATION_RBAC_ENABLED") || node.isOn("AUTHORIZATION_ENABLE_RBAC") else {
      return nil
    }
    let switches = ["AUTHORIZATION_RBAC_ENABLED", "AUTHORIZATION_ENABLE_RBAC"]
    let evidence = switches.lazy.compactMap { node.setting($0)?.evidence }.first
    if let list = node.setting("AUTHORIZATION_ADMINLIST_ENABLED"), list.isTrue {
      return Self.both.finding(
        .error, node.service, "Admin list and RBAC are both on",
        proves: "The server refuses to start with both.", at: [list.evidence, evidence])
    }
    guard node.setting("AUTHORIZATION_RBAC_ROOT_USERS") == nil,
      node.setting("AUTHORIZATION_ADMIN_USERS") == nil
    else { return nil }
    return Self.root.finding(
      .warning, node.service, "RBAC is on without AUTHORIZATION_RBAC_ROOT_USERS",
      proves: "Nobody has a role that may give roles, so nobody can be let in.", at: [evidence])
  }
}

extension WeaviateNode {
  /// Whether a switch is on.
  func isOn(_ variable: String) -> Bool { setting(variable)?.isTrue ?? false }
}
