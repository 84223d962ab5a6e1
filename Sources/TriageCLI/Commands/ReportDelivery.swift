import Report

/// The last step of a command that makes a report: redacted, written as asked for, delivered.
struct ReportDelivery {
  let options: ReportOptions
  /// The file for the report; standard output without one.
  let output: String?
  /// The cause whose arithmetic is asked for instead of the report.
  var explained: String?

  func outcome(
    _ reading: BundleReading, _ knowledge: TriageKnowledge, _ terminal: Terminal
  ) -> CommandLineProgram.Outcome {
    var status = reading.status
    var messages = knowledge.problems + reading.outcome.problems + reading.outcome.notices
    var redaction = OutputRedaction(options)
    redaction.learn(from: reading)
    var report = redaction.redacted(reading.outcome.report)
    let explanation = redaction.redacted(lines: reading.outcome.explanation)
    messages = redaction.redacted(lines: messages) + redaction.warnings
    if !options.isReproducible { report.madeAt = Clock.now(terminal.environment) }
    if let refusal = redaction.writeMap() {
      messages.append(refusal)
      status = .incomplete
    }
    let text =
      explained == nil
      ? options.text(report, terminal, isFile: output != nil)
      : explanation.map { $0 + "\n" }.joined()
    let errors = messages.map { "warning: \($0)\n" }.joined()
    return OutputFile.deliver(text, errors: errors, status, to: output)
  }
}
