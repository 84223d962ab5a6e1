import Compose
import Diagnosis
import Docker
import Findings
import LogStream
import Signatures
import Weaviate
import YAML

/// Where the answers of a cluster's nodes come from: the nodes themselves, or files.
struct ClusterSource {
  /// The nodes that should be there.
  var expected: [ExpectedNode] = []
  /// The nodes that can be asked.
  var endpoints: [NodeEndpoint] = []
  var answers: [SavedAnswer] = []
  private(set) var takesKey = true
  /// Missing or damaged input.
  var problems: [String] = []
  /// Worth knowing, without harm to the answer.
  var notices: [String] = []

  /// The view of all answers, with the nodes named as far as that can be told.
  var cluster: ClusterView {
    ClusterView(expected: NodeNaming.named(expected, answers: answers), answers: answers)
  }

  // MARK: Saved answers

  /// Reads what was saved, and compose files and `docker inspect` beside it.
  init(saved paths: [String]) {
    let intake = EvidenceIntake(paths: paths)
    problems = intake.problems
    let run = TriageRun(
      intake: intake, library: SignatureLibrary(folders: []), index: SignatureIndex([]),
      causes: Deferred(made: CauseLibrary([])))
    var inputs = intake.refused
    let engine = run.engineRecords(&inputs, &problems)
    let project = run.composeProject(&inputs, &notices)
    answers = run.apiAnswers(&inputs, &problems)
    let stack = StackFacts(
      project: project, inspections: engine.inspections.values, findings: FindingSet(), logs: [],
      apiServices: Set(answers.map(\.service)).sorted())
    expected = stack.expected
    if answers.isEmpty {
      problems.append(
        "\(paths.joined(separator: ", ")): no saved answer of a Weaviate node "
          + "(api/<service>/nodes-verbose.json and so on)")
    }
  }

  // MARK: Live nodes

  /// Finds the nodes of a compose file by their published ports, and adds those that were named.
  init(
    compose files: [String], named endpoints: [NodeEndpoint], environment: [String: String],
    readFile: (String) throws -> [UInt8]
  ) {
    self.endpoints = endpoints
    if !files.isEmpty { readCompose(files, environment, readFile) }
    for endpoint in self.endpoints
    where !expected.contains(where: { $0.service == endpoint.service }) {
      expected.append(ExpectedNode(service: endpoint.service, node: nil))
    }
  }

  private mutating func readCompose(
    _ files: [String], _ environment: [String: String], _ readFile: (String) throws -> [UInt8]
  ) {
    let folder = files[0].lastIndex(of: "/").map { String(files[0][...$0]) } ?? ""
    let names = files.map { $0.hasPrefix(folder) ? String($0.dropFirst(folder.count)) : $0 }
    let project = ComposeProject(files: names, environment: environment) { path in
      try? readFile(folder + path)
    }
    notices += project.warnings.prefix(5).map { "\($0)" }
    let clusters = project.weaviateClusters.sorted { $0.count > $1.count }
    guard let members = clusters.first else {
      problems.append("\(files[0]): no Weaviate service in it")
      return
    }
    for other in clusters.dropFirst() {
      let names = other.map(\.service).joined(separator: ", ")
      notices.append("a cluster of its own, not looked at: \(names); name its nodes with --node")
    }
    let isNamed = !endpoints.isEmpty
    for member in members {
      expected.append(
        ExpectedNode(service: member.service, node: member.node, version: member.version))
      guard let port = member.restPort else {
        if !isNamed {
          notices.append("\(member.service): its REST port is not published; name it with --node")
        }
        continue
      }
      let base = "http://localhost:\(port)"
      if let place = endpoints.firstIndex(where: { $0.base.hasSuffix(":\(port)") }) {
        endpoints[place].service = member.service
        endpoints[place].node = member.node
      } else if !isNamed {
        endpoints.append(NodeEndpoint(service: member.service, node: member.node, base: base))
      }
    }
  }

  /// Asks the nodes; afterwards `takesKey` is false where one of them refuses every key.
  mutating func ask(_ transport: any NodeTransport, key: String?, patience: Double) {
    var inquiry = NodeInquiry(endpoints, transport: transport, bearer: key)
    inquiry.patience = patience
    let outcome = inquiry.run()
    answers = outcome.answers
    takesKey = outcome.keyless.isEmpty
    notices += outcome.notes
  }
}
