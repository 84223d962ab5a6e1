import Findings
import Weaviate

/// `logtriage cluster`: what the nodes of a Weaviate cluster say, checked against each other.
package enum ClusterCommand {
  /// Runs a command line, without the words `logtriage cluster`.
  package static func run(
    arguments words: [String], terminal: Terminal, readFile: (String) throws -> [UInt8]
  ) -> CommandLineProgram.Outcome {
    if words.contains("--help") || words.contains("-h") { return (HelpText.cluster, "", 0) }
    var arguments = ClusterArguments()
    if let refusal = arguments.read(words, values: ["--saved", "--threshold"]) {
      return usage(refusal)
    }
    if !arguments.saved.isEmpty, !arguments.endpoints.isEmpty {
      return usage("--saved and --node exclude each other")
    }
    let source: ClusterSource
    if arguments.saved.isEmpty {
      do {
        guard let live = try live(arguments, terminal, readFile) else {
          return usage("name nodes with --node, a compose file with --compose, or --saved DIR")
        }
        source = live
      } catch {
        return ("", "error: \(arguments.keyFile ?? ""): cannot be read\n", 3)
      }
    } else {
      source = ClusterSource(saved: arguments.saved + arguments.composeFiles)
    }
    return outcome(source, arguments, terminal)
  }

  private static func usage(_ refusal: String) -> CommandLineProgram.Outcome {
    ("", "error: \(refusal)\nsee logtriage cluster --help\n", ExitStatus.usage.rawValue)
  }

  private static let usualFiles = [
    "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml",
  ]

  /// The compose files that were named; without them and without nodes, the one in this folder.
  static func composeFiles(
    _ arguments: ClusterArguments, _ readFile: (String) throws -> [UInt8]
  ) -> [String] {
    guard arguments.composeFiles.isEmpty, arguments.endpoints.isEmpty else {
      return arguments.composeFiles
    }
    return usualFiles.first { (try? readFile($0)) != nil }.map { [$0] } ?? []
  }

  private static func live(
    _ arguments: ClusterArguments, _ terminal: Terminal, _ readFile: (String) throws -> [UInt8]
  ) throws -> ClusterSource? {
    let files = composeFiles(arguments, readFile)
    guard !files.isEmpty || !arguments.endpoints.isEmpty else { return nil }
    let key = try arguments.key(terminal.environment, readFile: readFile)
    var source = ClusterSource(
      compose: files, named: arguments.endpoints, environment: terminal.environment,
      readFile: readFile)
    let transport = CurlTransport(
      environment: terminal.environment, authorityFile: arguments.authorityFile)
    source.ask(transport, key: key, patience: arguments.patience)
    return source
  }

  private static func outcome(
    _ source: ClusterSource, _ arguments: ClusterArguments, _ terminal: Terminal
  ) -> CommandLineProgram.Outcome {
    let survey = ClusterSurvey(source.cluster)
    let text: String
    switch arguments.format {
    case .terminal:
      let page = ClusterPage(survey, width: arguments.width ?? terminal.width)
      text = source.answers.isEmpty ? "" : page.text
    case .markdown: text = ClusterMarkdown(survey).text
    case .json: text = ClusterDocument(survey).text
    }
    let messages =
      source.problems.map { "warning: \($0)\n" } + source.notices.map { "note: \($0)\n" }
    return (text, messages.joined(), status(source, survey, arguments.threshold).rawValue)
  }

  private static func status(
    _ source: ClusterSource, _ survey: ClusterSurvey, _ threshold: Severity
  ) -> ExitStatus {
    let isRefused = survey.findings.contains { $0.id == "weaviate/api/unauthorized" }
    if !source.problems.isEmpty || source.answers.isEmpty || isRefused { return .incomplete }
    let bad = survey.findings.contains { $0.severity >= threshold }
    return bad ? .found : .nothingFound
  }
}
