import Testing
import Weaviate

/// When a probe may write at all.
struct ProbePlanTests {
  private func plan(
    _ cluster: FakeCluster, _ collection: String = "Article",
    _ change: (inout ProbeSettings) -> Void = { _ in }
  ) -> ProbePlan {
    var settings = ProbeSettings()
    change(&settings)
    let endpoints = cluster.nodes.map {
      NodeEndpoint(service: $0.service, node: $0.name, base: "http://\($0.service)")
    }
    return ProbePlan(collection, in: cluster.view, endpoints: endpoints, settings)
  }

  private func refusal(_ plan: ProbePlan) -> String? {
    if case .refused(let why) = plan { why } else { nil }
  }

  private static func split() -> FakeCluster {
    FakeCluster { nodes in
      for place in nodes.indices {
        nodes[place].leader = nodes[place].name
        nodes[place].members = [nodes[place].name]
      }
    }
  }

  @Test func `A healthy cluster is probed through a ready node, watching all`() {
    guard
      case .ready(let record, let through, let nodes, let factor) = plan(
        FakeCluster { $0[0].ready = 503 })
    else {
      Issue.record("refused")
      return
    }
    #expect(record.property == "title")
    #expect(through.service == "weaviate-2")
    #expect(nodes == ["node1", "node2", "node3"])
    #expect(factor == 3)
  }

  @Test func `A split cluster is refused with the reason, and forced on demand`() {
    #expect(refusal(plan(Self.split()))?.contains("3 separate RAFT clusters") == true)
    #expect(refusal(plan(Self.split()) { $0.isForced = true }) == nil)
  }

  @Test func `Merged histories and lost leaders are refused`() {
    let merged = FakeCluster { $0[2].schema = ["Other": 3, "Article": 3] }
    #expect(refusal(plan(merged))?.contains("different collections") == true)
    let lost = FakeCluster { nodes in for place in nodes.indices { nodes[place].leader = "" } }
    #expect(refusal(plan(lost))?.contains("no RAFT leader") == true)
  }

  @Test(arguments: ["article", "ARTICLE", "Missing", "", "A/b", "Article?x=1"])
  func `What is not there exactly so is never written to`(name: String) {
    #expect(refusal(plan(FakeCluster(), name)) != nil)
    #expect(refusal(plan(FakeCluster(), name) { $0.isForced = true }) != nil)
  }

  @Test func `Without a schema nothing is written, forced or not`() {
    var blind = FakeCluster(1)
    blind.overrides = [("weaviate-1", .schemaLocal, 500, "{}")]
    #expect(refusal(plan(blind) { $0.isForced = true })?.contains("cannot be read") == true)
  }

  @Test func `A vectoriser that would call out is named`() {
    var calling = FakeCluster(1)
    let schema =
      #"{"classes":[{"class":"Article","vectorConfig":{"v":{"vectorizer":{"text2vec-openai":{}}}}}]}"#
    calling.overrides = [("weaviate-1", .schemaLocal, 200, schema)]
    #expect(refusal(plan(calling))?.contains("text2vec-openai") == true)
    #expect(refusal(plan(calling) { $0.allowsVectorizer = true }) == nil)
    let quiet =
      #"{"classes":[{"class":"Article","vectorConfig":{"v":{"vectorizer":{"none":{}}}}}]}"#
    calling.overrides = [("weaviate-1", .schemaLocal, 200, quiet)]
    #expect(refusal(plan(calling)) == nil)
  }

  @Test(
    arguments: [
      (nil, "name an active one"), ("gone", "never creates one"), ("cold", "activates none"),
      ("hot", nil),
    ] as [(String?, String?)])
  func `Only a tenant that is there and active is written to`(tenant: String?, why: String?) {
    var tenants = FakeCluster(1) { $0[0].tenantsOf = ["Article"] }
    tenants.overrides = [
      (
        "weaviate-1", .tenants("Article"), 200,
        #"[{"name":"hot","activityStatus":"HOT"},{"name":"cold","activityStatus":"COLD"}]"#
      )
    ]
    let refused = refusal(plan(tenants) { $0.tenant = tenant })
    #expect((refused == nil) == (why == nil))
    #expect(why.map { refused?.contains($0) == true } ?? true)
  }

  @Test func `A tenant for a collection without tenants is refused`() {
    #expect(refusal(plan(FakeCluster()) { $0.tenant = "x" })?.contains("has no tenants") == true)
  }
}
