import Diagnosis
import Live
import Report

/// `logtriage watch`: containers followed as they break.
package enum WatchCommand: Command {
  package static let syntax = CommandSyntax(
    "watch", summary: "follow containers and say what breaks, as it breaks",
    operands: .words("CONTAINER", 0...200), options: WatchOptions.syntax,
    discussion: [
      "Follows the logs of all containers, or of those with these names or compose services, and "
        + "the engine's events; containers that are made or started later join in. A finding is "
        + "told within a second of its line, the diagnosis when it changes. Containers and "
        + "Weaviate nodes are asked again when something happens, at most every 10 seconds.",
      "- reads standard input: docker compose logs -f | logtriage watch -. Only commands that read "
        + "are given to the engine.",
    ],
    examples: [
      "logtriage watch", "logtriage watch --project shop --report shop.html",
      "logtriage watch api --for 10m --exit-on likely",
    ],
    statuses: [
      .init(.nothingFound, "nothing is broken at the end"),
      .init(.found, "something is broken or unexplained"),
      .init(.usage, "the command was not understood"),
      .init(.incomplete, "the engine does not answer, or the report cannot be written"),
    ])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    let options: WatchOptions
    let knowledge: TriageKnowledge
    do {
      options = try WatchOptions(words)
    } catch {
      return refusal("\(error)")
    }
    do {
      knowledge = try TriageKnowledge(surroundings.environment, adding: words.all("--patterns"))
    } catch {
      return ("", "error: \(error.message)\n", ExitStatus.usage.rawValue)
    }
    let terminal = surroundings.terminal
    let page = WatchPage(
      columns: terminal.width, usesColor: terminal.usesColor, least: options.least,
      showsStatus: terminal.errorsAreTerminal && terminal.environment["TERM"] != "dumb",
      redactor: words.has("--no-redact") ? nil : Redactor())
    let environment = surroundings.environment
    let source = LiveEvidence(
      program: DockerProgram(environment: environment), environment: environment,
      composeFiles: options.composeFiles,
      bearer: environment["WEAVIATE_API_KEY"] ?? environment["WEAVIATE_TOKEN"])
    Interruption.holdAll()
    let session = WatchSession(
      options, knowledge, source: source, page: page, show: CommandLineProgram.show,
      tell: CommandLineProgram.tell)
    if let failure = session.run(isEnded: surroundings.isInterrupted) {
      let advice = "; for a saved log: logtriage analyze FILE"
      return ("", "error: \(failure.reason)\(advice)\n", ExitStatus.incomplete.rawValue)
    }
    return outcome(session, terminal)
  }

  private static func outcome(
    _ session: WatchSession, _ terminal: Terminal
  ) -> CommandLineProgram.Outcome {
    guard let last = session.last else { return ("", "", ExitStatus.incomplete.rawValue) }
    var report = last.report
    var redactor = session.redactor ?? Redactor()
    if session.redactor != nil {
      redactor.keep(report.meaningfulNames)
      report = report.redacted(by: &redactor)
    }
    let brief = TerminalRenderer(
      columns: terminal.width, usesColor: terminal.usesColor, detail: .brief)
    let problems = last.problems.map { "warning: \(redactor.redact($0))\n" }.joined()
    let status: ExitStatus =
      switch report.assessment.verdict {
      case .faulty, .unknown: .found
      case .healthy, .recovered: .nothingFound
      }
    let final = session.problem == nil ? status : .incomplete
    return ("\n" + brief.render(report), problems, final.rawValue)
  }
}
