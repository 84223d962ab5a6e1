/// Where a client's setting points: a URL, `host:port`, or libpq's `host=… dbname=…`.
package struct Endpoint: Equatable, Sendable {
  /// In lower case, without `jdbc:`; nil for `host:port`.
  package var scheme: String?
  package var user: String?
  /// Not redacted; it must never reach a finding's text.
  package var password: String?
  package var host: String
  package var port: Int?
  /// The first part of the path or the `dbname`: the database, where the scheme has databases.
  package var database: String?
  /// What follows `?`, by key in lower case.
  package var options: [String: String] = [:]

  /// Reads every endpoint that a value names: one, or several with commas between them.
  ///
  /// Empty when the value is no address: blanks, paths, plain words without a port are given
  /// back as a host only when `allowsBareHost`.
  package static func all(in value: String, allowsBareHost: Bool = false) -> [Endpoint] {
    guard value.utf8.count <= 2048 else { return [] }
    if value.contains("host=") { return libpq(value).map { [$0] } ?? [] }
    let text = value.hasPrefix("jdbc:") ? String(value.dropFirst(5)) : value
    if let mark = text.firstRange(of: "://") {
      return url(scheme: String(text[..<mark.lowerBound]), rest: text[mark.upperBound...])
    }
    if let go = goMySQL(text) { return [go] }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).prefix(32)
    let hosts = parts.compactMap { hostAndPort($0, allowsBareHost: allowsBareHost) }
    return hosts.count == parts.count ? hosts : []
  }

  private static func url(scheme: String, rest: Substring) -> [Endpoint] {
    guard !scheme.isEmpty, scheme.allSatisfy({ $0.isLetter || $0.isNumber || "+-.".contains($0) })
    else { return [] }
    let authority = rest.prefix { !"/?#;".contains($0) }
    let tail = rest.dropFirst(authority.count)
    var user: String?
    var password: String?
    var hosts = authority
    if let at = authority.lastIndex(of: "@") {
      let credentials = authority[..<at].split(
        separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      user = credentials.first.flatMap { $0.isEmpty ? nil : percentDecoded($0) }
      password = credentials.count > 1 ? percentDecoded(credentials[1]) : nil
      hosts = authority[authority.index(after: at)...]
    }
    let path = tail.first == "/" ? tail.dropFirst().prefix { !"?#;".contains($0) } : ""
    let options = options(in: tail)
    let database = path.isEmpty ? options["databasename"] : String(path)
    return hosts.split(separator: ",").prefix(32).compactMap { part in
      guard var end = hostAndPort(part, allowsBareHost: true) else { return nil }
      end.scheme = scheme.lowercased()
      end.user = user
      end.password = password
      end.database = database
      end.options = options
      return end
    }
  }

  private static func options(in tail: Substring) -> [String: String] {
    guard let start = tail.firstIndex(where: { "?;".contains($0) }) else { return [:] }
    var options: [String: String] = [:]
    for pair in tail[start...].split(whereSeparator: { "?&;".contains($0) }).prefix(64) {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if sides.count == 2 { options[sides[0].lowercased()] = String(sides[1]) }
    }
    return options
  }

  /// `user:password@tcp(host:3306)/database`, as Go's MySQL driver wants it.
  private static func goMySQL(_ text: String) -> Endpoint? {
    guard let open = text.firstRange(of: "@tcp("),
      let close = text[open.upperBound...].firstIndex(of: ")"),
      var end = hostAndPort(text[open.upperBound..<close], allowsBareHost: true)
    else { return nil }
    let credentials = text[..<open.lowerBound].split(separator: ":", maxSplits: 1)
    end.scheme = "mysql"
    end.user = credentials.first.map(String.init)
    end.password = credentials.count > 1 ? String(credentials[1]) : nil
    let path = text[text.index(after: close)...].drop { $0 == "/" }.prefix { $0 != "?" }
    end.database = path.isEmpty ? nil : String(path)
    return end
  }

  /// `host=db port=5432 dbname=x user=y password=z`.
  private static func libpq(_ text: String) -> Endpoint? {
    var pairs: [String: String] = [:]
    for word in text.split(whereSeparator: { $0 == " " || $0 == ";" }).prefix(64) {
      let sides = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else { continue }
      pairs[sides[0].lowercased()] = String(sides[1]).trimmingQuotes
    }
    guard let host = pairs["host"], isHost(host[...]) else { return nil }
    return Endpoint(
      scheme: "postgresql", user: pairs["user"] ?? pairs["username"], password: pairs["password"],
      host: host, port: pairs["port"].flatMap(Int.init),
      database: pairs["dbname"] ?? pairs["database"], options: pairs)
  }

  private static func hostAndPort(_ text: Substring, allowsBareHost: Bool) -> Endpoint? {
    if text.first == "[", let close = text.firstIndex(of: "]") {
      let port = text[close...].dropFirst().drop { $0 == ":" }
      return Endpoint(host: String(text[...close].dropFirst().dropLast()), port: Int(port))
    }
    let sides = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let host = sides.first, isHost(host), sides.count <= 2 else { return nil }
    guard sides.count == 2 else { return allowsBareHost ? Endpoint(host: String(host)) : nil }
    guard let port = Int(sides[1]), (1...65_535).contains(port) else { return nil }
    return Endpoint(host: String(host), port: port)
  }

  private static func isHost(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.count <= 253
      && text.utf8.allSatisfy { byte in
        (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
          || byte == 45 || byte == 46 || byte == 95
      }
  }

  private static func percentDecoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      let hex = rest.prefix(2)
      if byte == 37, hex.count == 2,
        let value = UInt8(String(decoding: hex, as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Endpoint {
  /// Whether the host is the client's own container.
  package var isLoopback: Bool {
    host == "localhost" || host == "::1" || host == "0.0.0.0" || host.hasPrefix("127.")
  }

  /// Whether the host can only be found by the names of this stack: no dots, no digits-and-dots.
  package var isPlainName: Bool {
    !host.contains(".") && !host.contains(":") && host != "localhost"
      && host.contains(where: \.isLetter)
  }
}
