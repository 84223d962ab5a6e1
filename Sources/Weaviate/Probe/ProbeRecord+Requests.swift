extension ProbeRecord {
  private static let longestAnswer = 1 << 20

  /// Writes it; the class stands in the body, because `/v1/objects/{class}` takes no POST (405).
  ///
  /// No vector is sent: the first one would settle the dimensions of an empty collection.
  func write(
    through base: String, _ settings: ProbeSettings
  ) -> HTTPRequest {
    let properties = property.map { "\"\($0)\":\"\(Self.marker)\"" } ?? ""
    let place = tenant.map { ",\"tenant\":\"\($0)\"" } ?? ""
    return HTTPRequest(
      .post, "\(base)/v1/objects?consistency_level=\(settings.level.rawValue)",
      bearer: settings.bearer,
      body: "{\"class\":\"\(collection)\",\"id\":\"\(id)\",\"properties\":{\(properties)}\(place)}",
      timeout: settings.patience, longestAnswer: Self.longestAnswer)
  }

  /// Reads the copy that one node holds.
  func read(
    from node: String, through base: String, _ settings: ProbeSettings
  ) -> HTTPRequest {
    HTTPRequest(
      .get, path(base, "node_name=\(Self.escaped(node))"), bearer: settings.bearer,
      timeout: settings.patience, longestAnswer: Self.longestAnswer)
  }

  /// Deletes it on every replica that can be reached.
  func delete(through base: String, _ settings: ProbeSettings) -> HTTPRequest {
    HTTPRequest(
      .delete, path(base, "consistency_level=ALL"), bearer: settings.bearer,
      timeout: settings.patience, longestAnswer: Self.longestAnswer)
  }

  private func path(_ base: String, _ query: String) -> String {
    let place = tenant.map { "&tenant=\(Self.escaped($0))" } ?? ""
    return "\(base)/v1/objects/\(collection)/\(id)?\(query)\(place)"
  }

  /// Percent-encodes all but unreserved characters (RFC 3986).
  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let character = Character(UnicodeScalar(byte))
      if byte < 0x80, character.isLetter || character.isNumber || "-._~".contains(character) {
        return String(character)
      }
      let hex = String(byte, radix: 16, uppercase: true)
      return "%" + (hex.count < 2 ? "0" : "") + hex
    }.joined()
  }
}
