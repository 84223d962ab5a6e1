import Findings
import Foundation
import Testing
import Weaviate

/// Saved answers in the shapes that people hand over.
struct SavedAnswerTests {
  private static let nodes =
    #"{"nodes":[{"name":"node1","status":"HEALTHY","shards":[]},{"name":"node2","status":"HEALTHY","shards":null}]}"#
  private static let plainNodes = #"{"nodes":[{"name":"node1","status":"HEALTHY","shards":null}]}"#
  private static let statistics =
    #"{"statistics":[{"name":"node1","leaderId":"node1","raft":{"state":"Leader"}}]}"#
  private static let schema = #"{"classes":[{"class":"Article"}]}"#

  private func read(_ files: [(String, String)]) -> [String] {
    SavedAnswer.read(files.map { (path: $0.0, bytes: Array($0.1.utf8)) }).answers
      .map { "\($0.service) \($0.question.name) \($0.status)" }.sorted()
  }

  @Test func `A recording's layout is read, with the status beside the body`() {
    let read = read([
      ("api/one/nodes-verbose.json", Self.nodes), ("api/one/ready.status", "503\n"),
      ("api/one/ready.json", ""), ("api/two/meta.txt", "refused"), ("api/two/meta.status", "0"),
      ("api/two/shards-My_Class.json", "[]"),
    ])
    #expect(
      read == ["one nodes-verbose 200", "one ready 503", "two meta 0", "two shards-My_Class 200"])
  }

  @Test(arguments: [
    ("node1-nodes.json", nodes, "node1 nodes-verbose 200"),
    ("nodes_node1.json", plainNodes, "node1 nodes 200"),
    ("dump/weaviate-node2.statistics.json", statistics, "node2 cluster-statistics 200"),
    ("out/db2/schema_local.json", schema, "db2 schema-local 200"),
    ("out/db2/what.json", schema, "what schema 200"),
    ("node3/cluster.json", statistics, "node3 cluster-statistics 200"),
    ("nodes.json", nodes, "node nodes-verbose 200"),
    (
      "n1/sharding.json", #"{"shardingState":{"collection":"A","shards":[]}}"#,
      "n1 sharding-state-A 200"
    ),
    ("n1/x1.json", #"{"data":{"Aggregate":{"A":[{"meta":{"count":3}}]}}}"#, "x1 count-A 200"),
    ("n1/meta-1.json", #"{"hostname":"http://[::]:8080","version":"1.32.5"}"#, "1 meta 200"),
    (
      "n1/shards-Article-dump2.json".replacingOccurrences(of: "-dump2", with: "_Article"),
      #"[{"name":"a","status":"READY"}]"#, "n1 shards-Article_Article 200"
    ),
  ])
  func `A dump under any name is known by its content`(
    path: String, body: String, expected: String
  ) {
    #expect(read([(path, body)]) == [expected])
  }

  @Test func `Header lines of curl give the status`() {
    let dump = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: x\r\n\r\n"
    #expect(read([("n1-nodes.json", dump + Self.plainNodes)]) == ["n1 nodes 200"])
  }

  @Test(arguments: [
    #"{"node1":{"nodes-verbose":\#(nodes),"schema_local":\#(schema)},"node2":{"ready":503}}"#,
    #"{"nodes-verbose":{"node1":\#(nodes)},"schema_local":{"node1":\#(schema)},"ready":{"node2":false}}"#,
    #"{"node1":{"/v1/nodes?output=verbose":{"status":200,"body":\#(nodes)},"/v1/schema?consistency=false":\#(schema)},"node2":{"/v1/.well-known/ready":{"status":503}}}"#,
    #"[{"node":"node1","url":"http://h:1/v1/nodes?output=verbose","status":200,"body":\#(nodes)},{"node":"node1","path":"/v1/schema","consistency":false,"body":\#(schema)},{"node":"node2","path":"/v1/.well-known/ready","status":503}]"#,
  ])
  func `One text with all answers is taken apart`(text: String) {
    #expect(
      read([("all.json", text)])
        == ["node1 nodes-verbose 200", "node1 schema-local 200", "node2 ready 503"])
  }

  @Test(arguments: [
    "[]", "{}", "null", "1", "\"x\"", #"{"nodes":[]}"#, #"{"nodes":[{"name":"x"}]}"#,
    #"{"nodes":{"a":1}}"#, #"{"dependencies":{"nodes":"1.0"}}"#, #"[{"name":"a","status":"up"}]"#,
    #"{"classes":["A"]}"#, "{", #"[{"url":"http://h/v2/x","body":{}}]"#, "HTTP/1.1 200\r\n",
  ])
  func `Other JSON is no answer`(text: String) {
    let (answers, unknown) = SavedAnswer.read([(path: "some.json", bytes: Array(text.utf8))])
    #expect(answers.isEmpty)
    #expect(unknown == ["some.json"])
  }

  @Test func `The local view is told apart from the leader's`() throws {
    let answers = SavedAnswer.read([
      (path: "api/one/schema.json", bytes: Array(Self.schema.utf8)),
      (path: "api/one/schema-local.json", bytes: Array(#"{"classes":[]}"#.utf8)),
    ]).answers
    let view = try #require(ClusterView(expected: [], answers: answers).views.first)
    #expect(view.schema?.map(\.name) == ["Article"])
    #expect(view.localSchema?.isEmpty == true)
  }

  @Test func `Depth and noise do no harm`() {
    let deep = String(repeating: "[", count: 20_000)
    #expect(read([("deep.json", deep)]) == [])
    var generator = SystemRandomNumberGenerator()
    let original = Array(#"{"node1":{"nodes-verbose":\#(Self.nodes)}}"#.utf8)
    for _ in 0..<300 {
      var bytes = original
      for _ in 0..<4 {
        bytes[Int.random(in: bytes.indices, using: &generator)] = .random(in: 0...255)
      }
      for answer in SavedAnswer.read([(path: "all.json", bytes: bytes)]).answers {
        #expect(answer.service.utf8.count <= original.count)
      }
    }
  }
}
