import Report
import Templates

/// `logtriage baseline`: what a good run wrote, to compare later runs with.
package enum BaselineCommand: Command {
  package static let syntax = CommandSyntax(
    "baseline", summary: "keep the kinds of lines of a good run, for analyze --baseline",
    operands: .paths("PATH", 1...Int.max), wanted: "a folder, a bundle or a log file",
    options: [
      OptionSyntax("--output", short: "o", .file, summary: "write the baseline there"),
      OptionSyntax(
        "--with", .file, isRepeatable: true, summary: "an earlier baseline that this one adds to"),
    ],
    discussion: [
      "A baseline is text: one line for each kind of line, with its count and times. Values "
        + "that vary and secrets are not in it."
    ],
    examples: ["logtriage baseline samples/healthy-cluster -o good.baseline"],
    statuses: [
      .init(.nothingFound, "done"), .init(.usage, "the command was not understood"),
      .init(.incomplete, "an input was missing, unreadable or damaged"),
    ])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    var mined = MinedLogs(words.operands)
    if let nothing = mined.nothing { return nothing }
    var baseline = TemplateBaseline(mined.lines.miner)
    do throws(BaselineFile.Unreadable) {
      for path in words.all("--with") { baseline.merge(try BaselineFile.read(path)) }
    } catch {
      return ("", "error: \(error.reason)\n", ExitStatus.usage.rawValue)
    }
    let shown = mined.redacted(baseline.text)
    return OutputFile.deliver(
      shown == baseline.text ? shown : BaselineText.sorted(shown), errors: mined.warnings,
      mined.status, to: words["--output"])
  }
}

/// Lines of a baseline in which something was hidden.
private enum BaselineText {
  /// The same with the shapes in their order again; of equal ones the first.
  static func sorted(_ text: String) -> String {
    var seen: Set<String> = []
    let lines = text.split(separator: "\n").map(String.init)
    let shapes = lines.dropFirst(2).compactMap { line -> (key: String, line: String)? in
      let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, seen.insert(String(parts[3])).inserted else { return nil }
      return (String(parts[3]), line)
    }
    let sorted = shapes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return (lines.prefix(2) + sorted.map(\.line)).joined(separator: "\n") + "\n"
  }
}
