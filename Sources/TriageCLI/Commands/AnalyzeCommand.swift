import Report
import Templates

/// `logtriage analyze`: from inputs to a report.
package struct AnalyzeCommand: Command {
  package static let syntax = CommandSyntax(
    "analyze", summary: "diagnose logs, bundles, API answers and compose files",
    operands: .paths("PATH", 1...Int.max),
    wanted: "a folder, a log file, a compose file, or - for standard input",
    options: ReportOptions.syntax + [
      OptionSyntax("--output", short: "o", .file, summary: "write the report there"),
      OptionSyntax(
        "--patterns", .folder, isRepeatable: true, summary: "add signatures and causes; later win"),
      OptionSyntax(
        "--baseline", .file,
        summary: "what a good run wrote (logtriage baseline): show what is new, gone or changed"),
      OptionSyntax(
        "--threads", .integer("N", 1...LogReading.mostThreads),
        summary: "how many threads read logs (default: the processors); the report is the same"),
      OptionSyntax(
        "--explain", .text("CAUSE"), summary: "the arithmetic of one cause instead of the report"),
    ],
    discussion: [
      "PATH is a folder, a bundle, a log file, a compose file, a folder of saved API answers, or - "
        + "for a log on standard input."
    ],
    examples: [
      "docker logs -t db 2>&1 | logtriage analyze -",
      "logtriage analyze samples/async-replication-disabled",
      "logtriage analyze logs/ docker-compose.yaml --format json",
    ],
    statuses: [
      .init(.nothingFound, "nothing found"), .init(.found, "something is broken or unexplained"),
      .init(.usage, "the command was not understood"),
      .init(.incomplete, "an input was missing, unreadable or damaged"),
    ])

  private let paths: [String]
  private let options: ReportOptions
  private let output: String?
  private let patterns: [String]
  private let explained: String?
  private let baseline: String?
  private let threads: Int

  private init(_ words: CommandWords) {
    paths = words.operands
    options = ReportOptions(words)
    output = words["--output"]
    patterns = words.all("--patterns")
    explained = words["--explain"]
    baseline = words["--baseline"]
    threads = words["--threads"].flatMap(Int.init) ?? LogReading.processors
  }

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    AnalyzeCommand(words).run(surroundings.terminal)
  }

  // MARK: Running

  private func run(_ terminal: Terminal) -> CommandLineProgram.Outcome {
    let knowledge: TriageKnowledge
    do {
      knowledge = try TriageKnowledge(terminal.environment, adding: patterns)
    } catch {
      return ("", "error: \(error.message)\n", ExitStatus.usage.rawValue)
    }
    // The process ends with this command: to free all that is known of signatures would only delay it.
    _ = Unmanaged.passRetained(knowledge.index)
    var good: TemplateBaseline?
    do throws(BaselineFile.Unreadable) {
      good = try baseline.map { path throws(BaselineFile.Unreadable) in
        try BaselineFile.read(path)
      }
    } catch {
      return ("", "error: \(error.reason)\n", ExitStatus.usage.rawValue)
    }
    let result = knowledge.analyze(
      paths, explained: explained, baseline: good, threads: threads, terminal: terminal)
    switch result {
    case .failure(let nothing): return nothing.outcome
    case .success(let reading):
      let delivery = ReportDelivery(options: options, output: output, explained: explained)
      return delivery.outcome(reading, knowledge, terminal)
    }
  }
}
