import Findings
import Testing
import Weaviate

/// The verdict and the rows of the verification table.
struct ClusterSurveyTests {
  private func row(_ cluster: FakeCluster) throws -> CollectionSurvey {
    try #require(ClusterSurvey(cluster.view).collections.first)
  }

  @Test func `A whole cluster is called so, in one sentence`() {
    let survey = ClusterSurvey(FakeCluster().view)
    #expect(survey.state == .whole)
    #expect(survey.headline == "one cluster of 3 nodes")
    #expect(survey.coverage.isEmpty)
  }

  @Test func `Groups of a split are named in the verdict`() {
    let survey = ClusterSurvey(
      FakeCluster { nodes in
        nodes[2].leader = "node3"
        nodes[2].members = ["node3"]
      }.view)
    #expect(survey.state == .split)
    #expect(survey.headline == "2 separate RAFT clusters: node1+node2 | node3")
  }

  @Test func `Silence of all nodes is no verdict about the cluster`() {
    var nobody = FakeCluster(1)
    nobody.overrides = nobody.answers.map { ($0.service, $0.question, 0, "refused") }
    let survey = ClusterSurvey(nobody.view)
    #expect(survey.state == .degraded)
    #expect(survey.nodes.map(\.isReachable) == [false])
    let empty = ClusterSurvey(ClusterView(expected: [], answers: []))
    #expect(empty.state == .unknown)
  }

  @Test func `A node that was not asked stays in the table`() {
    var cluster = FakeCluster(2)
    cluster.silent = [ExpectedNode(service: "weaviate-3", node: "node3")]
    let survey = ClusterSurvey(cluster.view)
    #expect(survey.nodes.map(\.service) == ["weaviate-1", "weaviate-2", "weaviate-3"])
    #expect(survey.nodes[2].isReachable == nil)
    #expect(survey.coverage.map(\.what) == ["api/weaviate-3"])
  }

  @Test func `One node of three does not speak for all`() throws {
    let three = FakeCluster()
    let answers = three.answers.filter { $0.service == "weaviate-1" }
    let one = ClusterView(
      expected: [ExpectedNode(service: "weaviate-1", node: nil)], answers: answers)
    let survey = ClusterSurvey(one)
    #expect(survey.headline == "one leader, as far as 1 of 3 nodes say")
    #expect(survey.collections.first?.agreement == .unknown)
    #expect(survey.collections.first?.issues == [])
  }

  // MARK: Collections

  @Test func `A collection that is everywhere and counts alike agrees`() throws {
    let row = try row(
      FakeCluster { nodes in
        for place in nodes.indices { nodes[place].counts = ["Article": 5] }
      })
    #expect(row.agreement == .yes)
    #expect(row.distribution == ["node1": 3, "node2": 3, "node3": 3])
    #expect(row.issues.isEmpty)
  }

  @Test func `What was not counted is not called equal`() throws {
    #expect(try row(FakeCluster()).agreement == .unknown)
  }

  @Test func `Counts that differ name what would even them out`() throws {
    let row = try row(
      FakeCluster { nodes in
        for place in nodes.indices { nodes[place].counts = ["Article": place] }
      })
    #expect(row.agreement == .no)
    #expect(row.issues == ["the nodes count differently, and no async replication evens it out"])
  }

  @Test func `Nodes without the collection are named`() throws {
    let row = try row(FakeCluster { $0[1].schema = [:] })
    #expect(row.schemaOn == ["node1", "node3"])
    #expect(row.agreement == .no)
    #expect(row.issues.contains("unknown to node2"))
  }

