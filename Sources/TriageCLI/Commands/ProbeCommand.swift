import Findings
import Report
import Weaviate

/// `logtriage probe`: one test record, written, watched and taken away again.
package enum ProbeCommand {
  private static let values: Set<String> = [
    "--collection", "--tenant", "--consistency", "--wait", "--via",
  ]
  private static let flags: Set<String> = ["--yes", "--force", "--allow-vectorizer"]

  /// Runs a command line, without the words `logtriage probe`.
  ///
  /// `isInterrupted` is asked between the steps; the record is taken away either way.
  package static func run(
    arguments words: [String], terminal: Terminal, readFile: (String) throws -> [UInt8],
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) -> CommandLineProgram.Outcome {
    if words.contains("--help") || words.contains("-h") { return (HelpText.probe, "", 0) }
    var arguments = ClusterArguments()
    arguments.patience = 35
    if let refusal = arguments.read(words, values: values, flags: flags) { return usage(refusal) }
    guard let collection = arguments.others["--collection"], !collection.isEmpty else {
      return usage("--collection NAME is needed")
    }
    var settings = ProbeSettings()
    if let refusal = read(arguments, into: &settings) { return usage(refusal) }
    guard arguments.others["--yes"] != nil else {
      return usage(
        "this writes one record to `\(collection)` and deletes it again; say --yes if that is meant"
      )
    }
    do {
      settings.bearer = try arguments.key(terminal.environment, readFile: readFile)
    } catch {
      return ("", "error: \(arguments.keyFile ?? ""): cannot be read\n", 3)
    }
    let files = ClusterCommand.composeFiles(arguments, readFile)
    guard !files.isEmpty || !arguments.endpoints.isEmpty else {
      return usage("name nodes with --node, or a compose file with --compose")
    }
    var source = ClusterSource(
      compose: files, named: arguments.endpoints, environment: terminal.environment,
      readFile: readFile)
    let transport = CurlTransport(
      environment: terminal.environment, authorityFile: arguments.authorityFile)
    source.ask(transport, key: settings.bearer, patience: min(15, arguments.patience))
    if !source.takesKey { settings.bearer = nil }
    arguments.width = arguments.width ?? terminal.width
    return probe(collection, source, arguments, settings, transport, isInterrupted)
  }

  private static func usage(_ refusal: String) -> CommandLineProgram.Outcome {
    ("", "error: \(refusal)\nsee logtriage probe --help\n", ExitStatus.usage.rawValue)
  }

  private static func read(
    _ arguments: ClusterArguments, into settings: inout ProbeSettings
  ) -> String? {
    settings.patience = arguments.patience
    settings.isForced = arguments.others["--force"] != nil
    settings.allowsVectorizer = arguments.others["--allow-vectorizer"] != nil
    settings.tenant = arguments.others["--tenant"]
    if let text = arguments.others["--consistency"] {
      guard let level = ProbeLevel(rawValue: text.uppercased()) else {
        return "--consistency wants ONE, QUORUM or ALL"
      }
      settings.level = level
    }
    if let text = arguments.others["--wait"] {
      guard let seconds = Double(text), (0...600).contains(seconds) else {
        return "--wait wants seconds, from 0 to 600"
      }
      settings.wait = seconds
    }
    return nil
  }

  private static func probe(
    _ collection: String, _ source: ClusterSource, _ arguments: ClusterArguments,
    _ settings: ProbeSettings, _ transport: any NodeTransport,
    _ isInterrupted: @escaping @Sendable () -> Bool
  ) -> CommandLineProgram.Outcome {
    let notes = (source.problems + source.notices).map { "note: \($0)\n" }.joined()
    var endpoints = source.endpoints
    if let via = arguments.others["--via"] {
      endpoints = endpoints.filter { $0.service == via || $0.node == via }
      guard !endpoints.isEmpty else { return usage("--via \(via): no such node") }
    }
    switch ProbePlan(collection, in: source.cluster, endpoints: endpoints, settings) {
    case .refused(let why):
      let isUnreachable = source.answers.allSatisfy { $0.status == 0 }
      let status = isUnreachable ? ExitStatus.incomplete : .found
      return ("", notes + "not probed: \(InertText.line(why))\n", status.rawValue)
    case .ready(let record, let through, let nodes, let factor):
      let probe = Probe(
        record, through: through, nodes: nodes, factor: factor, settings: settings,
        transport: transport, isInterrupted: isInterrupted)
      let report = probe.run()
      let text = ProbePage(report, width: arguments.width ?? 80).text(arguments.format)
      return (text, notes, (report.isGood ? ExitStatus.nothingFound : .found).rawValue)
    }
  }
}
