/// One entry of CLUSTER_JOIN.
struct GossipEntry: Equatable {
  /// As it was written.
  var text: String
  var host: String
  /// Nil stands for the joining node's own gossip port, 0 for what is no number.
  var port: Int?

  init(_ text: String) {
    let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    self.text = text
    host = String(sides.first ?? "")
    port = sides.count > 1 ? Int(sides[1]) ?? 0 : nil
  }
}
