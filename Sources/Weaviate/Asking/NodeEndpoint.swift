/// Where one node's REST API is reached, and what is known about it beforehand.
package struct NodeEndpoint: Hashable, Sendable {
  /// The compose service, or the address where there is none.
  package var service: String
  /// The node's name, where known.
  package var node: String?
  /// The address without `/v1` and without a slash at its end.
  package var base: String

  package init(service: String, node: String? = nil, base: String) {
    self.service = service
    self.node = node
    self.base = base
  }

  /// Reads `[NAME=]URL`; the scheme may be left out (`localhost:8080`).
  ///
  /// Returns nil for anything that is no HTTP address, and for an address with a password in it:
  /// that would stand in the process list.
  package init?(_ text: String) {
    var rest = Substring(text)
    var name: String?
    if let equals = rest.firstIndex(of: "="),
      !rest[..<equals].contains(where: { "/:?".contains($0) })
    {
      name = String(rest[..<equals])
      rest = rest[rest.index(after: equals)...]
    }
    var scheme = "http"
    if let mark = rest.firstRange(of: "://") {
      scheme = rest[..<mark.lowerBound].lowercased()
      rest = rest[mark.upperBound...]
    }
    while rest.hasSuffix("/") { rest = rest.dropLast() }
    if rest.hasSuffix("/v1") { rest = rest.dropLast(3) }
    let authority = rest.prefix { $0 != "/" }
    guard ["http", "https"].contains(scheme), !authority.isEmpty, name != "",
      rest.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7f }),
      !rest.contains(where: { "@\"\\?#<>".contains($0) })
    else { return nil }
    base = "\(scheme)://\(rest)"
    service = name ?? String(rest)
    node = name
  }
}
