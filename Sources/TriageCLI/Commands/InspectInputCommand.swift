import Findings
import LogStream

/// `logtriage inspect-input PATH [--format text|json]`: what is read of an input, and what is not.
///
/// Nothing is analysed: the table shows for each file the formats that were recognised, how many
/// lines and records there are, the time they span, and every part that was damaged, cut or left
/// out, so that a surprising report can be traced to its input.
package struct InspectInputCommand: Command {
  package static let syntax = CommandSyntax(
    "inspect-input", summary: "what is read of logs and archives, and what is not",
    operands: .paths("PATH", 1...Int.max), wanted: "a folder, a file, an archive, or -",
    options: [
      OptionSyntax("--format", .choice("FORMAT", ["text", "json"]), summary: "form of the table")
    ],
    discussion: [
      "PATH is a folder, a log, an archive, or - for standard input. Nothing is analysed: the table "
        + "shows what was recognised, counted, damaged, cut or left out."
    ],
    examples: [
      "logtriage inspect-input bundle.tar.gz", "logtriage inspect-input logs/ --format json",
    ],
    statuses: [
      .init(.nothingFound, "all was read"), .init(.usage, "the command was not understood"),
      .init(.incomplete, "something could not be read"),
    ])

  /// One file of the input.
  private struct Row {
    var path: String
    var size: Int
    var statistics: SourceStatistics?
    var problem: String?
  }

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    let rows = words.operands.flatMap(read)
    let isComplete = rows.allSatisfy { $0.problem == nil && $0.statistics?.damageCount == 0 }
    let text = words["--format"] == "json" ? json(rows) : table(rows)
    return (text, "", (isComplete ? ExitStatus.nothingFound : .incomplete).rawValue)
  }

  private static func read(_ path: String) -> [Row] {
    do {
      let tree = try EvidenceTree(path: path)
      let rows = RotatedSet.groups(of: tree.entries).flatMap { group in
        group.map { read($0, of: tree) }
      }
      return rows + tree.refusals.map { Row(path: $0.path, size: 0, problem: $0.reason) }
    } catch {
      return [Row(path: path, size: 0, problem: words(error))]
    }
  }

  private static func read(_ entry: EvidenceEntry, of tree: EvidenceTree) -> Row {
    let reader = LogReader(sieve: OpenSieve())
    var row = Row(path: entry.path, size: entry.size)
    do {
      try reader.read(from: try tree.open(entry)) { _ in }
    } catch {
      row.problem = words(error)
    }
    row.statistics = reader.statistics
    return row
  }

  private static func words(_ error: LogStreamError) -> String {
    switch error {
    case .unreadable(_, let reason), .refused(_, let reason): reason
    }
  }

  // MARK: text

  private static func table(_ rows: [Row]) -> String {
    let cells = rows.map { row -> [String] in
      guard let seen = row.statistics else { return [row.path, "-", "-", "-", "not read"] }
      let format = seen.formatNames.joined(separator: "+")
      return [
        row.path, "\(seen.bytes)", "\(seen.lines)", "\(seen.records)",
        seen.refusal ?? (format.isEmpty ? "empty" : format),
      ]
    }
    let header = ["file", "bytes", "lines", "records", "format"]
    let widths = header.indices.map { column in
      ([header] + cells).map { $0[column].count }.max() ?? 0
    }
    var output = line(header, widths)
    for (row, cells) in zip(rows, cells) {
      output += line(cells, widths)
      for note in notes(row) { output += "    " + plain(note) + "\n" }
    }
    return output
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    var words: [String] = []
    for (column, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: max(0, widths[column] - cell.count))
      words.append((1...3).contains(column) ? padding + cell : cell + padding)
    }
    var text = words.joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return plain(text) + "\n"
  }

  /// File names come from the input: nothing in them may steer a terminal.
  private static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? "\u{FFFD}" : scalar
        }))
  }

  /// What there is to say of a file beside its numbers.
  private static func notes(_ row: Row) -> [String] {
    var notes: [String] = []
    if let problem = row.problem { notes.append("not read to its end: \(problem)") }
    guard let seen = row.statistics else { return notes }
    if let first = seen.firstTime, let last = seen.lastTime {
      notes.append(
        "from \(Timestamp(nanoseconds: first)) to \(Timestamp(nanoseconds: last))")
    }
    if seen.joinedPieces > 0 {
      notes.append("\(seen.joinedPieces) pieces of long lines put together")
    }
    for damage in seen.damage.prefix(5) {
      notes.append("\(damage.length) bytes at offset \(damage.offset) left out: \(damage.reason)")
    }
    if seen.damageCount > 5 { notes.append("\(seen.damageCount - 5) more damaged parts") }
    if seen.cutLines > 0 {
      notes.append("\(seen.cutLines) lines longer than 1 MiB cut, \(seen.cutBytes) bytes in all")
    }
    if seen.cutRecordBytes > 0 {
      notes.append("\(seen.cutRecordBytes) bytes of very long records left out")
    }
    if seen.invalidLines > 0 { notes.append("\(seen.invalidLines) lines are not UTF-8") }
    return notes
  }

  // MARK: JSON

  private static func json(_ rows: [Row]) -> String {
    let items = rows.map { row -> String in
      var fields = ["\"path\":\(quoted(row.path))", "\"size\":\(row.size)"]
      if let problem = row.problem { fields.append("\"problem\":\(quoted(problem))") }
      if let seen = row.statistics {
        fields += [
          "\"bytes\":\(seen.bytes)", "\"readBytes\":\(seen.readBytes)",
          "\"damagedBytes\":\(seen.damagedBytes)", "\"cutBytes\":\(seen.cutBytes)",
          "\"skippedBytes\":\(seen.skippedBytes)", "\"lines\":\(seen.lines)",
          "\"blankLines\":\(seen.blankLines)", "\"records\":\(seen.records)",
          "\"joinedPieces\":\(seen.joinedPieces)", "\"cutLines\":\(seen.cutLines)",
          "\"invalidLines\":\(seen.invalidLines)", "\"nulBytes\":\(seen.nulBytes)",
          "\"formats\":[\(seen.formatNames.map(quoted).joined(separator: ","))]",
        ]
        if let refusal = seen.refusal { fields.append("\"refusal\":\(quoted(refusal))") }
        if let first = seen.firstTime, let last = seen.lastTime {
          fields.append("\"first\":\(quoted("\(Timestamp(nanoseconds: first))"))")
          fields.append("\"last\":\(quoted("\(Timestamp(nanoseconds: last))"))")
        }
        let damage = seen.damage.map { part in
          "{\"offset\":\(part.offset),\"length\":\(part.length),\"reason\":\(quoted(part.reason))}"
        }
        fields.append("\"damageCount\":\(seen.damageCount)")
        fields.append("\"damage\":[\(damage.joined(separator: ","))]")
      }
      return "{" + fields.joined(separator: ",") + "}"
    }
    return "{\"files\":[\n" + items.joined(separator: ",\n") + "\n]}\n"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
