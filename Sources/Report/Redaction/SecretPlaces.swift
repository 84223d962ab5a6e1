/// Secrets that show by where they stand: URLs, addresses, paths, PEM blocks, options, SQL.
extension SecretScanner {
  /// The password of `scheme://user:password@host` whose `://` is at `colon`.
  func userInfo(at colon: Int) -> SecretSpan? {
    let start = colon + 3
    let end = authorityEnd(from: start)
    guard let at = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")) else {
      return webhook(start, end)
    }
    let slash = bytes[start..<at].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
    guard let mark = bytes[start..<at].firstIndex(of: UInt8(ascii: ":")) else {
      guard slash == nil, at - start >= 16, SecretValues.looksRandom(bytes[start..<at]) else {
        return nil
      }
      return SecretSpan(range: start..<at, kind: .token)
    }
    // `host:8080/path/@scope` is a port and a path, not a password.
    if let slash, bytes[(mark + 1)..<max(mark + 1, slash)].allSatisfy(\.isDigit) { return nil }
    return meaningful((mark + 1)..<at).map { SecretSpan(range: $0, kind: .password) }
  }

  /// Where what may hold a password ends: at a blank, a quote, a comma or the next URL.
  private func authorityEnd(from start: Int) -> Int {
    let end = bytes.run(from: start, limit: 512) {
      !$0.isSpace && !$0.isQuote && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
        && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ":")
    }
    guard end < bytes.count, bytes[end] == UInt8(ascii: ":"), !bytes.has("://", at: end) else {
      return end
    }
    return bytes.run(from: end + 1, limit: 512) {
      !$0.isSpace && !$0.isQuote && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">")
        && $0 != UInt8(ascii: ",")
    }
  }

  /// The secret path of an incoming web hook.
  private func webhook(_ start: Int, _ end: Int) -> SecretSpan? {
    for (host, skip): (StaticString, Int) in [
      ("hooks.slack.com/services/", 25), ("discord.com/api/webhooks/", 25),
      ("discordapp.com/api/webhooks/", 28), ("api.telegram.org/bot", 20),
    ] where bytes.has(host, at: start) && end > start + skip {
      return SecretSpan(range: (start + skip)..<end, kind: .webhook)
    }
    return nil
  }

  /// The password of a Go data source name, `user:password@tcp(host)`.
  func dataSource(at sign: Int) -> SecretSpan? {
    guard bytes.has("tcp(", at: sign + 1) || bytes.has("unix(", at: sign + 1) else { return nil }
    var mark = sign
    while mark > free, sign - mark < 256, !bytes[mark - 1].isSpace, !bytes[mark - 1].isQuote {
      mark -= 1
      if bytes[mark] == UInt8(ascii: ":") {
        return meaningful((mark + 1)..<sign).map { SecretSpan(range: $0, kind: .password) }
      }
    }
    return nil
  }

  /// An e-mail address around the `@`; node names, package versions and `git@host` are none.
  func address(at sign: Int) -> SecretSpan? {
    var start = sign
    while start > free, sign - start < 64, bytes[start - 1].isAddressByte { start -= 1 }
    guard start < sign, bytes[start].isAlphanumeric,
      !bytes.has("//", at: start - 2),
      !bytes.has(":", at: start - 1) || start < 2 || bytes[start - 2] != UInt8(ascii: "/")
    else { return nil }
    let end = bytes.run(from: sign + 1, limit: 253) {
      $0.isAlphanumeric || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    let labels = bytes[(sign + 1)..<end].split(separator: UInt8(ascii: "."))
    guard labels.count >= 2, let last = labels.last, let first = labels.first, last.count >= 2,
      last.allSatisfy(\.isLetter), first.contains(where: \.isLetter),
      !Self.unitSuffixes.contains(String(decoding: last, as: UTF8.self)),
      !Self.programUsers.contains(String(decoding: bytes[start..<sign], as: UTF8.self))
    else { return nil }
    return SecretSpan(range: start..<last.endIndex, kind: .email)
  }

  /// The user's name in `/home/name`, `/Users/name` and `C:\Users\name`.
  func home(at slash: Int) -> SecretSpan? {
    guard slash == 0 || !bytes[slash - 1].isTokenByte && bytes[slash - 1] != UInt8(ascii: ".")
    else {
      return nil
    }
    for folder in ["/home/", "/Users/", "\\Users\\", "\\\\Users\\\\"]
    where bytes[slash...].starts(with: folder.utf8) {
      let start = slash + folder.utf8.count
      let end = bytes.run(from: start, limit: 64) { $0.isTokenByte || $0 == UInt8(ascii: ".") }
      let name = String(decoding: bytes[start..<end], as: UTF8.self)
      guard end > start, !Self.imageUsers.contains(name) else { return nil }
      return SecretSpan(range: start..<end, kind: .user)
    }
    return nil
  }

  /// A private key from its first dash to its last, or to the end of the text.
  func pem(at dash: Int) -> SecretSpan? {
    guard bytes.has("-----BEGIN ", at: dash) else { return nil }
    let label = bytes.run(from: dash + 11, limit: 48) { $0 != UInt8(ascii: "-") && $0 != 0x0a }
    guard
      bytes[(dash + 11)..<label].split(separator: 0x20).contains(where: {
        $0.elementsEqual("PRIVATE".utf8)
      })
    else { return nil }
    var index = label
    while index < bytes.count, !bytes.has("-----END ", at: index) { index += 1 }
    guard index < bytes.count else {
      return SecretSpan(range: dash..<bytes.count, kind: .privateKey)
    }
    let tail = bytes.run(from: index + 9, limit: 48) { $0 != UInt8(ascii: "-") && $0 != 0x0a }
    let end = bytes.run(from: tail, limit: 5) { $0 == UInt8(ascii: "-") }
    return SecretSpan(range: dash..<end, kind: .privateKey)
  }

  /// The value of `--password value`, also as separate words of a JSON list.
  func flag(at dash: Int) -> SecretSpan? {
    guard bytes.has("--", at: dash), dash == 0 || bytes[dash - 1] != UInt8(ascii: "-") else {
      return nil
    }
    let end = bytes.run(from: dash + 2, limit: 48) { $0.isTokenByte }
    guard end > dash + 2, let kind = SecretNames.kind(of: bytes[(dash + 2)..<end]) else {
      return nil
    }
    return argument(after: end, kind: kind)
  }

  /// Words after which a secret follows: `Bearer`, `requirepass`, SQL's `PASSWORD '…'`, `curl -u`.
  func phrase(at start: Int) -> SecretSpan? {
    switch bytes[start] | 0x20 {
    case UInt8(ascii: "b"):
      for scheme: StaticString in ["bearer ", "basic "] where bytes.has(scheme, at: start) {
        let begin = start + scheme.utf8CodeUnitCount
        let end = bytes.run(from: begin) {
          $0.isBase64Byte || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ".")
        }
        guard end - begin >= 8, SecretValues.looksRandom(bytes[begin..<end]) else { continue }
        return SecretSpan(
          range: begin..<end, kind: scheme.utf8CodeUnitCount == 7 ? .token : .basicAuth)
      }
    case UInt8(ascii: "r") where bytes.has("requirepass", at: start):
      return argument(after: start + 11, kind: .password)
    case UInt8(ascii: "r") where bytes.has("redis-cli", at: start):
      return option("-a", after: start + 9).flatMap { argument(after: $0, kind: .password) }
    case UInt8(ascii: "m") where bytes.has("masterauth", at: start):
      return argument(after: start + 10, kind: .password)
    case UInt8(ascii: "m") where bytes.has("mysql", at: start) || bytes.has("mariadb", at: start):
      return option("-p", after: start + 5).flatMap { attached(at: $0) }
    case UInt8(ascii: "c") where bytes.has("curl ", at: start):
      let place = option("-u", after: start + 4) ?? option("--user", after: start + 4)
      return place.flatMap { credentials(after: $0) }
    case UInt8(ascii: "p") where bytes.has("password '", at: start):
      return literal(at: start + 9)
    case UInt8(ascii: "i") where bytes.has("identified by '", at: start):
      return literal(at: start + 14)
    default: break
    }
    return nil
  }

  /// The word after an option, over the quotes and commas of a list.
  private func argument(after end: Int, kind: SecretKind) -> SecretSpan? {
    let start = bytes.run(from: end, limit: 8) {
      $0 == 0x20 || $0 == 0x09 || $0.isQuote || $0 == UInt8(ascii: ",")
    }
    guard start > end, start < bytes.count, bytes[start] != UInt8(ascii: "-") else { return nil }
    let stop = bytes.run(from: start, limit: 512) {
      !$0.isSpace && !$0.isQuote && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "]")
    }
    return meaningful(start..<stop).map { SecretSpan(range: $0, kind: kind) }
  }

  /// Where an option of a command ends, within the next 160 bytes of its line.
  private func option(_ name: StaticString, after start: Int) -> Int? {
    let bound = bytes.run(from: start, limit: 160) { $0 != 0x0a && $0 != UInt8(ascii: "|") }
    var index = start
    while index < bound {
      let isWord = bytes[index - 1].isSpace || bytes[index - 1].isQuote
      if isWord, bytes[index] == UInt8(ascii: "-"),
        bytes[index...].starts(with: name.description.utf8)
      {
        return index + name.utf8CodeUnitCount
      }
      index += 1
    }
    return nil
  }

  private func attached(at start: Int) -> SecretSpan? {
    let end = bytes.run(from: start, limit: 256) {
      !$0.isSpace && !$0.isQuote && $0 != UInt8(ascii: ",")
    }
    guard end - start >= 3, !bytes[start..<end].starts(with: "rotocol".utf8) else { return nil }
    return meaningful(start..<end).map { SecretSpan(range: $0, kind: .password) }
  }

  private func credentials(after end: Int) -> SecretSpan? {
    guard let span = argument(after: end, kind: .password),
      let mark = bytes[span.range].firstIndex(of: UInt8(ascii: ":"))
    else { return nil }
    return meaningful((mark + 1)..<span.range.upperBound).map {
      SecretSpan(range: $0, kind: .password)
    }
  }

  private func literal(at quote: Int) -> SecretSpan? {
    let end = bytes.run(from: quote + 1, limit: 512) { $0 != UInt8(ascii: "'") && $0 != 0x0a }
    return meaningful((quote + 1)..<end).map { SecretSpan(range: $0, kind: .password) }
  }

  /// Suffixes of unit and file names, which look like a domain behind an `@`.
  private static let unitSuffixes: Set<String> = [
    "service", "socket", "timer", "mount", "target", "slice", "local", "internal", "latest",
  ]

  /// Accounts of programs, before an `@` that names a host.
  private static let programUsers: Set<String> = ["git", "rabbit", "root", "postgres", "rabbitmq"]

  /// Home folders that images bring along; they say nothing about a person.
  private static let imageUsers: Set<String> = [
    "node", "app", "appuser", "user", "ubuntu", "runner", "git", "jovyan", "nonroot", "nobody",
    "weaviate", "postgres", "redis", "www-data", "airflow", "jenkins", "elasticsearch", "vscode",
    "Public", "Shared", "nginx", "rabbitmq", "mysql", "web", "api", "worker", "service", "python",
  ]
}

extension UInt8 {
  fileprivate var isAddressByte: Bool {
    isTokenByte || self == UInt8(ascii: ".") || self == UInt8(ascii: "+")
      || self == UInt8(ascii: "%")
  }
}
