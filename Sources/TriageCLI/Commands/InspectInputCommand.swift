import Findings
import LogStream

/// `logtriage inspect-input PATH [--format text|json]`: what is read of an input, and what is not.
///
/// Nothing is analysed: the table shows for each file the formats that were recognised, how many
/// lines and records there are, the time they span, how its clock differs from its neighbours', and
/// every part that was damaged, cut or left out, so that a surprising report can be traced to its
/// input. What was read and what was not add up to the size of the input.
package struct InspectInputCommand: Command {
  package static let syntax = CommandSyntax(
    "inspect-input", summary: "what is read of logs and archives, and what is not",
    operands: .paths("PATH", 1...Int.max), wanted: "a folder, a file, an archive, or -",
    options: [
      OptionSyntax("--format", .choice("FORMAT", ["text", "json"]), summary: "form of the table"),
      OptionSyntax(
        "--lines", summary: "count lines by format only, without a look at what programs wrote"),
    ],
    discussion: [
      "PATH is a folder, a log, an archive, or - for standard input. Nothing is analysed: the table "
        + "shows what was recognised, counted, damaged, cut or left out. With --lines it takes about "
        + "half of the time; records are not counted, and times are told where every line has one of "
        + "the engine."
    ],
    examples: [
      "logtriage inspect-input bundle.tar.gz", "logtriage inspect-input logs/ --format json",
    ],
    statuses: [
      .init(.nothingFound, "all was read"), .init(.usage, "the command was not understood"),
      .init(.incomplete, "something could not be read"),
    ])

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    let linesOnly = words.has("--lines")
    var rows = words.operands.flatMap { read($0, linesOnly: linesOnly) }
    for (at, skew) in ClockOffset.skews(rows.map(\.offset)).enumerated() { rows[at].skew = skew }
    let isComplete = rows.allSatisfy { row in
      row.problem == nil && row.statistics?.damageCount == 0 && row.unreadBytes == 0
    }
    let text = words["--format"] == "json" ? json(rows) : table(rows)
    return (text, "", (isComplete ? ExitStatus.nothingFound : .incomplete).rawValue)
  }

  private static func read(_ path: String, linesOnly: Bool) -> [Row] {
    do {
      let tree = try EvidenceTree(path: path)
      let layout = BundleLayout(paths: tree.entries.map(\.path))
      let rows = RotatedSet.groups(of: tree.entries).flatMap { group in
        group.map { entry in
          var row = read(entry, of: tree, linesOnly: linesOnly)
          if case .foreign(let why) = layout.place(of: entry.path) { row.leftAside = why }
          return row
        }
      }
      return rows + tree.refusals.map { Row(path: $0.path, size: 0, problem: $0.reason) }
    } catch {
      return [Row(path: path, size: 0, problem: words(error))]
    }
  }

  private static func read(
    _ entry: EvidenceEntry, of tree: EvidenceTree, linesOnly: Bool
  ) -> Row {
    var options = LogReader.Options()
    options.countsLinesOnly = linesOnly
    let reader = LogReader(options: options, sieve: OpenSieve())
    var row = Row(path: entry.path, size: entry.size)
    row.hasRecords = !linesOnly
    do {
      try reader.read(from: try tree.open(entry)) { _ in }
    } catch {
      row.problem = words(error)
    }
    row.statistics = reader.statistics
    if entry.hasKnownSize {
      row.unreadBytes = max(0, entry.size - reader.statistics.bytes)
    }
    if entry.hasKnownSize, !linesOnly {
      // What can be opened once only has no second look.
      row.offset = (try? tree.open(entry)).flatMap { try? ClockOffset.measure($0) }
    }
    return row
  }

  private static func words(_ error: LogStreamError) -> String {
    switch error {
    case .unreadable(_, let reason), .refused(_, let reason): reason
    }
  }
}

extension InspectInputCommand {
  /// One file of the input.
  struct Row {
    var path: String
    var size: Int
    var statistics: SourceStatistics?
    var problem: String?
    /// Why `analyze` does not read it, where a support tool's bundle holds it as something else
    /// than a log.
    var leftAside: String?
    /// Bytes that reading did not get to.
    var unreadBytes = 0
    var offset: ClockOffset?
    /// Whether records were told apart.
    var hasRecords = true
    /// How far the clock is from that of the other files, in nanoseconds.
    var skew: Int64?

    init(path: String, size: Int, problem: String? = nil) {
      self.path = path
      self.size = size
      self.problem = problem
    }
  }

  /// Where the bytes of some files went.
  struct Sum {
    var (bytes, lines, records) = (0, 0, 0)
    var (read, damaged, cut, skipped, unread) = (0, 0, 0, 0, 0)

    init(_ rows: [Row]) {
      for row in rows {
        unread += row.unreadBytes
        bytes += row.unreadBytes
        guard let seen = row.statistics else { continue }
        bytes += seen.bytes
        lines += seen.lines
        records += seen.records
        read += seen.readBytes
        damaged += seen.damagedBytes
        cut += seen.cutBytes
        skipped += seen.skippedBytes
      }
    }

    /// The parts, only those that are not empty but for what was read.
    var words: String {
      let others = [
        (damaged, "damaged"), (cut, "cut"), (skipped, "skipped"), (unread, "not reached"),
      ]
      let parts = others.filter { $0.0 > 0 }.map { ", \($0.0) \($0.1)" }
      return "\(bytes) bytes: \(read) read" + parts.joined()
    }
  }
}
