import Findings
import LogStream

/// The two forms in which `inspect-input` shows its rows.
extension InspectInputCommand {
  // MARK: text

  static func table(_ rows: [Row]) -> String {
    var cells = rows.map { row -> [String] in
      guard let seen = row.statistics else { return [row.path, "-", "-", "-", "not read"] }
      let format = seen.formatNames.joined(separator: "+")
      return [
        row.path, "\(seen.bytes)", "\(seen.lines)", row.hasRecords ? "\(seen.records)" : "-",
        seen.refusal ?? (format.isEmpty ? "empty" : format),
      ]
    }
    let sum = Sum(rows)
    let hasRecords = rows.allSatisfy(\.hasRecords)
    cells.append(
      ["total", "\(sum.bytes)", "\(sum.lines)", hasRecords ? "\(sum.records)" : "-", ""])
    let header = ["file", "bytes", "lines", "records", "format"]
    let widths = header.indices.map { column in
      ([header] + cells).map { $0[column].count }.max() ?? 0
    }
    var output = line(header, widths)
    for (row, cells) in zip(rows, cells) {
      output += line(cells, widths)
      for note in notes(row) { output += "    " + plain(note) + "\n" }
    }
    return output + line(cells[rows.count], widths) + "    \(sum.words)\n"
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
    if let why = row.leftAside { notes.append("left aside by analyze: \(why)") }
    guard let seen = row.statistics else { return notes }
    if seen.readBytes < seen.bytes || row.unreadBytes > 0 { notes.append(Sum([row]).words) }
    if let first = seen.firstTime, let last = seen.lastTime {
      notes.append(
        "from \(Timestamp(nanoseconds: first)) to \(Timestamp(nanoseconds: last))")
    }
    if let clock = clock(row) { notes.append(clock) }
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

  /// How the application's clock differs from the engine's, and from its neighbours' clocks.
  private static func clock(_ row: Row) -> String? {
    guard let offset = row.offset else { return nil }
    var text = "its own clock \(distance(offset.nanoseconds)) the engine's"
    guard let skew = row.skew else { return text }
    text += ", \(distance(skew)) the other files'"
    // Zones are multiples of a quarter of an hour; lines are a little older than their stamps.
    let quarters = (abs(Double(skew)) / 900e9).rounded()
    let rest = abs(abs(Double(skew)) - quarters * 900e9)
    return quarters >= 2 && rest < 60e9 ? text + " (another time zone?)" : text
  }

  private static func distance(_ nanoseconds: Int64) -> String {
    seconds(Int64(clamping: nanoseconds.magnitude)) + " s "
      + (nanoseconds < 0 ? "ahead of" : "behind")
  }

  /// Seconds with three digits behind the point.
  private static func seconds(_ nanoseconds: Int64) -> String {
    let milliseconds = (nanoseconds.magnitude + 500_000) / 1_000_000
    let rest = String(milliseconds % 1000)
    return (nanoseconds < 0 && milliseconds > 0 ? "-" : "") + "\(milliseconds / 1000)."
      + String(repeating: "0", count: 3 - rest.count) + rest
  }

  // MARK: JSON

  static func json(_ rows: [Row]) -> String {
    let items = rows.map { row -> String in
      var fields = ["\"path\":\(quoted(row.path))", "\"size\":\(row.size)"]
      if let problem = row.problem { fields.append("\"problem\":\(quoted(problem))") }
      if let why = row.leftAside { fields.append("\"leftAside\":\(quoted(why))") }
      if let seen = row.statistics { fields += self.fields(row, seen) }
      return "{" + fields.joined(separator: ",") + "}"
    }
    let sum = Sum(rows)
    var total = [
      "\"bytes\":\(sum.bytes)", "\"readBytes\":\(sum.read)", "\"damagedBytes\":\(sum.damaged)",
      "\"cutBytes\":\(sum.cut)", "\"skippedBytes\":\(sum.skipped)",
      "\"unreadBytes\":\(sum.unread)", "\"lines\":\(sum.lines)",
    ]
    if rows.allSatisfy(\.hasRecords) { total.append("\"records\":\(sum.records)") }
    return "{\"files\":[\n" + items.joined(separator: ",\n") + "\n],\n\"total\":{"
      + total.joined(separator: ",") + "}}\n"
  }

  private static func fields(_ row: Row, _ seen: SourceStatistics) -> [String] {
    var fields = [
      "\"bytes\":\(seen.bytes)", "\"readBytes\":\(seen.readBytes)",
      "\"damagedBytes\":\(seen.damagedBytes)", "\"cutBytes\":\(seen.cutBytes)",
      "\"skippedBytes\":\(seen.skippedBytes)", "\"unreadBytes\":\(row.unreadBytes)",
      "\"lines\":\(seen.lines)", "\"joinedPieces\":\(seen.joinedPieces)",
      "\"cutLines\":\(seen.cutLines)", "\"nulBytes\":\(seen.nulBytes)",
      "\"formats\":[\(seen.formatNames.map(quoted).joined(separator: ","))]",
    ]
    if row.hasRecords {
      fields += [
        "\"records\":\(seen.records)", "\"blankLines\":\(seen.blankLines)",
        "\"cutRecordBytes\":\(seen.cutRecordBytes)", "\"invalidLines\":\(seen.invalidLines)",
      ]
    }
    if let refusal = seen.refusal { fields.append("\"refusal\":\(quoted(refusal))") }
    if let first = seen.firstTime, let last = seen.lastTime {
      fields.append("\"first\":\(quoted("\(Timestamp(nanoseconds: first))"))")
      fields.append("\"last\":\(quoted("\(Timestamp(nanoseconds: last))"))")
    }
    if let offset = row.offset {
      fields.append("\"clockOffset\":\(seconds(offset.nanoseconds))")
      fields.append("\"clockLines\":\(offset.lines)")
    }
    if let skew = row.skew { fields.append("\"clockSkew\":\(seconds(skew))") }
    let damage = seen.damage.map { part in
      "{\"offset\":\(part.offset),\"length\":\(part.length),\"reason\":\(quoted(part.reason))}"
    }
    fields.append("\"damageCount\":\(seen.damageCount)")
    fields.append("\"damage\":[\(damage.joined(separator: ","))]")
    return fields
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
