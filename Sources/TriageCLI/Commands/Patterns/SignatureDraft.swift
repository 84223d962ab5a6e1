#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif
import LogStream
import Signatures

/// `logtriage patterns new`: a signature file made of a line of a log.
enum SignatureDraft {
  private static let mostBytes = 64 << 20

  /// Drafts the signature of `FILE:LINE`, the line counted from 1.
  static func run(_ place: String) -> CommandLineProgram.Outcome {
    guard let colon = place.lastIndex(of: ":"), let number = Int(place[colon...].dropFirst()),
      number > 0
    else { return ("", "error: patterns new FILE:LINE, such as app.log:12\n", 2) }
    let path = String(place[..<colon])
    guard let content = FileManager.default.contents(atPath: path), content.count <= mostBytes
    else {
      return ("", "error: \(path) cannot be read\n", 2)
    }
    let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard number <= lines.count else {
      return ("", "error: \(path) has only \(lines.count) lines\n", 2)
    }
    let line = String(decoding: lines[number - 1], as: UTF8.self)
    var text = ""
    ExampleLine.read(line) { text = draft($0, path: path) }
    return text.isEmpty ? ("", "error: \(place) is no record\n", 2) : (text, "", 0)
  }

  private static func draft(_ record: Record, path: String) -> String {
    let action = record.fields.value("action").map {
      "where:\n  action: \(quoted("^\($0.string)$"))\n"
    }
    return """
      title: What this line says, in one line
      severity: \(record.level.map { $0 >= .error ? "error" : $0 >= .warning ? "warning" : "info" } ?? "warning")
      match: \(quoted(DraftTemplate.text(of: record.message.string)))
      \(action ?? "")proves: What one may conclude from it.
      proves-not: What one may not.
      source: seen in \(path)
      examples:
        match:
          - \(quoted(record.text.string))
        no-match:
          - a harmless neighbour of the line

      """
  }

  private static func quoted(_ text: String) -> String {
    let doubled = text.split(separator: "'", omittingEmptySubsequences: false)
    return "'" + doubled.joined(separator: "''") + "'"
  }
}
