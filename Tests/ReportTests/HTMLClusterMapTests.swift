import Testing

@testable import Report

/// The drawing of who leads whom, and the table of shards.
@Suite struct HTMLClusterMapTests {
  private static func node(
    _ name: String, leader: String?, isReachable: Bool = true
  ) -> ClusterMap.Node {
    ClusterMap.Node(
      name: name, service: name, state: leader == name ? "Leader" : "Follower", leader: leader,
      version: nil, isReachable: isReachable)
  }

  private static func html(
    _ nodes: [ClusterMap.Node], _ shards: [ClusterMap.Shard] = [], groups: [[String]]? = nil
  ) -> String {
    HTMLClusterMap(
      ClusterMap(nodes: nodes, shards: shards, groups: groups ?? [nodes.map(\.name)])
    ).html
  }

  @Test func followersPointToTheirLeader() {
    let html = Self.html([
      Self.node("a", leader: "a"), Self.node("b", leader: "a"), Self.node("c", leader: "a"),
    ])
    #expect(html.matches(of: /class="arrow"/).count == 2)
    #expect(html.contains("a leads. b follows a. c follows a."))
    #expect(!html.contains("class=\"group\""))
  }

  @Test func separateClustersAreOutlined() {
    let html = Self.html(
      [Self.node("a", leader: "a"), Self.node("b", leader: "b")], groups: [["a"], ["b"]])
    #expect(html.matches(of: /class="group"/).count == 2)
    #expect(html.contains("2 separate RAFT clusters: {a} and {b}."))
  }

  @Test(
    arguments: [
      (node("a", leader: ""), "a follows nobody."),
      (node("a", leader: nil), "Whom a follows is not known."),
      (node("a", leader: nil, isReachable: false), "a did not answer."),
    ])
  func whatIsNotKnownIsSaid(node: ClusterMap.Node, sentence: String) {
    let html = Self.html([node])
    #expect(html.contains(sentence))
    #expect(!html.contains("class=\"arrow\""))
  }

  @Test(
    arguments: [
      (["b"], ["b"], true, ">yes"), (["a"], ["a", "b"], true, ">missing"),
      (["a"], ["a"], true, ">no"), (["a"], ["a", "b"], false, ">not known"),
    ] as [([String], [String], Bool, String)])
  func aCellSaysWhetherTheShardIsThere(
    nodes: [String], assigned: [String], isReachable: Bool, cell: String
  ) {
    let shard = ClusterMap.Shard(
      collection: "C", name: "s", factor: 2, nodes: nodes, assigned: assigned)
    let html = Self.html(
      [Self.node("a", leader: "a"), Self.node("b", leader: "a", isReachable: isReachable)], [shard])
    let row = html.split(separator: "<td>2</td>").last ?? ""
    #expect(row.split(separator: "</td>").dropFirst().first?.contains(cell) == true, "\(row)")
  }

  @Test func namesAreText() {
    let html = Self.html([Self.node("<script>\"&", leader: "<script>\"&")])
    #expect(!html.contains("<script>"))
  }

  @Test func aHugeClusterIsBounded() {
    let nodes = (0..<300).map { Self.node("n\($0)", leader: "n0") }
    let shards = (0..<3000).map {
      ClusterMap.Shard(collection: "C", name: "s\($0)", factor: 1, nodes: ["n1"], assigned: [])
    }
    let html = Self.html(nodes, shards)
    #expect(html.utf8.count < 400_000)
    #expect(html.contains("and 276 more nodes") && html.contains("and 2800 more shards"))
  }
}
