import Findings
import Signatures

/// `logtriage patterns show`: one signature.
package enum PatternsShowCommand: Command {
  package static let syntax = CommandSyntax(
    "patterns", "show", summary: "one signature, with what it proves",
    operands: .words("ID", 1...1),
    options: [PatternFolders.option],
    examples: ["logtriage patterns show weaviate/raft/leader-elected"],
    statuses: PatternFolders.statuses)

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    PatternFolders(words, surroundings).withLibrary { show($0, words.operands[0]) }
  }

  private static func show(_ library: SignatureLibrary, _ id: String) -> CommandLineProgram.Outcome
  {
    guard let signature = library.signature(id) else {
      let near = library.signatures.map(\.id).filter { $0.contains(id) }.prefix(8)
      let help = near.isEmpty ? "see logtriage patterns list" : near.joined(separator: ", ")
      return refusal("no signature \"\(id)\"; \(help)")
    }
    let rows = [
      ("title", signature.title), ("severity", signature.severity.rawValue),
      ("match", signature.match.map(\.text).joined(separator: "\n")),
      ("where", conditions(signature)),
      ("unless", signature.unless.map(\.text).joined(separator: "\n")),
      ("versions", signature.versions?.text ?? ""),
      ("services", signature.services.joined(separator: ", ")),
      ("proves", signature.prose.proves), ("not", signature.prose.provesNot),
      ("ends", signature.ends.joined(separator: ", ")), ("source", signature.prose.source),
      ("file", signature.file),
    ]
    let text = rows.filter { !$0.1.isEmpty }.map { name, value in
      let lines = value.split(separator: "\n")
      return lines.enumerated().map { "\(($0 == 0 ? name : "").padded(to: 9)) \($1)\n" }.joined()
    }
    return (text.joined(), "", 0)
  }

  private static func conditions(_ signature: Signature) -> String {
    signature.fields.map { condition in
      "\(condition.field): " + condition.alternatives.map(\.text).joined(separator: " | ")
    }.joined(separator: "\n")
  }
}
