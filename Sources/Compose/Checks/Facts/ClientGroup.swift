/// A group of variables that together name one peer: `DB_HOST`, `DB_PORT`, `DB_USER`.
struct ClientGroup {
  enum Role: CaseIterable {
    case port, user, password, database
  }

  /// What stands before HOST: `DB`, `PG`, `WORDPRESS_DB`; never empty.
  let prefix: String
  private let separator: String

  private static let hostWords = ["HOST_NAME", "HOSTNAME", "HOST", "SERVER", "ADDRESS", "ADDR"]

  /// Nil when the name is not that of a host.
  init?(_ variable: String) {
    let name = variable.uppercased()
    guard let word = Self.hostWords.first(where: { name.hasSuffix($0) }) else { return nil }
    let before = name.dropLast(word.count)
    separator = before.hasSuffix("__") ? "__" : before.hasSuffix("_") ? "_" : ""
    prefix = String(before.dropLast(separator.count))
    // `MYHOST` is a word of its own; `PGHOST` is libpq's.
    guard !prefix.isEmpty, !separator.isEmpty || prefix == "PG" else { return nil }
  }

  /// Whether the name alone says that this is a peer.
  var isTelling: Bool {
    let words = prefix.split(separator: "_").map(String.init)
    return words.contains { ["DB", "DATABASE", "CACHE", "QUEUE", "BROKER", "SMTP"].contains($0) }
      || Product.spoken(scheme: nil, hint: prefix) != nil
  }

  /// The variables of the same group by what they give.
  func siblings(in environment: [EnvironmentVariable]) -> [Role: EnvironmentVariable] {
    var found: [Role: EnvironmentVariable] = [:]
    for role in Role.allCases {
      let names = Self.words(role).map { prefix + separator + $0 }
      found[role] =
        names.lazy.compactMap { name in
          environment.first { $0.name.uppercased() == name && !$0.value.isEmpty }
        }.first
    }
    return found
  }

  private static func words(_ role: Role) -> [String] {
    switch role {
    case .port: ["PORT", "PORT_NUMBER"]
    case .user: ["USER", "USERNAME", "USER_NAME", "LOGIN"]
    case .password: ["PASSWORD", "PASSWD", "PASS", "PWD", "PW"]
    case .database: ["NAME", "DATABASE", "DB", "DBNAME", "DATABASE_NAME", "DB_NAME"]
    }
  }
}
