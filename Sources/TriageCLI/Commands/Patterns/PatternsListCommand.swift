import Findings
import Signatures

/// `logtriage patterns list`: ids and titles.
package enum PatternsListCommand: Command {
  package static let syntax = CommandSyntax(
    "patterns", "list", summary: "ids and titles, those that hold all words",
    operands: .words("WORD", 0...Int.max),
    options: [PatternFolders.option],
    examples: ["logtriage patterns list raft leader"], statuses: PatternFolders.statuses)

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    PatternFolders(words, surroundings).withLibrary { list($0, words.operands) }
  }

  private static func list(_ library: SignatureLibrary, _ words: [String])
    -> CommandLineProgram.Outcome
  {
    let words = words.map { $0.lowercased() }
    let rows = library.signatures.filter { signature in
      let text = "\(signature.id) \(signature.title)".lowercased()
      return words.allSatisfy { text.contains($0) }
    }
    let lines = rows.map { signature in
      let severity = signature.severity.rawValue.padded(to: 8)
      return "\(severity) \(signature.id)  \(signature.title)\n"
    }
    return (lines.joined(), "", 0)
  }
}
