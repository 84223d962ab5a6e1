/// An `http` or `https` address in its parts (RFC 3986, RFC 9110 section 4.2).
struct WebAddress: Equatable {
  var isSecure: Bool
  /// A name, or an IP address without brackets.
  var host: String
  var port: UInt16
  /// The path with its query; begins with a slash.
  var target: String
  /// What stands in the `Host` header.
  var authority: String

  /// Nil for other schemes, for user names and passwords in the address, and for anything that is
  /// no address or could break out of a request line.
  init?(_ text: String) {
    guard let mark = text.firstRange(of: "://"),
      text.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7f })
    else { return nil }
    switch text[..<mark.lowerBound].lowercased() {
    case "http": isSecure = false
    case "https": isSecure = true
    default: return nil
    }
    let rest = text[mark.upperBound...]
    let place = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !place.contains("@"), !place.isEmpty else { return nil }
    authority = String(place)
    var portText: Substring?
    if place.hasPrefix("[") {
      guard let close = place.firstIndex(of: "]") else { return nil }
      host = String(place[place.index(after: place.startIndex)..<close])
      let tail = place[place.index(after: close)...]
      guard tail.isEmpty || tail.hasPrefix(":") else { return nil }
      portText = tail.isEmpty ? nil : tail.dropFirst()
    } else {
      let parts = place.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count <= 2 else { return nil }
      host = String(parts[0])
      portText = parts.count == 2 ? parts[1] : nil
    }
    guard !host.isEmpty else { return nil }
    if let portText {
      guard let number = UInt16(portText), number > 0 else { return nil }
      port = number
    } else {
      port = isSecure ? 443 : 80
    }
    let path = rest[place.endIndex...].prefix { $0 != "#" }
    target = path.hasPrefix("/") ? String(path) : "/" + path
  }
}
