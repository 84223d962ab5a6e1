import Findings

/// Which nodes answer, and how.
enum ReachabilityChecks {
  static func findings(_ cluster: ClusterView) -> [Finding] {
    cluster.views.flatMap { view in
      readiness(view) + refusals(view) + failedLists(view) + modules(view)
    } + versions(cluster)
  }

  private static func readiness(_ view: NodeView) -> [Finding] {
    let subject = Subject.service(view.service)
    let sample = [(view.source(.ready), "HTTP \(view.ready ?? 0)")]
    switch view.ready {
    case 200:
      return [
        ClusterFindings.finding(
          "ready", .info, "The node says that it is ready",
          proves: "It has a RAFT leader (of whichever cluster it is in) and has loaded its data. "
            + "It does not prove that all nodes are one cluster.",
          about: subject, samples: sample)
      ]
    case .some(0) where !view.isReachable:
      return [
        ClusterFindings.finding(
          "unreachable", .error, "The node's API cannot be reached",
          proves: "Nothing listens on its REST port, or it does not answer.", about: subject,
          samples: sample)
      ]
    case .some(let status) where status != 0 && status != 401:
      return [
        ClusterFindings.finding(
          "not-ready", .error, "The node says that it is not ready (HTTP \(status))",
          proves: "It has no RAFT leader, has not loaded its data, or gossip finds it unwell.",
          about: subject, samples: sample)
      ]
    default:
      return []
    }
  }

  private static func refusals(_ view: NodeView) -> [Finding] {
    guard view.isUnauthorized else { return [] }
    let refused = view.failures.values.filter { [401, 403].contains($0.status) }
      .sorted { $0.source < $1.source }
    return [
      ClusterFindings.finding(
        "unauthorized", .info, "The API refused whoever asked (401 or 403)",
        proves: "Only that the collector had no valid key; it says nothing about the cluster.",
        about: .service(view.service), samples: refused.prefix(1).map { ($0.source, $0.message) })
    ]
  }

  private static func failedLists(_ view: NodeView) -> [Finding] {
    var result: [Finding] = []
    for (question, name) in [
      (SavedAnswer.Question.nodesVerbose, "nodes-failed"), (.statistics, "statistics-failed"),
    ] {
      guard let failure = view.failures[question], failure.status >= 500 else { continue }
      result.append(
        ClusterFindings.finding(
          name, .error, "The node cannot ask the others over their data ports",
          proves: "One gossip member's data port does not answer; before 1.38.9 that fails the "
            + "whole list.", about: .service(view.service),
          samples: [(failure.source, failure.message)],
          values: peer(failure.message)))
    }
    if let failure = view.failures[.schema], failure.message.contains("leader not found") {
      result.append(
        ClusterFindings.finding(
          "schema-without-leader", .error, "The schema cannot be read: there is no leader",
          proves: "This node knows no RAFT leader; the HTTP status 403 is not about rights.",
          about: .service(view.service), samples: [(failure.source, failure.message)]))
    }
    return result
  }

  /// The peer and address in `node: node3: send http request: Get "http://10.0.0.3:7101/…"`.
  private static func peer(_ message: String) -> [String: [String]] {
    var values: [String: [String]] = [:]
    let words = message.split(separator: " ")
    if words.count > 1, words[0] == "node:" {
      values["peer"] = [words[1].hasSuffix(":") ? String(words[1].dropLast()) : String(words[1])]
    }
    if let start = message.firstRange(of: "http://")?.upperBound {
      values["address"] = [String(message[start...].prefix { $0 != "/" && $0 != "\"" })]
    }
    return values
  }

  private static func modules(_ view: NodeView) -> [Finding] {
    view.moduleFailures.sorted { $0.key < $1.key }.map { name, error in
      ClusterFindings.finding(
        "module-failed", .error, "A module's meta call fails", about: .service(view.service),
        samples: [(view.source(.meta), "\(name): \(error)")], values: ["module": [name]])
    }
  }

  private static func versions(_ cluster: ClusterView) -> [Finding] {
    var byVersion: [String: [String]] = [:]
    for view in cluster.views {
      if let version = view.version { byVersion[version, default: []].append(view.service) }
    }
    guard byVersion.count > 1 else { return [] }
    return [
      ClusterFindings.finding(
        "versions-differ", .warning, "The nodes run different versions",
        proves: "Normal for the minutes of a rolling upgrade, wrong beyond it.",
        samples: cluster.views.compactMap { view in
          view.version.map { (view.source(.meta), "\(view.service): \($0)") }
        }, values: ["versions": byVersion.keys.sorted()])
    ]
  }
}
