import Report

/// `logtriage compare BEFORE AFTER`: whether the fix helped.
package struct CompareCommand: Command {
  private static let kept: Set<String> = [
    "--brief", "--verbose", "--width", "--no-redact", "--redaction-map", "--redact-addresses",
  ]

  package static let syntax = CommandSyntax(
    "compare", summary: "what is new, gone and changed between two bundles",
    operands: .paths("BEFORE AFTER", 2...2), wanted: "two bundles, folders or logs",
    options: [
      OptionSyntax(
        "--format", .choice("FORMAT", ["terminal", "markdown", "json"]),
        summary: "form of the comparison, terminal if not given"),
      OptionSyntax("--output", short: "o", .file, summary: "write the comparison there"),
      OptionSyntax(
        "--patterns", .folder, isRepeatable: true, summary: "add signatures and causes; later win"),
    ] + ReportOptions.syntax.filter { kept.contains($0.name) },
    discussion: [
      "Analyses both and compares causes, observations, and the settings of compose files and "
        + "containers. What is missing in AFTER is only called gone where AFTER could show it.",
      "Answers: fixed, not-shown (nothing seen any more, but by less evidence), better, unchanged, "
        + "changed, worse, broke, clean.",
    ],
    examples: ["logtriage compare monday.tar.gz tuesday.tar.gz"],
    statuses: [
      .init(.nothingFound, "nothing is broken in AFTER"),
      .init(.found, "something is broken or unexplained in AFTER"),
      .init(.usage, "the command was not understood"),
      .init(.incomplete, "an input was missing, unreadable or damaged"),
    ])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    let knowledge: TriageKnowledge
    do {
      knowledge = try TriageKnowledge(
        surroundings.environment, adding: words.all("--patterns"))
    } catch {
      return ("", "error: \(error.message)\n", ExitStatus.usage.rawValue)
    }
    var readings: [BundleReading] = []
    for path in words.operands {
      switch knowledge.analyze([path], terminal: surroundings.terminal) {
      case .failure(let nothing): return nothing.outcome
      case .success(let reading): readings.append(reading)
      }
    }
    return outcome(words, readings, knowledge, surroundings.terminal)
  }

  private static func outcome(
    _ words: CommandWords, _ readings: [BundleReading], _ knowledge: TriageKnowledge,
    _ terminal: Terminal
  ) -> CommandLineProgram.Outcome {
    let options = ReportOptions(words)
    var redaction = OutputRedaction(options)
    for reading in readings { redaction.learn(from: reading) }
    let runs = zip(words.operands, readings).map { name, reading in
      redaction.redacted(
        ComparedRun(
          name: name, report: reading.outcome.report, logs: reading.outcome.logs,
          composeSettings: reading.outcome.composeSettings,
          runningSettings: reading.outcome.runningSettings, kinds: reading.outcome.kinds))
    }
    let comparison = ReportComparison(before: runs[0], after: runs[1])
    var status = readings.contains { $0.status == .incomplete } ? .incomplete : readings[1].status
    var messages = knowledge.problems
    for (name, reading) in zip(words.operands, readings) {
      messages += (reading.outcome.problems + reading.outcome.notices).map { "\(name): \($0)" }
    }
    messages = redaction.redacted(lines: messages) + redaction.warnings
    if let refusal = redaction.writeMap() {
      messages.append(refusal)
      status = .incomplete
    }
    let text = text(comparison, options, terminal, isFile: words.has("--output"))
    let errors = messages.map { "warning: \($0)\n" }.joined()
    return OutputFile.deliver(text, errors: errors, status, to: words["--output"])
  }

  private static func text(
    _ comparison: ReportComparison, _ options: ReportOptions, _ terminal: Terminal, isFile: Bool
  ) -> String {
    switch options.format {
    case .markdown: ComparisonMarkdown().render(comparison)
    case .json: ComparisonJSON().render(comparison)
    default:
      ComparisonPage(
        columns: options.width ?? terminal.width, usesColor: !isFile && terminal.usesColor,
        detail: options.detail
      ).render(comparison)
    }
  }
}
