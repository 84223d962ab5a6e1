/// `logtriage completions SHELL`: the completion script of a shell.
package enum CompletionsCommand: Command {
  package static let syntax = CommandSyntax(
    "completions", summary: "the completion script of a shell",
    operands: .choice("SHELL", ["bash", "zsh", "fish"]),
    discussion: [
      "For bash: source <(logtriage completions bash). install-docs installs all three."
    ],
    examples: ["logtriage completions zsh > _logtriage"],
    statuses: [.init(.nothingFound, "printed"), .init(.usage, "the command was not understood")])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    switch words.operands[0] {
    case "zsh": (ZshCompletion().text, "", 0)
    case "fish": (FishCompletion().text, "", 0)
    default: (BashCompletion().text, "", 0)
    }
  }
}
