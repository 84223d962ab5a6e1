import LogStream
import Signatures

/// `logtriage patterns explain`: which signatures match a line.
package enum PatternsExplainCommand: Command {
  package static let syntax = CommandSyntax(
    "patterns", "explain", summary: "which signatures match a log line, and why near ones do not",
    operands: .words("LINE", 1...Int.max),
    options: [PatternFolders.option],
    examples: [
      "logtriage patterns explain 'FATAL: password authentication failed for user \"app\"'"
    ], statuses: PatternFolders.statuses)

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    PatternFolders(words, surroundings).withLibrary {
      explain($0, words.operands.joined(separator: " "))
    }
  }

  private static func explain(_ library: SignatureLibrary, _ line: String)
    -> CommandLineProgram.Outcome
  {
    let index = SignatureIndex(library.signatures)
    var text = ""
    ExampleLine.read(line) { record in
      let firing = index.firing(on: record)
      let near = index.near(record).filter { near in !firing.contains { $0.id == near.id } }
      let hits = firing.map { "matches  \($0.id)  \($0.title)\n\(values($0, record))" }
      let misses = near.map { "not      \($0.id)  \($0.refusal(of: record))\n" }
      text += (hits + misses).joined()
    }
    return text.isEmpty ? ("no signature matches\n", "", 1) : (text, "", 0)
  }

  private static func values(_ signature: Signature, _ record: Record) -> String {
    signature.captured(from: record).map { "         {\($0.name)} = \($0.value)\n" }.joined()
  }
}
