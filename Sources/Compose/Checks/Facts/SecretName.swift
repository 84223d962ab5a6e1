/// Which settings hold secrets, told by their names.
package enum SecretName {
  private static let words = [
    "PASSWORD", "PASSWD", "SECRET", "TOKEN", "APIKEY", "API_KEY", "PRIVATE_KEY", "ACCESS_KEY",
    "ALLOWED_KEYS", "COOKIE", "CREDENTIAL", "_PASS", "_PWD",
  ]

  /// Whether the value of such a variable must not be shown.
  package static func isSecret(_ name: String) -> Bool {
    let name = name.uppercased()
    if name.hasSuffix("_FILE") || name.hasSuffix("_USERS") { return false }
    return words.contains { name.contains($0) } || ["PASS", "PGPASSWORD", "PW"].contains(name)
      || name.hasSuffix("_PW")
  }
}
