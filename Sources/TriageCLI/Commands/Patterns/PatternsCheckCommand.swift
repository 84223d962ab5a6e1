import Signatures

/// `logtriage patterns check`: signatures and causes held against their examples.
package enum PatternsCheckCommand: Command {
  package static let syntax = CommandSyntax(
    "patterns", "check", summary: "hold files against their examples and each other",
    operands: .paths("PATH", 0...1),
    options: [PatternFolders.option],
    discussion: [
      "PATH is a folder of patterns, or one file or folder in it; ./Patterns if not given."
    ],
    examples: ["logtriage patterns check Patterns"], statuses: PatternFolders.statuses)

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    let folders = PatternFolders(words, surroundings)
    // In a checkout its own folder is meant, not the one that was built into the program.
    let path = words.operands.first ?? PatternLocator.locate(named: "Patterns").folder
    return PatternsCheck.run(path ?? folders.own, folders.others)
  }
}
