import Report

/// `logtriage schema`: the JSON Schema of the JSON report.
package enum SchemaCommand: Command {
  package static let syntax = CommandSyntax(
    "schema", summary: "the JSON Schema of the JSON report",
    examples: ["logtriage schema > report.schema.json"],
    statuses: [.init(.nothingFound, "printed"), .init(.usage, "the command was not understood")])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    (ReportSchema.text, "", 0)
  }
}
