import Findings

/// What clients log in with, against what the server of the stack is set up with.
struct Credentials: ComposeCheck {
  static let differ = CheckRule(
    "compose/credentials-differ",
    "A client's user or password is not the one that the service it names is set up with.")
  static let database = CheckRule(
    "compose/database-name-differs",
    "A client asks for a database that the service it names does not create.")
  static let guest = CheckRule(
    "compose/rabbitmq-guest-remote",
    "A client logs in to RabbitMQ as guest, who may only come from the broker's own container.")
  static let rules = [differ, database, guest]

  func findings(in stack: CheckedStack) -> [Finding] {
    stack.services.flatMap { client in
      stack.connections(of: client).flatMap { connection -> [Finding] in
        guard let target = stack.service(called: connection.endpoint.host, by: client),
          target.name != client.name, let accounts = ServerAccounts(target)
        else { return [] }
        return [
          credentials(connection, target, accounts), database(connection, target, accounts),
          guest(connection, target, accounts),
        ].compactMap { $0 }
      }
    }
  }

  private func credentials(
    _ connection: ClientConnection, _ target: ComposeService, _ accounts: ServerAccounts
  ) -> Finding? {
    let isUnset = connection.user?.isUnset ?? false || connection.password?.isUnset ?? false
    guard !isUnset, !accounts.isOpenEnded else { return nil }
    let user = connection.endpoint.user ?? (accounts.kind == "redis" ? "default" : nil)
    guard let user, let account = accounts.users.first(where: { $0.name == user }) else {
      return wrongUser(connection, target, accounts)
    }
    guard let expected = account.password else { return nil }
    let given = connection.endpoint.password
    guard given != expected.value, given != nil || accounts.kind == "redis" else { return nil }
    let part = connection.password ?? connection.host
    return Self.differ.finding(
      .error, connection.client,
      given == nil
        ? "\(connection.settingName) gives no password; \(target.name) demands one"
        : "\(part.variable) gives another password for \(user) than \(target.name) is set up with",
      proves: "The server is set up by \(expected.name); another password is refused. A data "
        + "volume keeps the password of its first start.",
      at: [part.evidence, expected.evidence],
      values: ["peer": [target.name], "user": [user], "setting": [part.variable, expected.name]],
      fixes: fix(connection, expected))
  }

  /// Only a variable of its own can be set to the other's text; URLs are left to the reader.
  private func fix(
    _ connection: ClientConnection, _ expected: ServerAccounts.Secret
  ) -> [SettingChange] {
    guard let part = connection.password, part.variable != connection.host.variable,
      !expected.isFromOption
    else { return [] }
    return [.environment(connection.client.name, part.variable, expected.written ?? expected.value)]
  }

  private func wrongUser(
    _ connection: ClientConnection, _ target: ComposeService, _ accounts: ServerAccounts
  ) -> Finding? {
    guard let user = connection.endpoint.user, !user.isEmpty, let part = connection.user,
      let first = accounts.users.first, !(accounts.kind == "rabbitmq" && user == "guest"),
      accounts.kind != "redis"
    else { return nil }
    return Self.differ.finding(
      .warning, connection.client,
      "\(part.variable) is \(user); \(target.name) is set up with \(first.name)",
      proves: "The image creates one account at the first start; a login that nobody creates is "
        + "refused.",
      at: [part.evidence, first.evidence], values: ["peer": [target.name], "user": [user]],
      fixes: part.variable == connection.host.variable
        ? [] : [.environment(connection.client.name, part.variable, first.name)])
  }

  private func database(
    _ connection: ClientConnection, _ target: ComposeService, _ accounts: ServerAccounts
  ) -> Finding? {
    guard let asked = connection.endpoint.database, let part = connection.database,
      !asked.isEmpty, !part.isUnset, !accounts.isOpenEnded, let created = accounts.databases.first,
      !accounts.databases.contains(asked), !asked.contains("$"),
      ["postgres", "mysql"].contains(accounts.kind)
    else { return nil }
    // A volume can hold databases that were made by hand.
    return Self.database.finding(
      target.dataMount?.source == nil ? .error : .warning, connection.client,
      "\(part.variable) asks for database \(asked); \(target.name) creates \(created)",
      proves: "The image creates one database at the first start; no init script is mounted that "
        + "could create another.",
      at: [part.evidence, accounts.databaseEvidence],
      values: ["peer": [target.name], "asked": [asked], "wanted": [created]],
      fixes: part.variable == connection.host.variable
        ? [] : [.environment(connection.client.name, part.variable, created)])
  }

  private func guest(
    _ connection: ClientConnection, _ target: ComposeService, _ accounts: ServerAccounts
  ) -> Finding? {
    guard accounts.kind == "rabbitmq", connection.endpoint.user == "guest",
      !target.mountsConfiguration, !accounts.isOpenEnded,
      target[environment: "RABBITMQ_DEFAULT_USER"].map({ $0.value != "guest" }) ?? false
    else { return nil }
    return Self.guest.finding(
      .error, connection.client, "guest does not exist on \(target.name)",
      proves: "With RABBITMQ_DEFAULT_USER the broker creates that user in place of guest.",
      at: [(connection.user ?? connection.host).evidence], values: ["peer": [target.name]])
  }
}
