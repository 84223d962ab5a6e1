import Findings

@testable import Compose

/// A compose file with what the checks must and must not say about it.
struct CheckCase: Sendable, CustomStringConvertible {
  /// The rule's id without `compose/`.
  let rule: String
  /// Reported with the rule.
  let fires: String
  /// Nearly the same, and nothing is wrong with it.
  let isSilent: String
  /// `service.path=value` of every wanted change, or `service.path` for a removal.
  var fixes: [String]?
  /// Files beside the compose file, the same for both.
  var files: [String: String] = [:]

  var description: String { rule }

  /// The findings of the rule in one of the two files.
  func findings(in text: String) -> [Finding] {
    let read: ComposeProject.FileReader = { path in
      path == "compose.yaml" ? Array(text.utf8) : files[path].map { Array($0.utf8) }
    }
    let project = ComposeProject(files: ["compose.yaml"], readFile: read)
    return ComposeChecks.findings(in: project, readFile: read).all("compose/" + rule)
  }
}

/// A stack of Weaviate nodes `w1`, `w2`, `w3`, healthy unless something is changed.
struct NodesText {
  var version = "1.32.5"
  var count = 3
  /// Settings of every node; an empty value leaves the setting out.
  var all: [String: String] = [:]
  /// Settings of one node, stronger than those of all.
  var nodes: [Int: [String: String]] = [:]
  /// More keys of one service, as flow YAML: `mem_limit: 1g`.
  var extra: [Int: [String]] = [:]
  /// Whether each node has its own volume at its data path.
  var hasVolumes = true
  /// Other services and top-level keys.
  var rest = ""

  /// The text of the compose file.
  var text: String {
    let names = (1...count).map { "n\($0)" }.joined(separator: ",")
    var lines = ["services:"]
    for node in 1...count {
      var settings = [
        "CLUSTER_HOSTNAME": "n\(node)", "PERSISTENCE_DATA_PATH": "/var/lib/weaviate",
        "CLUSTER_JOIN": node == 1 ? "" : "w1:7946",
        "RAFT_JOIN": count > 1 ? names : "", "RAFT_BOOTSTRAP_EXPECT": count > 1 ? "\(count)" : "",
      ]
      settings.merge(all) { $1 }
      settings.merge(nodes[node] ?? [:]) { $1 }
      lines.append("  w\(node):")
      if !(extra[node] ?? []).contains(where: { $0.hasPrefix("image:") }) {
        lines.append("    image: semitechnologies/weaviate:\(version)")
      }
      if hasVolumes, !(extra[node] ?? []).contains(where: { $0.hasPrefix("volumes:") }) {
        lines.append("    volumes: [\"d\(node):/var/lib/weaviate\"]")
      }
      lines += (extra[node] ?? []).map { "    " + $0 }
      lines.append("    environment:")
      lines += settings.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }.map { key, value in
        "      \(key): '\(value == "EMPTY" ? "" : value)'"
      }
    }
    lines.append(rest.isEmpty ? "" : rest)
    lines.append("volumes: {d1: {}, d2: {}, d3: {}, d4: {}}")
    return lines.joined(separator: "\n") + "\n"
  }
}