  @Test(arguments: [
    (["node1", "node2", "node3"], "1 of 3 replicas, although 3 are assigned"),
    (["node1"], "1 of 3 replicas, and only 1 assigned: the factor was never applied"),
  ])
  func `Replicas that were assigned are told from a factor that never was`(
    assigned: [String], issue: String
  ) throws {
    var cluster = FakeCluster { nodes in
      for place in nodes.indices.dropFirst() { nodes[place].shards = [:] }
    }
    let replicas = assigned.map { "\"\($0)\"" }.joined(separator: ",")
    let shards = ["a", "b", "c"].map { #"{"shard":"\#($0)","replicas":[\#(replicas)]}"# }
    let body =
      #"{"shardingState":{"collection":"Article","shards":[\#(shards.joined(separator: ","))]}}"#
    cluster.overrides = [("weaviate-1", .shardingState("Article"), 200, body)]
    #expect(try row(cluster).issues == [issue])
  }

  @Test func `Objects in files are kept apart from counted ones`() throws {
    let row = try row(FakeCluster())
    #expect(row.objects.isEmpty)
    #expect(row.writtenObjects == ["node1": 0, "node2": 0, "node3": 0])
  }

  @Test func `Tenants are counted by state`() throws {
    var cluster = FakeCluster(1) { $0[0].tenantsOf = ["Article"] }
    let list =
      #"[{"name":"a","activityStatus":"HOT"},{"name":"b","activityStatus":"COLD"},{"name":"c"}]"#
    cluster.overrides = [("weaviate-1", .tenants("Article"), 200, list)]
    #expect(try row(cluster).tenants == ["HOT": 2, "COLD": 1])
  }

  @Test func `Replicas on the move are listed until they have ended`() {
    var cluster = FakeCluster(1)
    let list = #"""
      [{"collection":"A","shard":"s","sourceNode":"x","targetNode":"y","type":"MOVE","status":{"state":"HYDRATING"}},
      {"collection":"B","shard":"s","sourceNode":"x","targetNode":"y","type":"COPY","status":{"state":"READY"}}]
      """#
    cluster.overrides = [("weaviate-1", .operations, 200, list)]
    #expect(ClusterSurvey(cluster.view).operations.map(\.collection) == ["A"])
    cluster.overrides = [("weaviate-1", .operations, 200, "")]
    #expect(ClusterSurvey(cluster.view).coverage.isEmpty)
    cluster.overrides = [("weaviate-1", .operations, 501, "{}")]
    #expect(ClusterSurvey(cluster.view).coverage.map(\.state) == [.absent])
  }

  // MARK: Names

  @Test(
    arguments: [
      (["weaviate-node1", "weaviate-node2"], ["node1", "node2"]),
      (["node2", "node1"], ["node2", "node1"]),
      (["localhost:8080", "localhost:8081"], [nil, nil]),
      (["node1-a", "node1-b"], [nil, nil]),
      (["weaviate-node12", "weaviate-node2"], [nil, "node2"]),
    ] as [([String], [String?])])
  func `Answers are given names only where names say so`(services: [String], names: [String?]) {
    let body =
      #"{"nodes":[{"name":"node1","status":"HEALTHY"},{"name":"node2","status":"HEALTHY"}]}"#
    let answers = services.map {
      SavedAnswer(
        service: $0, question: .nodes, status: 200, body: Array(body.utf8), source: "api/\($0)")
    }
    let named = NodeNaming.named(
      services.map { ExpectedNode(service: $0, node: nil) }, answers: answers)
    #expect(named.map(\.node) == names)
  }

  /// A node that keeps restarting is in one of two answers that come a moment apart.
  @Test(arguments: [[0, 1], [1, 0]])
  func `A member that only one of two lists has is still seen`(order: [Int]) {
    let lists: [(SavedAnswer.Question, String)] = [
      (
        .nodes,
        #"{"nodes":[{"name":"a","status":"HEALTHY"},{"name":"b","status":"UNHEALTHY"}]}"#
      ), (.nodesVerbose, #"{"nodes":[{"name":"a","status":"HEALTHY","shards":[]}]}"#),
    ]
    let answers = order.map { place in
      SavedAnswer(
        service: "s", question: lists[place].0, status: 200, body: Array(lists[place].1.utf8),
        source: "x")
    }
    let view = ClusterView(expected: [], answers: answers).views.first
    #expect(view?.nodes?.map(\.name) == ["a", "b"])
    #expect(view?.nodes?.first?.shards?.isEmpty == true)
  }
}
