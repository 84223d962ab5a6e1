import Findings
import FoundationEssentials
import Weaviate

/// The verification table for programs: one JSON object, keys sorted.
struct ClusterDocument: Encodable {
  struct Node: Encodable {
    var service: String
    var node: String?
    var reachable: Bool?
    var ready: Bool?
    var version: String?
    var leader: String?
    var state: String?
    var voters: [String]
    var nonVoters: [String]
    var appliedIndex: Int?
    var sees: [String]?
    var gossip: String?
  }

  struct Collection: Encodable {
    var collection: String
    var factor: Int
    var hasTenants: Bool
    var tenants: [String: Int]
    var asyncReplication: Bool?
    var schemaOn: [String]
    var schemaAsked: [String]
    var shards: Int
    var distribution: [String: Int]
    var fewestReplicas: Int?
    var notLoaded: Int
    var objects: [String: Int]
    var objectsInFiles: [String: Int]
    var agrees: String
    var issues: [String]
  }

  struct Issue: Encodable {
    var id: String
    var severity: String
    var title: String
    var proves: String
    var subject: String?
    var evidence: [String]
  }

  var schemaVersion = 1
  var state: String
  var headline: String
  var groups: [[String]]
  var nodes: [Node]
  var collections: [Collection]
  var findings: [Issue]
  var operations: [String]
  var notObservable: [String]

  init(_ survey: ClusterSurvey) {
    let tables = ClusterTables(survey: survey)
    state = survey.state.rawValue
    headline = survey.headline
    groups = survey.groups
    nodes = survey.nodes.map { node in
      Node(
        service: node.service, node: node.name, reachable: node.isReachable, ready: node.isReady,
        version: node.version, leader: node.leader, state: node.state, voters: node.voters,
        nonVoters: node.nonVoters, appliedIndex: node.appliedIndex, sees: node.sees,
        gossip: node.gossip)
    }
    collections = survey.collections.map(Collection.init)
    findings = survey.findings.map { finding in
      Issue(
        id: finding.id, severity: finding.severity.rawValue, title: finding.title,
        proves: finding.proves, subject: finding.subject?.name,
        evidence: finding.samples.map { "\($0.location): \($0.text)" })
    }
    operations = tables.operations
    notObservable = tables.unobserved
  }

  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { return "{}\n" }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

extension ClusterDocument.Collection {
  fileprivate init(_ survey: CollectionSurvey) {
    self.init(
      collection: survey.name, factor: survey.factor, hasTenants: survey.hasTenants,
      tenants: survey.tenants, asyncReplication: survey.isAsync, schemaOn: survey.schemaOn,
      schemaAsked: survey.schemaAsked, shards: survey.shards, distribution: survey.distribution,
      fewestReplicas: survey.fewestReplicas, notLoaded: survey.unloaded, objects: survey.objects,
      objectsInFiles: survey.writtenObjects, agrees: survey.agreement.rawValue,
      issues: survey.issues)
  }
}
