import Findings
import Report
import Templates

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `logtriage templates`: the kinds of lines of some logs.
package enum TemplatesCommand: Command {
  package static let syntax = CommandSyntax(
    "templates", summary: "the kinds of lines that logs consist of",
    operands: .paths("PATH", 1...Int.max), wanted: "a folder, a bundle or a log file",
    options: [
      OptionSyntax("--limit", .integer("N", 1...Int.max), summary: "at most so many"),
      OptionSyntax(
        "--format", .choice("FORMAT", ["table", "json"]), summary: "form, table if not given"),
    ],
    discussion: ["<*> stands for what varies: numbers, ids, addresses, paths, names."],
    examples: ["logtriage templates samples/healthy-cluster --limit 20"],
    statuses: BaselineCommand.syntax.statuses)

  package static func run(
    _ words: CommandWords, _ surroundings: Surroundings
  ) -> CommandLineProgram.Outcome {
    var mined = MinedLogs(words.operands)
    if let nothing = mined.nothing { return nothing }
    let templates = mined.lines.messages.miner.templates()
    let limit = words["--limit"].flatMap(Int.init) ?? .max
    let rows = templates.all.prefix(limit).map { template in
      Row(
        template: mined.redacted(template.text), count: template.count,
        first: template.first?.description, last: template.last?.description)
    }
    let text =
      words["--format"] == "json"
      ? json(rows, of: templates.messages) : table(rows, templates.all.count, templates.messages)
    return (text, mined.warnings, mined.status.rawValue)
  }

  private struct Row: Encodable {
    var template: String
    var count: Int
    /// RFC 3339 in UTC.
    var first: String?
    var last: String?
  }

  private static func table(_ rows: [Row], _ all: Int, _ records: Int) -> String {
    var text = "   count  first seen (UTC)      template\n"
    for row in rows {
      let count = String(row.count)
      let first = row.first.map { String($0.prefix(19)) } ?? "-"
      text +=
        String(repeating: " ", count: max(0, 8 - count.count)) + count + "  "
        + first.padded(to: 20) + "  " + row.template + "\n"
    }
    let more = all > rows.count ? ", \(all - rows.count) more kinds are not shown" : ""
    return text + "\(records) records, \(all) kinds\(more)\n"
  }

  private struct Listing: Encodable {
    var records: Int
    var templates: [Row]
  }

  private static func json(_ rows: [Row], of records: Int) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try? encoder.encode(Listing(records: records, templates: rows))
    return data.map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
  }
}
