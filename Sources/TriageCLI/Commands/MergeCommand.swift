import LogStream
import Report
import Signatures

/// `logtriage merge`: the report of logs that were scanned in parts.
package struct MergeCommand: Command {
  package static let syntax = CommandSyntax(
    "merge", summary: "put scanned parts together and diagnose",
    operands: .paths("PART", 1...Int.max), wanted: "files that logtriage scan wrote",
    options: ReportOptions.syntax + [
      OptionSyntax("--output", short: "o", .file, summary: "write the report there"),
      OptionSyntax("--compose", .file, summary: "the compose file of the stack"),
      OptionSyntax(
        "--saved", .folder,
        summary: "a folder with saved API answers, docker inspect and the like; logs are left out"),
      OptionSyntax(
        "--partial", .file, summary: "write the parts together as one part instead of a report"),
      OptionSyntax(
        "--patterns", .folder, isRepeatable: true, summary: "add signatures and causes; later win"),
    ],
    discussion: [
      "The report is that of one analyze over all logs, byte for byte with --reproducible."
    ],
    examples: ["logtriage merge a.part b.part --compose docker-compose.yaml"],
    statuses: AnalyzeCommand.syntax.statuses)

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    do throws(TriageKnowledge.Missing) {
      let knowledge = try TriageKnowledge(
        surroundings.terminal.environment, adding: words.all("--patterns"))
      return MergeCommand(words, knowledge).run(surroundings.terminal)
    } catch {
      return ("", "error: \(error.message)\n", ExitStatus.usage.rawValue)
    }
  }

  private let words: CommandWords
  private let knowledge: TriageKnowledge
  private let index: SignatureIndex

  /// A part with all bounds used stays far below this.
  private static let longestPart = 1 << 30

  private init(_ words: CommandWords, _ knowledge: TriageKnowledge) {
    self.words = words
    self.knowledge = knowledge
    index = knowledge.index
  }

  private func run(_ terminal: Terminal) -> CommandLineProgram.Outcome {
    var read: [PartFile] = []
    var problems: [String] = []
    for path in words.operands {
      do throws(PartFile.Unreadable) {
        read.append(try part(path))
      } catch {
        problems.append("\(path): \(error.reason)")
      }
    }
    guard !read.isEmpty else {
      let errors = problems.map { "error: \($0)\n" }.joined()
      return ("", errors, ExitStatus.incomplete.rawValue)
    }
    let cover = PartCover.checked(
      read.flatMap { $0.logs(index) }, areAll: words["--partial"] == nil)
    problems += cover.problems
    let refused = Set(read.flatMap(\.refused))
    let told = Set(read.flatMap(\.problems)).sorted()
    if let output = words["--partial"] {
      return together(cover.parts, refused, told, problems, to: output)
    }
    return report(cover.parts, refused, told + problems, terminal)
  }

  private func part(_ path: String) throws(PartFile.Unreadable) -> PartFile {
    let bytes: [UInt8]
    do throws(LogStreamError) {
      bytes = try DescriptorSource(path: path).bytes(limit: Self.longestPart + 1)
    } catch {
      throw PartFile.Unreadable(reason: EvidenceIntake.words(error))
    }
    guard bytes.count <= Self.longestPart else {
      throw PartFile.Unreadable(reason: "larger than \(Self.longestPart) bytes")
    }
    let file = try PartFile(bytes: bytes)
    guard file.patterns == knowledge.library.digest else {
      throw PartFile.Unreadable(
        reason: "scanned with other patterns (\(file.patterns), here "
          + "\(knowledge.library.digest)); scan the logs again with these")
    }
    return file
  }

  private func together(
    _ parts: [LogPart], _ refused: Set<PartFile.Refusal>, _ told: [String], _ problems: [String],
    to output: String
  ) -> CommandLineProgram.Outcome {
    let file = PartFile(
      parts, index, patterns: knowledge.library.digest,
      refused: refused.sorted { $0.path < $1.path }, problems: told)
    let status: ExitStatus = problems.isEmpty ? .nothingFound : .incomplete
    let errors = problems.map { "warning: \($0)\n" }.joined()
    do throws(PartFile.Unreadable) {
      let text = String(decoding: try file.bytes(), as: UTF8.self)
      return OutputFile.deliver(text, errors: errors, status, to: output == "-" ? nil : output)
    } catch {
      return ("", "error: \(error.reason)\n", ExitStatus.incomplete.rawValue)
    }
  }

  private func report(
    _ parts: [LogPart], _ refused: Set<PartFile.Refusal>, _ problems: [String],
    _ terminal: Terminal
  ) -> CommandLineProgram.Outcome {
    let paths = [words["--compose"], words["--saved"]].compactMap { $0 }
    let intake = EvidenceIntake(paths: paths)
    let run = TriageRun(
      intake: intake, library: knowledge.library, index: index, causes: knowledge.causes)
    var outcome = run.run(parts)
    outcome.problems += problems
    let known = Set(outcome.report.inputs.map(\.path))
    outcome.report.inputs += refused.filter { !known.contains($0.path) }.map { refusal in
      EvidenceIntake.unused(refusal.path, refusal.format, refusal.note, bytes: refusal.bytes)
    }
    outcome.report.inputs.sort { $0.path < $1.path }
    let reading = BundleReading(intake: intake, outcome: outcome)
    return ReportDelivery(options: ReportOptions(words), output: words["--output"])
      .outcome(reading, knowledge, terminal)
  }
}
