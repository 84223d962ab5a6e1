/// `logtriage patterns new`: a draft of a signature.
package enum PatternsNewCommand: Command {
  package static let syntax = CommandSyntax(
    "patterns", "new", summary: "a signature file to start from, made of a line of a log",
    operands: .words("FILE:LINE", 1...1),
    options: [PatternFolders.option],
    examples: ["logtriage patterns new app.log:12"], statuses: PatternFolders.statuses)

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    SignatureDraft.run(words.operands[0])
  }
}
