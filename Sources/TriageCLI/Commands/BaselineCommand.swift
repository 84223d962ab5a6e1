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
      "A baseline is text: one line for each kind of line, with its count and times, and one for "
        + "what each field of structured lines held: true or false, how many parts, which error. "
        + "Values that vary and secrets are not in it. Each PATH is a run of its own."
    ],
    examples: ["logtriage baseline samples/healthy-cluster -o good.baseline"],
    statuses: [
      .init(.nothingFound, "done"), .init(.usage, "the command was not understood"),
      .init(.incomplete, "an input was missing, unreadable or damaged"),
    ])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    // Each path is a run of its own: services of the same names are in each.
    var runs = words.operands.map { MinedLogs([$0]) }
    let errors = runs.compactMap(\.nothing).map(\.errors).joined()
    guard runs.contains(where: { $0.nothing == nil }) else {
      return ("", errors, ExitStatus.incomplete.rawValue)
    }
    var all = MinedLines()
    for run in runs { all.merge(run.lines) }
    var baseline = TemplateBaseline(all)
    do throws(BaselineFile.Unreadable) {
      for path in words.all("--with") { baseline.merge(try BaselineFile.read(path)) }
    } catch {
      return ("", "error: \(error.reason)\n", ExitStatus.usage.rawValue)
    }
    var shown = baseline.text
    for run in runs.indices { shown = runs[run].redacted(shown) }
    return OutputFile.deliver(
      shown == baseline.text ? shown : BaselineText.sorted(shown),
      errors: runs.map(\.warnings).joined(),
      runs.allSatisfy { $0.status == .nothingFound } ? .nothingFound : .incomplete,
      to: words["--output"])
  }
}

/// Lines of a baseline in which something was hidden.
private enum BaselineText {
  /// The same with the shapes of each part in their order again; of equal ones the first.
  static func sorted(_ text: String) -> String {
    let lines = text.split(separator: "\n")
    let between = lines.firstIndex { $0.hasPrefix("contents ") } ?? lines.endIndex
    let all =
      lines.prefix(2) + shapes(lines[..<between].dropFirst(2)) + lines[between...].prefix(1)
      + shapes(lines[between...].dropFirst())
    return all.joined(separator: "\n") + "\n"
  }

  private static func shapes(_ lines: ArraySlice<Substring>) -> [Substring] {
    var seen: Set<Substring> = []
    let shapes = lines.compactMap { line -> (key: Substring, line: Substring)? in
      let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, seen.insert(parts[3]).inserted else { return nil }
      return (parts[3], line)
    }
    return shapes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map(\.line)
  }
}
