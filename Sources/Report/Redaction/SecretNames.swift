/// Tells from the name of a setting, header or field whether its value is a secret.
enum SecretNames {
  /// The kind of secret that a value with this name is; nil for ordinary settings.
  ///
  /// Names are read word by word (`api_key`, `apiKey`, `API-KEY` are the same), so that
  /// `tokenization`, `max_tokens` and `PASSWORD_FILE` stay ordinary.
  static func kind(of name: ArraySlice<UInt8>) -> SecretKind? {
    guard mayBeSecret(name) else { return nil }
    let words = words(of: name)
    guard let hit = hit(in: words) else { return nil }
    if words[(hit.index + 1)...].contains(where: describing.contains) { return nil }
    if words[..<hit.index].contains(where: counting.contains) { return nil }
    if hit.kind == .token || hit.kind == .apiKey || hit.kind == .secret {
      for (vendor, kind) in vendors where words.contains(where: { $0.contains(vendor) }) {
        return kind
      }
    }
    return hit.kind
  }

  /// Whether three letters stand in a name with which a word for a secret begins: most names have none.
  private static func mayBeSecret(_ name: ArraySlice<UInt8>) -> Bool {
    var at = name.startIndex
    while at + 1 < name.endIndex {
      let third = at + 2 < name.endIndex ? name[at + 2] : 0
      if beginnings[beginning(name[at], name[at + 1], third)] { return true }
      at += 1
    }
    return false
  }

  /// By three letters of either case, the first ones of all words for secrets.
  private static let beginnings: [Bool] = {
    var result = [Bool](repeating: false, count: 1 << 15)
    for word in Array(single.keys) + suffixes.map(\.0) + ["key", "pwd"] {
      let bytes = Array(word.utf8)
      // A word of two letters may be followed by any.
      for third in bytes.count > 2 ? bytes[2]...bytes[2] : 0...31 {
        result[beginning(bytes[0], bytes[1], third)] = true
      }
    }
    return result
  }()

  private static func beginning(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int {
    Int(first & 31) << 10 | Int(second & 31) << 5 | Int(third & 31)
  }

  /// Splits a name at `_`, `-`, `.` and where lower case turns into upper case; lower-cases it.
  private static func words(of name: some Sequence<UInt8>) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var wasLower = false
    func close() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    for byte in name {
      let isUpper = (0x41...0x5a).contains(byte)
      if byte.isNameSeparator {
        close()
      } else {
        if isUpper, wasLower { close() }
        word.append(isUpper ? byte | 0x20 : byte)
      }
      wasLower = (0x61...0x7a).contains(byte) || (0x30...0x39).contains(byte)
    }
    close()
    return words
  }

  private static func hit(in words: [String]) -> (kind: SecretKind, index: Int)? {
    for (index, word) in words.enumerated() {
      if let kind = single[word] { return (kind, index) }
      // `PWD` alone is the folder that a program runs in.
      if index > 0, word == "pwd" { return (.password, index) }
      if index > 0, word == "key" || word == "keys", keyed.contains(words[index - 1]) {
        let kinds: [String: SecretKind] = ["private": .privateKey, "account": .azureKey]
        return (kinds[words[index - 1]] ?? .apiKey, index)
      }
      if index == 0 || word.count > 5, let kind = suffixes.first(where: { word.hasSuffix($0.0) })?.1
      {
        return (kind, index)
      }
    }
    return nil
  }

  private static let single: [String: SecretKind] = [
    "password": .password, "passwd": .password, "passphrase": .password, "pass": .password,
    "pw": .password, "requirepass": .password, "masterauth": .password, "passwords": .password,
    "secret": .secret, "secrets": .secret, "credential": .secret, "credentials": .secret,
    "salt": .secret, "token": .token, "jwt": .jwt, "apikey": .apiKey, "apikeys": .apiKey,
    "authorization": .token, "cookie": .cookie, "signature": .token,
    "privatekey": .privateKey, "accountkey": .azureKey, "sharedaccesskey": .azureKey,
    "secretkey": .apiKey, "accesskey": .apiKey, "dbpwd": .password,
  ]

  private static let suffixes: [(String, SecretKind)] = [
    ("password", .password), ("passwd", .password), ("passphrase", .password),
    ("dbpwd", .password), ("secret", .secret), ("token", .token),
    ("apikey", .apiKey), ("accesskey", .apiKey), ("secretkey", .apiKey),
    ("privatekey", .privateKey), ("authkey", .apiKey), ("secretaccess", .awsKey),
  ]

  /// Words that make a following `key` a secret; `primary key` and `shard key` are none.
  private static let keyed: Set<String> = [
    "api", "access", "secret", "private", "encryption", "signing", "master", "account", "auth",
    "license", "subscription", "admin", "service", "openai", "cohere", "anthropic", "allowed",
    "shared", "session", "hmac",
  ]

  /// Words after the secret's word that say the value only describes it.
  private static let describing: Set<String> = [
    "enabled", "enable", "disabled", "file", "files", "path", "dir", "type", "ttl", "expiry",
    "expires", "expiration", "expire", "expired", "length", "len", "size", "count", "max", "min",
    "limit", "limits", "name", "names", "id", "ids", "url", "uri", "endpoint", "host", "port",
    "users", "format", "policy", "algorithm", "method", "provider", "version", "timeout",
    "interval", "header", "field", "ref", "encoding", "encryption", "age", "created", "required",
    "usage", "used", "rate", "index", "position", "offset", "authentication", "store", "storage",
    "mount", "rotation", "role", "issuer", "audience", "verify", "check", "error", "status",
    "state", "reset", "column", "domain", "samesite", "secure", "hash", "manager", "service",
  ]

  /// Words before the secret's word that say the value counts or bounds something.
  private static let counting: Set<String> = [
    "max", "min", "num", "total", "n", "no", "use", "has", "is", "allow", "skip", "unexpected",
    "invalid", "missing", "stop", "initial",
  ]

  private static let vendors: [(String, SecretKind)] = [
    ("openai", .openAIKey), ("anthropic", .anthropicKey), ("cohere", .cohereKey),
    ("huggingface", .huggingFaceToken), ("aws", .awsKey), ("azure", .azureKey),
    ("google", .googleKey), ("palm", .googleKey), ("github", .githubToken),
    ("gitlab", .gitlabToken), ("slack", .slackToken),
  ]
}

extension UInt8 {
  fileprivate var isNameSeparator: Bool {
    self == UInt8(ascii: "_") || self == UInt8(ascii: "-") || self == UInt8(ascii: ".")
      || self == UInt8(ascii: " ")
  }
}
