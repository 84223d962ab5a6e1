import Findings
import Weaviate

/// What the command lines of `cluster` and `probe` have in common: where the nodes are, and the key.
struct ClusterArguments {
  /// The forms that the table can be written in.
  enum Format: String {
    case terminal, markdown, json
  }

  var endpoints: [NodeEndpoint] = []
  var saved: [String] = []
  var composeFiles: [String] = []
  var format = Format.terminal
  var threshold = Severity.warning
  var width: Int?
  var patience = 15.0
  var keyFile: String?
  var authorityFile: String?
  /// Options that only one of the commands has, with their values.
  var others: [String: String] = [:]

  static let common: Set<String> = [
    "--node", "--compose", "--format", "--width", "--timeout", "--key-file", "--ca-file",
  ]

  /// Takes the arguments in; gives what is wrong with them.
  ///
  /// `values` are the command's own options that have a value, `flags` those that have none.
  mutating func read(
    _ arguments: [String], values: Set<String>, flags: Set<String> = []
  ) -> String? {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else { return "unexpected `\(word)`; nodes are named by --node" }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      if flags.contains(name), parts.count == 1 {
        others[name] = ""
        continue
      }
      if ["--api-key", "--key", "--token", "--bearer", "--password"].contains(name) {
        return "\(name): a key on the command line is visible to everybody; "
          + "set WEAVIATE_API_KEY or name a file with --key-file"
      }
      guard values.union(Self.common).contains(name) else {
        let known = values.union(Self.common).union(flags)
        let near = known.min { Spelling.distance($0, name) < Spelling.distance($1, name) } ?? ""
        let hint = Spelling.distance(near, name) <= 2 ? "; did you mean `\(near)`?" : ""
        return "unknown option `\(name)`\(hint)"
      }
      guard let value = parts.count > 1 ? String(parts[1]) : rest.popFirst() else {
        return "\(name) needs a value"
      }
      if let refusal = set(name, value) { return refusal }
    }
    return nil
  }

  private mutating func set(_ name: String, _ value: String) -> String? {
    switch name {
    case "--node":
      guard let endpoint = NodeEndpoint(value) else {
        return "--node wants http://HOST:PORT or NAME=http://HOST:PORT without a password"
      }
      guard !endpoints.contains(where: { $0.service == endpoint.service }) else {
        return "--node \(endpoint.service) is named twice"
      }
      endpoints.append(endpoint)
    case "--compose": composeFiles.append(value)
    case "--saved": saved.append(value)
    case "--key-file": keyFile = value
    case "--ca-file": authorityFile = value
    case "--format":
      guard let known = Format(rawValue: value) else {
        return "unknown format `\(value)`; known are terminal, markdown, json"
      }
      format = known
    case "--threshold":
      guard let known = Severity(rawValue: value), known >= .warning else {
        return "unknown threshold `\(value)`; known are error and warning"
      }
      threshold = known
    case "--width":
      guard let columns = Int(value), (40...1000).contains(columns) else {
        return "--width wants a number from 40 to 1000"
      }
      width = columns
    case "--timeout":
      guard let seconds = Double(value), (0.1...120).contains(seconds) else {
        return "--timeout wants seconds, from 0.1 to 120"
      }
      patience = seconds
    default:
      others[name] = value
    }
    return nil
  }

  /// The key from the named file or the environment; nil for none.
  func key(_ environment: [String: String], readFile: (String) throws -> [UInt8]) throws -> String?
  {
    var text = environment["WEAVIATE_API_KEY"] ?? environment["WEAVIATE_TOKEN"] ?? ""
    if let keyFile {
      text = String(decoding: try readFile(keyFile).prefix(64 << 10), as: UTF8.self)
    }
    let key = text.filter { !$0.isWhitespace }
    return key.isEmpty ? nil : key
  }
}
