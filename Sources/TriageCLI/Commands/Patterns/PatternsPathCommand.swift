/// `logtriage patterns path`: the folders in use.
package enum PatternsPathCommand: Command {
  package static let syntax = CommandSyntax(
    "patterns", "path", summary: "the folder in use",
    operands: .none,
    options: [PatternFolders.option],
    examples: ["logtriage patterns path"], statuses: PatternFolders.statuses)

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    PatternFolders(words, surroundings).listing
  }
}
