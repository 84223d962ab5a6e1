import Diagnosis
import Findings
import Weaviate

/// The verification table of a cluster in words, for every form that it is written in.
struct ClusterTables {
  let survey: ClusterSurvey

  // MARK: Nodes

  /// One row per node.
  var nodes: Effect.Table {
    Effect.Table(
      columns: ["service", "node", "ready", "version", "leader", "state", "voters", "sees"],
      rows: survey.nodes.map { node in
        [
          node.service, node.name ?? "?", Self.ready(node), node.version ?? "-",
          node.leader.map { $0.isEmpty ? "none" : $0 } ?? "-", node.state ?? "-", voters(node),
          sees(node),
        ]
      })
  }

  private static func ready(_ node: ClusterSurvey.Node) -> String {
    switch (node.isReachable, node.isReady) {
    case (nil, _): "not asked"
    case (false, _): "no answer"
    case (_, true): node.gossip.map { $0 == "HEALTHY" ? "yes" : "yes, \($0)" } ?? "yes"
    case (_, false): "503"
    default: "-"
    }
  }

  /// All node names that anybody knows.
  private var names: [String] {
    Set(survey.nodes.compactMap(\.name) + survey.nodes.flatMap { $0.sees ?? [] }).sorted()
  }

  private func voters(_ node: ClusterSurvey.Node) -> String {
    if node.voters.isEmpty { return node.state == nil ? "-" : "none" }
    let others = node.nonVoters.isEmpty ? "" : "; no vote: " + node.nonVoters.joined(separator: " ")
    return list(node.voters) + others
  }

  private func sees(_ node: ClusterSurvey.Node) -> String {
    node.sees.map { $0.isEmpty ? "nobody" : list($0) } ?? "-"
  }

  private func list(_ members: [String]) -> String {
    if members.count > 1, members == names { return "all \(members.count)" }
    return members.joined(separator: " ")
  }

  // MARK: Collections

  /// One row per collection.
  var collections: Effect.Table {
    Effect.Table(
      columns: ["collection", "on", "factor", "shards", "objects", "agrees"],
      rows: survey.collections.map { collection in
        [
          collection.name,
          collection.schemaAsked.isEmpty
            ? "-" : "\(collection.schemaOn.count) of \(collection.schemaAsked.count)",
          String(collection.factor), Self.shards(collection), Self.objects(collection),
          Self.agreement(collection),
        ]
      })
  }

  /// What there is to say about single collections: it would make the table too wide.
  var collectionIssues: [String] {
    survey.collections.filter { !$0.issues.isEmpty }.map { collection in
      "\(collection.name): \(collection.issues.joined(separator: "; "))"
    }
  }

  private static func shards(_ collection: CollectionSurvey) -> String {
    let total = collection.shards
    guard total > 0 else { return collection.hasTenants ? "tenants" : "-" }
    let spread = collection.distribution.sorted { $0.key < $1.key }
    let counts = Set(spread.map(\.value))
    if counts == [total] {
      return spread.count == 1 ? "\(total), \(spread[0].key) only" : "\(total) on \(spread.count)"
    }
    return "\(total): " + spread.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  private static func objects(_ collection: CollectionSurvey) -> String {
    if collection.hasTenants {
      let states = collection.tenants.sorted { $0.key < $1.key }
      return states.isEmpty
        ? "per tenant"
        : "tenants: " + states.map { "\($0.value) \($0.key.lowercased())" }.joined(separator: ", ")
    }
    if collection.objects.isEmpty {
      let written = collection.writtenObjects.values.max() ?? 0
      return written > 0 ? "not counted (files: \(written))" : "not counted"
    }
    let isComplete = collection.objects.count >= collection.schemaAsked.count
    if isComplete, let count = collection.objects.values.first,
      Set(collection.objects.values).count == 1
    {
      return String(count)
    }
    return collection.objects.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  private static func agreement(_ collection: CollectionSurvey) -> String {
    switch collection.agreement {
    case .yes: "yes"
    case .no: "NO"
    case .unknown: "?"
    }
  }

  // MARK: Lists

  /// What is wrong, the worst first; one line each, equal ones together.
  var issues: [String] {
    var lines: [(head: String, subjects: [String])] = []
    for finding in survey.findings where finding.severity >= .warning {
      let head = "\(finding.severity.rawValue): \(finding.title)"
      let subject = finding.subject.map { [$0.name] } ?? []
      if let place = lines.firstIndex(where: { $0.head == head }) {
        lines[place].subjects += subject
      } else {
        lines.append((head, subject))
      }
    }
    return lines.map { line in
      line.subjects.isEmpty ? line.head : "\(line.head) (\(line.subjects.joined(separator: ", ")))"
    }
  }

  /// What could not be seen, and why; questions of one node with one reason stand together.
  var unobserved: [String] {
    var lines: [(node: String, questions: [String], why: String)] = []
    for item in survey.coverage {
      guard case .notObservable(let why) = item.state else { continue }
      let parts = item.what.split(separator: "/", maxSplits: 2).map(String.init)
      let node = parts.prefix(2).joined(separator: "/")
      if let place = lines.firstIndex(where: { $0.node == node && $0.why == why }) {
        lines[place].questions += parts.dropFirst(2)
      } else {
        lines.append((node, Array(parts.dropFirst(2)), why))
      }
    }
    return lines.map { line in
      let questions = line.questions.isEmpty ? "" : "/" + line.questions.joined(separator: ", ")
      return "\(line.node)\(questions): \(line.why)"
    }
  }

  /// Replicas on the move.
  var operations: [String] {
    survey.operations.map { operation in
      "\(operation.kind) of \(operation.collection)/\(operation.shard): "
        + "\(operation.from) to \(operation.to), \(operation.state)"
    }
  }

  /// What the table cannot say by itself.
  var notes: [String] {
    var notes: [String] = []
    let indexes = Set(survey.nodes.compactMap(\.appliedIndex))
    if survey.groups.count == 1, indexes.count > 1, let low = indexes.min(),
      let high = indexes.max()
    {
      notes.append("RAFT entries applied differ between nodes: \(low) to \(high)")
    }
    if survey.groups.count > 1 {
      notes += survey.groups.map { "one cluster: " + $0.joined(separator: ", ") }
    }
    for (member, addresses) in survey.disputedAddresses.sorted(by: { $0.key < $1.key }) {
      notes.append(
        "\(member) has different addresses in the nodes' RAFT configurations: "
          + addresses.joined(separator: ", "))
    }
    let known = Set(survey.nodes.compactMap(\.name))
    if survey.nodes.allSatisfy({ $0.name != nil }) {
      let stale = Set(survey.nodes.flatMap { $0.voters + $0.nonVoters }).subtracting(known).sorted()
      if !stale.isEmpty {
        notes.append(
          "names in the RAFT configuration that no node has: \(stale.joined(separator: ", "))")
      }
    } else {
      notes.append("which answer is which node is not known; use --node NAME=URL or --compose")
    }
    return notes
  }
}
