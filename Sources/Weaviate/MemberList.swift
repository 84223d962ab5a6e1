/// The members of RAFT_JOIN as a log line prints them: JSON, or Go's `map[a:1 b:2]` without frame.
struct MemberList {
  /// Port by node name.
  let ports: [String: String]

  /// The node names, sorted.
  var names: [String] { ports.keys.sorted() }

  init(_ text: String) {
    var ports: [String: String] = [:]
    for entry in text.split(whereSeparator: { ", {}".contains($0) }) {
      let plain = entry.filter { $0 != "\"" }
      guard let colon = plain.lastIndex(of: ":") else { continue }
      ports[String(plain[..<colon])] = String(plain[plain.index(after: colon)...])
    }
    self.ports = ports
  }
}
