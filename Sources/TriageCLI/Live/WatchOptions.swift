import Diagnosis
import Findings
import Live

/// What a watch is asked for.
struct WatchOptions {
  var names: [String] = []
  var readsInput = false
  var choice = ContainerChoice()
  var composeFiles: [String] = []
  var tail: Int? = 20_000
  var since: String?
  /// Seconds from the start after which it ends.
  var duration: Double?
  /// The time at which it ends.
  var until: Timestamp?
  /// The confidence of a cause at which it ends.
  var exitConfidence: Confidence?
  var report: String?
  var least = Severity.warning
  var asksNodes = true

  init(_ words: CommandWords) throws(CommandLineRefusal) {
    names = words.operands
    if names.contains("-") {
      guard names.count == 1 else {
        throw CommandLineRefusal("- is standard input and stands alone")
      }
      readsInput = true
      names = []
    }
    choice = ContainerChoice(project: words["--project"], labels: words.all("--label"))
    guard DockerQuestion.list(choice).arguments != nil else {
      throw CommandLineRefusal("--project and --label want names as docker knows them")
    }
    composeFiles = words.all("--compose")
    tail =
      words["--tail"].flatMap { $0 == "all" ? nil : Int($0) } ?? (words.has("--tail") ? nil : tail)
    since = words["--since"]
    if let text = words["--for"] {
      guard let seconds = WaitTime.seconds(text) else {
        throw CommandLineRefusal("--for wants a time such as 90s, 10m or 2h")
      }
      duration = seconds
    }
    if let text = words["--until"] {
      guard let time = Timestamp(rfc3339: text) else {
        throw CommandLineRefusal("--until wants a time such as 2026-01-02T03:04:05Z")
      }
      until = time
    }
    exitConfidence = words["--exit-on"].flatMap { Confidence(rawValue: $0) }
    report = words["--report"]
    if words.has("--verbose") { least = .info }
    asksNodes = !words.has("--no-api")
  }

  static let syntax: [OptionSyntax] = [
    OptionSyntax("--project", .text("NAME"), summary: "only containers of this compose project"),
    OptionSyntax(
      "--label", .text("KEY=VALUE"), isRepeatable: true, summary: "only containers with this label"),
    OptionSyntax(
      "--compose", .file, isRepeatable: true,
      summary: "the compose file, if it is not where the containers' labels say"),
    OptionSyntax(
      "--tail", .text("LINES"), summary: "old lines to begin with: a number (20000) or all"),
    OptionSyntax("--since", .text("TIME"), summary: "begin with lines since then, as docker logs"),
    OptionSyntax("--for", .text("TIME"), summary: "end after 90s, 10m or 2h"),
    OptionSyntax("--until", .text("TIME"), summary: "end at a time (RFC 3339)"),
    OptionSyntax(
      "--exit-on", .choice("CONFIDENCE", ["possible", "likely", "confirmed"]),
      summary: "end when a cause is this sure"),
    OptionSyntax(
      "--report", .file,
      summary: "write the report there at the end and on SIGUSR1; .md, .html and .json are known"),
    OptionSyntax("--verbose", summary: "show findings of no weight too"),
    OptionSyntax("--no-api", summary: "do not ask Weaviate nodes"),
    OptionSyntax("--patterns", .folder, isRepeatable: true, summary: "add signatures and causes"),
    OptionSyntax("--no-redact", summary: "leave passwords and keys in what is shown"),
  ]
}
