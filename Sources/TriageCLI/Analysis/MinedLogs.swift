import Findings
import LogStream
import Report
import Signatures
import Templates

/// The templates of all records of the logs at some paths.
struct MinedLogs {
  let lines: MinedLines
  let problems: [String]
  /// Knows the secrets of settings that lie beside the logs.
  private(set) var redactor: Redactor

  /// Reads all logs at some paths; what could not be read is told in `problems`.
  init(_ paths: [String]) {
    let intake = EvidenceIntake(paths: paths)
    let index = SignatureIndex([])
    let (sets, _) = LogSet.all(of: intake.files)
    let choice = LogChoice(sets.map(\.name)) { _ in nil }
    let chosen = Set(choice.singles.map(\.log) + choice.combined)
    let parts = sets.filter { chosen.contains($0.name) }.map {
      LogPart.read($0, index, isMining: true)
    }
    let pass = LogPass(parts, index)
    var all = MinedLines()
    for lines in pass.mined.values { all.merge(lines) }
    lines = all
    var problems = intake.problems + pass.problems
    if parts.isEmpty { problems.append("\(paths.joined(separator: ", ")): no log in it") }
    self.problems = problems
    redactor = Redactor()
    for file in [EvidenceKind.composeFile, .environmentFile, .inspect].flatMap(intake.files) {
      if let bytes = try? file.contents(limit: 8 << 20).bytes {
        redactor.learn(String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  /// Why there is nothing to tell, where no record was read: an empty list would look like an answer.
  var nothing: CommandLineProgram.Outcome? {
    guard lines.messages.isEmpty else { return nil }
    let reasons = problems.isEmpty ? ["no record in it"] : problems
    return ("", reasons.map { "error: \($0)\n" }.joined(), ExitStatus.incomplete.rawValue)
  }

  /// A text without the secrets in it.
  mutating func redacted(_ text: String) -> String { redactor.redact(text) }

  var status: ExitStatus { problems.isEmpty ? .nothingFound : .incomplete }
  var warnings: String { problems.map { "warning: \($0)\n" }.joined() }
}
