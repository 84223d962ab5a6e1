import Findings

/// The accounts and databases that a server image creates from its environment.
struct ServerAccounts {
  /// A password with the setting that gives it.
  struct Secret {
    var name: String
    var value: String
    /// Before interpolation, so that a fix can refer to the same variable.
    var written: String?
    var evidence: Evidence
    var isFromOption = false
  }

  struct Account {
    var name: String
    /// Nil when the password is not in the file.
    var password: Secret?
    var evidence: Evidence
  }

  let kind: String
  var users: [Account] = []
  var databases: [String] = []
  var databaseEvidence: Evidence
  /// Whether scripts or files can create more than the environment says.
  let isOpenEnded: Bool

  /// Nil when the service is no server whose accounts are known from the file.
  init?(_ service: ComposeService) {
    guard let product = service.product else { return nil }
    kind = product.kind
    databaseEvidence = service.evidence
    isOpenEnded =
      service.volumes.contains { $0.target.contains("initdb") }
      || service.configs.contains { $0.target?.contains("initdb") ?? false }
      || service.environment.contains { $0.name.contains("MULTIPLE_DATABASES") }
    switch kind {
    case "postgres": readPostgres(service)
    case "mysql": readMySQL(service)
    case "mongodb": readMongo(service)
    case "redis": readRedis(service)
    case "rabbitmq": readRabbit(service)
    default: return nil
    }
  }

  private mutating func readPostgres(_ service: ComposeService) {
    let user = service.first("POSTGRES_USER", "POSTGRESQL_USERNAME")
    let password = service.secret("POSTGRES_PASSWORD", "POSTGRESQL_PASSWORD")
    let name = user?.value ?? "postgres"
    users = [
      Account(
        name: name, password: password,
        evidence: user?.evidence ?? service.evidence(of: "image"))
    ]
    let database = service.first("POSTGRES_DB", "POSTGRESQL_DATABASE")
    databases = [database?.value ?? name, "postgres", "template1"]
    databaseEvidence = database?.evidence ?? user?.evidence ?? service.evidence
  }

  private mutating func readMySQL(_ service: ComposeService) {
    if let user = service.first("MARIADB_USER", "MYSQL_USER") {
      users.append(
        Account(
          name: user.value, password: service.secret("MARIADB_PASSWORD", "MYSQL_PASSWORD"),
          evidence: user.evidence))
    }
    let root = service.secret("MARIADB_ROOT_PASSWORD", "MYSQL_ROOT_PASSWORD")
    users.append(
      Account(name: "root", password: root, evidence: root?.evidence ?? service.evidence))
    if let database = service.first("MARIADB_DATABASE", "MYSQL_DATABASE") {
      databases = [database.value, "mysql", "information_schema"]
      databaseEvidence = database.evidence
    }
  }

  private mutating func readMongo(_ service: ComposeService) {
    guard let user = service.first("MONGO_INITDB_ROOT_USERNAME") else { return }
    users = [
      Account(
        name: user.value, password: service.secret("MONGO_INITDB_ROOT_PASSWORD"),
        evidence: user.evidence)
    ]
  }

  private mutating func readRedis(_ service: ComposeService) {
    var secret = service.secret("REDIS_PASSWORD")
    if let option = service.option("--requirepass") {
      let place = service.command?.origin ?? service.origin
      secret = Secret(
        name: "--requirepass", value: option.trimmingQuotes,
        evidence: place.evidence(text: "command: --requirepass (hidden)"), isFromOption: true)
    } else if service.imageReference?.isOfficial ?? true {
      secret = nil
    }
    guard let secret, !secret.value.contains("$") else { return }
    users = [Account(name: "default", password: secret, evidence: secret.evidence)]
  }

  private mutating func readRabbit(_ service: ComposeService) {
    guard let user = service.first("RABBITMQ_DEFAULT_USER") else { return }
    users = [
      Account(
        name: user.value, password: service.secret("RABBITMQ_DEFAULT_PASS"),
        evidence: user.evidence)
    ]
  }
}

extension ComposeService {
  /// The first of some variables that is set, not empty, and not made of unset ones.
  fileprivate func first(_ names: String...) -> EnvironmentVariable? {
    names.lazy.compactMap { self[environment: $0] }
      .first { !$0.value.isEmpty && $0.unsetVariables.isEmpty }
  }

  fileprivate func secret(_ names: String...) -> ServerAccounts.Secret? {
    names.lazy.compactMap { self[environment: $0] }
      .first { !$0.value.isEmpty && $0.unsetVariables.isEmpty }
      .map {
        ServerAccounts.Secret(
          name: $0.name, value: $0.value, written: $0.written, evidence: $0.evidence)
      }
  }
}

extension String {
  /// Without one pair of quotes around it.
  var trimmingQuotes: String {
    guard count >= 2, let first, first == last, "'\"".contains(first) else { return self }
    return String(dropFirst().dropLast())
  }
}
