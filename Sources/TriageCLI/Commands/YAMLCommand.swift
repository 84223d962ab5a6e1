import YAML

/// `logtriage yaml FILE [--events]`: shows how a YAML file is read.
package enum YAMLCommand: Command {
  package static let syntax = CommandSyntax(
    "yaml", summary: "show how a YAML file is read", operands: .paths("FILE", 1...1),
    options: [
      OptionSyntax("--events", summary: "events in the notation of yaml-test-suite, not JSON")
    ],
    discussion: ["Prints each document as JSON on one line."],
    examples: ["logtriage yaml docker-compose.yml"],
    statuses: [
      .init(.nothingFound, "read"), .init(.usage, "the command was not understood"),
      .init(.incomplete, "the file cannot be read or is no YAML"),
    ])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    let file = words.operands[0]
    let bytes: [UInt8]
    do {
      bytes = try surroundings.readFile(file)
    } catch {
      return ("", "error: \(file): \(error)\n", 3)
    }
    do throws(YAMLError) {
      let stream = try YAMLStream(bytes)
      guard words.has("--events") else {
        return (stream.documents.map { $0.json() + "\n" }.joined(), "", 0)
      }
      return (try YAMLStream.events(of: bytes).map { "\($0)\n" }.joined(), "", 0)
    } catch {
      return ("", "\(file):\(error.line):\(error.column): \(error.message)\n", 3)
    }
  }
}
