import Findings
import Weaviate

/// What the command lines of `cluster` and `probe` have in common: where the nodes are, and the key.
struct ClusterArguments {
  /// The forms that the table can be written in.
  enum Format: String {
    case terminal, markdown, json
  }

  var endpoints: [NodeEndpoint] = []
  var saved: [String]
  var composeFiles: [String]
  var format: Format
  var threshold: Severity
  var width: Int?
  var patience: Double
  var keyFile: String?
  var authorityFile: String?

  /// The options that `cluster` and `probe` have in common.
  static let options: [OptionSyntax] = [
    OptionSyntax(
      "--node", .text("URL"), isRepeatable: true,
      summary: "a node, as http://HOST:PORT or NAME=http://HOST:PORT"),
    OptionSyntax(
      "--compose", .file, isRepeatable: true, summary: "the compose file of the cluster"),
    OptionSyntax(
      "--key-file", .file,
      summary: "a file with the API key or OIDC token; else the variable WEAVIATE_API_KEY"),
    OptionSyntax("--ca-file", .file, summary: "trust these authorities for https"),
    OptionSyntax("--timeout", .seconds(0.1...120), summary: "for one answer"),
    OptionSyntax(
      "--format", .choice("FORMAT", ["terminal", "markdown", "json"]), summary: "form of the answer"
    ),
    OptionSyntax(
      "--width", .integer("COLUMNS", 40...1000), summary: "default: the window's, or 80"),
  ]

  /// A key as an option's value is seen by everybody who lists processes.
  static let refused: [String: String] = {
    let reason =
      "a key on the command line is visible to everybody; set WEAVIATE_API_KEY or name a file with "
      + "--key-file"
    return Dictionary(
      uniqueKeysWithValues: ["--api-key", "--key", "--token", "--bearer", "--password"].map {
        ($0, reason)
      })
  }()

  /// Reads what both commands know; `patience` is the seconds for one answer if none are given.
  init(_ words: CommandWords, patience: Double) throws(CommandLineRefusal) {
    saved = words.all("--saved")
    composeFiles = words.all("--compose")
    format = words["--format"].flatMap(Format.init) ?? .terminal
    threshold = words["--threshold"].flatMap(Severity.init) ?? .warning
    width = words["--width"].flatMap(Int.init)
    self.patience = words["--timeout"].flatMap(Double.init) ?? patience
    keyFile = words["--key-file"]
    authorityFile = words["--ca-file"]
    for value in words.all("--node") {
      guard let endpoint = NodeEndpoint(value) else {
        throw CommandLineRefusal(
          "--node wants http://HOST:PORT or NAME=http://HOST:PORT without a password")
      }
      guard !endpoints.contains(where: { $0.service == endpoint.service }) else {
        throw CommandLineRefusal("--node \(endpoint.service) is named twice")
      }
      endpoints.append(endpoint)
    }
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
