import Diagnosis
import Foundation
import Report
import Signatures

/// `logtriage analyze`: from inputs to a report.
package struct AnalyzeCommand {
  /// The forms that a report can be written in.
  package enum Format: String, CaseIterable, Sendable {
    case terminal, markdown, json, html, sarif, junit, github
  }

  private var paths: [String] = []
  private var format = Format.terminal
  private var output: String?
  private var patterns: [String] = []
  private var detail = TerminalRenderer.Detail.normal
  private var width: Int?
  private var budget: Int?
  private var redacts = true
  private var explained: String?

  /// Runs a command line, without the words `logtriage analyze`.
  package static func run(arguments: [String], terminal: Terminal) -> CommandLineProgram.Outcome {
    var command = AnalyzeCommand()
    if arguments.contains("--help") || arguments.contains("-h") { return (HelpText.analyze, "", 0) }
    if let refusal = command.read(arguments) {
      return ("", "error: \(refusal)\nsee logtriage analyze --help\n", ExitStatus.usage.rawValue)
    }
    return command.run(terminal)
  }

  // MARK: Arguments

  /// Takes the arguments in; gives what is wrong with them.
  private mutating func read(_ arguments: [String]) -> String? {
    var rest = arguments[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--"), word != "--" else {
        if word == "--" {
          paths += rest
          rest = []
        } else if word.hasPrefix("-"), word != "-" {
          return "unknown option `\(word)`"
        } else {
          paths.append(word)
        }
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      var value = parts.count > 1 ? String(parts[1]) : nil
      if value == nil, Self.withValue.contains(name) {
        guard let next = rest.popFirst() else { return "\(name) needs a value" }
        value = next
      }
      if let refusal = set(name, value ?? "") { return refusal }
    }
    return paths.isEmpty
      ? "name a folder, a log file, a compose file, or - for standard input" : nil
  }

  private static let withValue: Set<String> = [
    "--format", "--output", "--patterns", "--width", "--budget", "--explain",
  ]

  private mutating func set(_ name: String, _ value: String) -> String? {
    switch name {
    case "--format":
      guard let known = Format(rawValue: value) else {
        let all = Format.allCases.map(\.rawValue).joined(separator: ", ")
        return "unknown format `\(value)`; known are \(all)"
      }
      format = known
    case "--output": output = value
    case "--patterns": patterns.append(value)
    case "--brief": detail = .brief
    case "--verbose": detail = .verbose
    case "--explain": explained = value
    case "--no-redact": redacts = false
    case "--budget":
      guard let bytes = Int(value), bytes >= 2000 else {
        return "--budget wants a number of bytes, at least 2000"
      }
      budget = bytes
    case "--width":
      guard let columns = Int(value), (40...1000).contains(columns) else {
        return "--width wants a number from 40 to 1000"
      }
      width = columns
    default:
      let known = Self.withValue.union(["--brief", "--verbose", "--no-redact", "--help"])
      let near = known.min { Spelling.distance($0, name) < Spelling.distance($1, name) } ?? ""
      let hint = Spelling.distance(near, name) <= 2 ? "; did you mean `\(near)`?" : ""
      return "unknown option `\(name)`\(hint)"
    }
    return nil
  }

  // MARK: Running

  private func run(_ terminal: Terminal) -> CommandLineProgram.Outcome {
    let located = PatternLocator.locate(named: terminal.environment["LOGTRIAGE_PATTERNS"])
    guard let folder = located.folder else {
      let places = located.tried.map { "  \($0)\n" }.joined()
      return ("", "error: no Patterns folder; tried\n\(places)set LOGTRIAGE_PATTERNS\n", 2)
    }
    let library = SignatureLibrary(folders: [folder] + patterns)
    let (causes, causeProblems) = Self.causes(library)
    let patternProblems = library.problems.map { "\($0)" } + causeProblems
    let intake = EvidenceIntake(paths: paths)
    guard intake.hasEvidence else {
      let problems =
        intake.problems.isEmpty
        ? [
          "\(paths.joined(separator: ", ")): nothing in it is a log, a compose file or a saved answer"
        ]
        : intake.problems
      let errors = problems.map { "error: \($0)\n" }.joined()
      return ("", errors, ExitStatus.incomplete.rawValue)
    }
    let outcome = TriageRun(
      intake: intake, library: library, causes: causes, explained: explained
    ).run()
    let text =
      explained == nil
      ? render(redacted(outcome.report, intake), terminal)
      : outcome.explanation.map { $0 + "\n" }.joined()
    let status = Self.status(outcome)
    var warnings = patternProblems + outcome.problems + outcome.notices
    if !redacts {
      warnings.append("--no-redact: the report may hold passwords and keys of the logs")
    }
    let errors = Self.messages(warnings)
    guard let output else { return (text, errors, status.rawValue) }
    do {
      try Data(text.utf8).write(to: URL(filePath: output))
      return ("", errors, status.rawValue)
    } catch {
      return (text, errors + "error: \(output): cannot be written, so the report is above\n", 3)
    }
  }

  private static func causes(_ library: SignatureLibrary) -> (CauseLibrary, [String]) {
    var causes: [Cause] = []
    var problems: [String] = []
    for file in library.causeFiles {
      do {
        causes.append(try CauseFile.read(file.bytes, id: file.id, path: file.path))
      } catch {
        problems.append("\(error)")
      }
    }
    return (CauseLibrary(causes), problems)
  }

  private func render(_ report: TriageReport, _ terminal: Terminal) -> String {
    switch format {
    case .terminal:
      let renderer = TerminalRenderer(
        columns: width ?? terminal.width, usesColor: output == nil && terminal.usesColor,
        detail: detail)
      return renderer.render(report)
    case .markdown:
      return MarkdownRenderer(budget: budget ?? MarkdownRenderer.defaultBudget).render(report)
    case .json: return JSONRenderer().render(report)
    case .html: return HTMLRenderer().render(report)
    case .sarif: return SARIFRenderer().render(report)
    case .junit: return JUnitRenderer().render(report)
    case .github: return AnnotationRenderer().render(report)
    }
  }

  /// The report without secrets, unless that was asked for.
  private func redacted(_ report: TriageReport, _ intake: EvidenceIntake) -> TriageReport {
    guard redacts else {
      var report = report
      report.isRedacted = false
      return report
    }
    var redactor = Redactor(keeping: report.meaningfulNames)
    // A log may repeat bare what only the settings mark as a password.
    for file in intake.files(.composeFile) + intake.files(.environmentFile) {
      if let bytes = try? file.contents(limit: 1 << 20).bytes {
        redactor.learn(String(decoding: bytes, as: UTF8.self))
      }
    }
    return report.redacted(by: &redactor)
  }

  private static func messages(_ problems: [String]) -> String {
    problems.map { "warning: \($0)\n" }.joined()
  }

  private static func status(_ outcome: TriageRun.Outcome) -> ExitStatus {
    if !outcome.problems.isEmpty { return .incomplete }
    switch outcome.report.assessment.verdict {
    case .faulty, .unknown: return .found
    case .healthy, .recovered: return .nothingFound
    }
  }
}
