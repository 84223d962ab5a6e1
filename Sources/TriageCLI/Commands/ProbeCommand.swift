import Findings
import Report
import Weaviate

/// `logtriage probe`: one test record, written, watched and taken away again.
package enum ProbeCommand: Command {
  package static let syntax = CommandSyntax(
    "probe", summary: "write one test record, watch it, take it away again",
    options: [
      OptionSyntax(
        "--collection", .text("NAME"), summary: "an existing collection; none is ever created"),
      OptionSyntax("--yes", summary: "needed: this writes"),
      OptionSyntax(
        "--consistency", .choice("LEVEL", ["ONE", "QUORUM", "ALL"]),
        summary: "QUORUM if not given"),
      OptionSyntax(
        "--tenant", .text("NAME"), summary: "an active tenant, for collections with tenants"),
      OptionSyntax(
        "--allow-vectorizer", summary: "also where a module would be called for a vector"),
      OptionSyntax("--force", summary: "also where the cluster is split"),
      OptionSyntax("--via", .text("NAME"), summary: "write through this node"),
      OptionSyntax(
        "--wait", .seconds(0...600), summary: "how long replicas may take to show it (default 10)"),
    ] + ClusterArguments.options,
    discussion: [
      "Measures how long the acknowledgement takes and when each node shows the record, deletes it, "
        + "and looks on every node that nothing is left. The record's id is always the same, so a "
        + "run that was killed is cleaned up by the next one. Refuses where the cluster is split, "
        + "has no leader or differs."
    ],
    examples: ["logtriage probe --collection Article --yes"],
    statuses: [
      .init(.nothingFound, "written, on all replicas and gone again"),
      .init(.found, "something of that is not so, or it was refused"),
      .init(.usage, "the command was not understood"), .init(.incomplete, "no node answers"),
    ],
    refused: ClusterArguments.refused)

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    guard let collection = words["--collection"] else {
      return refusal("--collection NAME is needed")
    }
    var arguments: ClusterArguments
    do {
      arguments = try ClusterArguments(words, patience: 35)
    } catch {
      return refusal("\(error)")
    }
    guard words.has("--yes") else {
      return refusal(
        "this writes one record to `\(collection)` and deletes it again; say --yes if that is meant"
      )
    }
    var settings = settings(words, arguments)
    let terminal = surroundings.terminal
    let readFile = surroundings.readFile
    do {
      settings.bearer = try arguments.key(terminal.environment, readFile: readFile)
    } catch {
      return ("", "error: \(arguments.keyFile ?? ""): cannot be read\n", 3)
    }
    let files = ClusterCommand.composeFiles(arguments, readFile)
    guard !files.isEmpty || !arguments.endpoints.isEmpty else {
      return refusal("name nodes with --node, or a compose file with --compose")
    }
    // From here on the record is taken away even if ctrl-C is pressed.
    Interruption.hold()
    var source = ClusterSource(
      compose: files, named: arguments.endpoints, environment: terminal.environment,
      readFile: readFile)
    let transport = WebTransport(
      environment: terminal.environment, authorityFile: arguments.authorityFile)
    source.ask(transport, key: settings.bearer, patience: min(15, arguments.patience))
    if !source.takesKey { settings.bearer = nil }
    arguments.width = arguments.width ?? terminal.width
    return probe(
      collection, source, arguments, words["--via"], settings, transport,
      surroundings.isInterrupted)
  }

  private static func settings(
    _ words: CommandWords, _ arguments: ClusterArguments
  ) -> ProbeSettings {
    var settings = ProbeSettings()
    settings.patience = arguments.patience
    settings.isForced = words.has("--force")
    settings.allowsVectorizer = words.has("--allow-vectorizer")
    settings.tenant = words["--tenant"]
    if let level = words["--consistency"].flatMap({ ProbeLevel(rawValue: $0.uppercased()) }) {
      settings.level = level
    }
    if let seconds = words["--wait"].flatMap(Double.init) { settings.wait = seconds }
    return settings
  }

  private static func probe(
    _ collection: String, _ source: ClusterSource, _ arguments: ClusterArguments, _ via: String?,
    _ settings: ProbeSettings, _ transport: any NodeTransport,
    _ isInterrupted: @escaping @Sendable () -> Bool
  ) -> CommandLineProgram.Outcome {
    let notes = (source.problems + source.notices).map { "note: \($0)\n" }.joined()
    var endpoints = source.endpoints
    if let via {
      endpoints = endpoints.filter { $0.service == via || $0.node == via }
      guard !endpoints.isEmpty else { return refusal("--via \(via): no such node") }
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
