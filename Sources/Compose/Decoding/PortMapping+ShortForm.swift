extension PortMapping {
  /// Reads `[ADDRESS:][PUBLISHED:]TARGET[/PROTOCOL]`, each port a number or a range; nil when it is none.
  init?(short text: String, origin: SettingOrigin) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count <= 2, let ports = halves.first else { return nil }
    var parts = Self.parts(ports)
    guard let target = parts.popLast().flatMap(Self.range) else { return nil }
    var published: ClosedRange<Int>?
    if let text = parts.popLast(), !text.isEmpty {
      guard let range = Self.range(text) else { return nil }
      published = range
    }
    // "8000-8010:80": any free port of the range for one target is allowed.
    if let published, published.count != target.count, target.count != 1 { return nil }
    self.init(
      hostAddress: parts.isEmpty ? nil : parts.joined(separator: ":"), published: published,
      target: target, networkProtocol: halves.count == 2 ? halves[1].lowercased() : "tcp",
      origin: origin)
  }

  /// Reads `80` or `8000-8010`; nil for what is no port.
  static func range(_ text: String) -> ClosedRange<Int>? {
    let bounds = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let lower = bounds.first ?? nil, bounds.count <= 2, let upper = bounds.last ?? nil,
      lower <= upper, (0...65535).contains(lower), upper <= 65535
    else { return nil }
    return lower...upper
  }

  /// The parts between colons; those inside `[::1]` separate nothing.
  private static func parts(_ text: Substring) -> [String] {
    guard text.hasPrefix("["), let close = text.firstIndex(of: "]") else {
      return text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    }
    let address = String(text[text.index(after: text.startIndex)..<close])
    let rest = text[text.index(after: close)...].split(
      separator: ":", omittingEmptySubsequences: true)
    return [address] + rest.map(String.init)
  }
}
