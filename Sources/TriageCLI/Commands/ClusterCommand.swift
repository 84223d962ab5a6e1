import Findings
import Weaviate

/// `logtriage cluster`: what the nodes of a Weaviate cluster say, checked against each other.
package enum ClusterCommand: Command {
  package static let syntax = CommandSyntax(
    "cluster", summary: "ask the nodes of a Weaviate cluster and compare their answers",
    options: [
      OptionSyntax(
        "--saved", .folder, isRepeatable: true,
        summary: "read saved answers (api/SERVICE/NAME.json) instead of asking"),
      OptionSyntax(
        "--threshold", .choice("LEVEL", ["warning", "error"]),
        summary: "what counts for exit status 1, warning if not given"),
    ] + ClusterArguments.options,
    discussion: [
      "Asks every node who leads, which collection exists where, and what differs between nodes. "
        + "Changes nothing. Without --node and --saved the nodes are those whose REST port the "
        + "compose file publishes (the one in this folder, or FILE). A key is never an option's "
        + "value. One answer may take 15 seconds."
    ],
    examples: [
      "logtriage cluster",
      "logtriage cluster --node a=http://10.0.0.1:8080 --node b=http://10.0.0.2:8080",
      "logtriage cluster --saved bundle/ --format markdown",
    ],
    statuses: [
      .init(.nothingFound, "nothing at or above the threshold"), .init(.found, "something is"),
      .init(.usage, "the command was not understood"),
      .init(.incomplete, "answers are missing, refused or damaged"),
    ],
    refused: ClusterArguments.refused)

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    let terminal = surroundings.terminal
    let arguments: ClusterArguments
    do {
      arguments = try ClusterArguments(words, patience: 15)
    } catch {
      return refusal("\(error)")
    }
    if !arguments.saved.isEmpty, !arguments.endpoints.isEmpty {
      return refusal("--saved and --node exclude each other")
    }
    let source: ClusterSource
    if arguments.saved.isEmpty {
      do {
        guard let live = try live(arguments, terminal, surroundings.readFile) else {
          return refusal("name nodes with --node, a compose file with --compose, or --saved DIR")
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
    let transport = WebTransport(
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
