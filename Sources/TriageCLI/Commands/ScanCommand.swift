import LogStream
import Report
import Signatures

/// `logtriage scan`: what the logs of one part of a stack say, for a later `merge`.
package struct ScanCommand: Command {
  package static let syntax = CommandSyntax(
    "scan", summary: "read logs into a part that can be merged with others",
    operands: .paths("PATH", 1...Int.max), wanted: "a log file, or a folder with logs",
    options: [
      OptionSyntax("--partial", .file, summary: "where the part is written; - is standard output"),
      OptionSyntax(
        "--root", .folder, summary: "the folder that names in the report are relative to"),
      OptionSyntax(
        "--range", .text("START-END"),
        summary: "only these bytes of one log, moved to where records begin"),
      OptionSyntax(
        "--patterns", .folder, isRepeatable: true, summary: "add signatures and causes; later win"),
    ],
    discussion: [
      "Parts of different logs, or of ranges of one log, are put together by logtriage merge, in "
        + "any order and by any number of steps. The report is that of one process over all."
    ],
    examples: [
      "logtriage scan samples/quorum-lost --partial quorum.part",
      "logtriage scan big.log --range 0-500000000 --partial 0.part",
    ],
    statuses: [
      .init(.nothingFound, "the part was written"), .init(.usage, "the command was not understood"),
      .init(.incomplete, "an input was missing, unreadable or damaged"),
    ])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    guard let output = words["--partial"] else {
      return ("", "error: --partial FILE is missing\n", ExitStatus.usage.rawValue)
    }
    do throws(TriageKnowledge.Missing) {
      let knowledge = try TriageKnowledge(
        surroundings.terminal.environment, adding: words.all("--patterns"))
      return ScanCommand(words, knowledge).write(to: output)
    } catch {
      return ("", "error: \(error.message)\n", ExitStatus.usage.rawValue)
    }
  }

  private let paths: [String]
  private let root: String?
  private let range: String?
  private let knowledge: TriageKnowledge
  private let index: SignatureIndex

  private init(_ words: CommandWords, _ knowledge: TriageKnowledge) {
    paths = words.operands
    root = words["--root"]
    range = words["--range"]
    self.knowledge = knowledge
    index = knowledge.index
  }

  private func write(to output: String) -> CommandLineProgram.Outcome {
    let intake = EvidenceIntake(paths: paths, root: root)
    var problems = intake.problems
    let parts: [LogPart]
    do throws(ScanRange.Refusal) {
      if let range {
        parts = [try ScanRange(range, intake).part(index)]
      } else {
        parts = LogSet.all(of: intake.files).sets.map { LogPart.read($0, index) }
      }
    } catch {
      return ("", "error: \(error.reason)\n", ExitStatus.usage.rawValue)
    }
    if parts.isEmpty { problems.append("\(paths.joined(separator: ", ")): no log in it") }
    let refused = intake.refused.map { input in
      PartFile.Refusal(
        path: input.path, format: input.format, note: input.note ?? "", bytes: input.bytes)
    }
    let file = PartFile(
      parts, index, patterns: knowledge.library.digest, refused: refused,
      problems: intake.problems)
    let failures = parts.flatMap(\.files).compactMap { file in
      file.failure.map { "\(file.path): \($0)" }
    }
    problems += failures
    let status: ExitStatus = problems.isEmpty ? .nothingFound : .incomplete
    let errors = (knowledge.problems + problems).map { "warning: \($0)\n" }.joined()
    do throws(PartFile.Unreadable) {
      let text = String(decoding: try file.bytes(), as: UTF8.self)
      return OutputFile.deliver(text, errors: errors, status, to: output == "-" ? nil : output)
    } catch {
      return ("", "error: \(error.reason)\n", ExitStatus.incomplete.rawValue)
    }
  }
}
