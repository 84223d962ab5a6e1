/// Which variables speak of a service's own address, or of one that only browsers use.
enum OwnAddress {
  /// Names as a whole.
  private static let ownNames: Set<String> = [
    "HOST", "HOSTNAME", "SERVER", "SERVER_NAME", "ADDRESS", "IP", "SERVER_HOST", "BASE_URL",
    "APP_URL", "APP_BASE_URL", "SITE_URL", "ROOT_URL", "SERVER_URL", "SERVERURL", "WEBHOOK_URL",
  ]
  /// Parts of names.
  private static let ownWords = [
    "ADVERTISE", "LISTEN", "BIND", "PUBLIC", "EXTERNAL", "ORIGIN", "CORS", "CALLBACK", "REDIRECT",
    "VIRTUAL_HOST", "LETSENCRYPT", "ALLOWED", "DOMAIN", "NO_PROXY", "FRONTEND", "CSRF", "TRUSTED",
    "JMX_HOSTNAME", "ASPNETCORE", "HEALTHCHECK", "WHITELIST",
  ]
  private static let browserPrefixes = ["NEXT_PUBLIC_", "VITE_", "REACT_APP_", "VUE_APP_", "NUXT_"]
  private static let peerWords = [
    "URL", "URI", "DSN", "BROKER", "ENDPOINT", "SERVERS", "UPSTREAM", "BACKEND", "_API", "ADDRESS",
    "ADDR", "CONNECT", "HOSTS", "PEERS", "SEEDS", "NODES", "TARGET",
  ]

  /// Whether a variable tells where the service itself is found.
  static func isOwn(_ variable: String) -> Bool {
    let name = variable.uppercased()
    return ownNames.contains(name) || ownWords.contains { name.contains($0) }
      || browserPrefixes.contains { name.hasPrefix($0) }
  }

  /// Whether a value `host:port` under this name is a peer's address.
  static func mayBePeer(_ variable: String) -> Bool {
    let name = variable.uppercased()
    return peerWords.contains { name.contains($0) }
  }
}
