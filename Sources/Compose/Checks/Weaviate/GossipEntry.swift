/// One entry of CLUSTER_JOIN.
struct GossipEntry: Equatable {
  /// As it was written.
  var text: String
  var host: String
  /// Nil stands for the joining node's own gossip port, 0 for what is no number.
  var port: Int?
}

extension WeaviateNode {
  /// The entries of CLUSTER_JOIN, split the way the server does; empty when it is unset.
  var joinEntries: [GossipEntry] {
    (setting("CLUSTER_JOIN")?.list ?? []).map { text in
      let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return GossipEntry(
        text: text, host: String(sides.first ?? ""),
        port: sides.count > 1 ? Int(sides[1]) ?? 0 : nil)
    }
  }
}
