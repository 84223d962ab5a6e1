import Foundation
import LogStream
import Testing

/// The journal's own programs as judges: what they make of a real journal file is read, and gives
/// what was put into it.
@Suite("H10: journald's forms, as journalctl itself prints them")
struct JournalJudgeTests {
  private static let remote = "/lib/systemd/systemd-journal-remote"

  /// What is put into the journal, and what a reader should say of it.
  private struct Entry {
    var fields: [(String, String)]
    var record: (container: String, text: String, stream: Record.Stream?, level: Level?)
  }

  private static let entries = [
    Entry(
      fields: [
        ("PRIORITY", "3"), ("CONTAINER_NAME", "db"), ("CONTAINER_ID", "0123456789ab"),
        ("MESSAGE", "plain words"),
      ], record: ("db", "plain words", .standardError, nil)),
    Entry(
      fields: [
        ("PRIORITY", "6"), ("CONTAINER_NAME", "web"),
        ("MESSAGE", "\u{1B}[31mERROR\u{1B}[0m: no route"),
      ], record: ("web", "ERROR: no route", .standardOutput, .error)),
    Entry(
      fields: [
        ("PRIORITY", "6"), ("CONTAINER_NAME", "web"),
        ("MESSAGE", String(repeating: "long ", count: 1000) + "end"),
      ],
      record: ("web", String(repeating: "long ", count: 1000) + "end", .standardOutput, nil)),
    Entry(
      fields: [("PRIORITY", "6"), ("CONTAINER_NAME", "api"), ("MESSAGE", "two\nlines \u{2603}")],
      record: ("api", "two\nlines \u{2603}", .standardOutput, nil)),
    Entry(
      fields: [
        ("PRIORITY", "3"), ("SYSLOG_IDENTIFIER", "sshd"), ("_TRANSPORT", "syslog"),
        ("MESSAGE", "no route"),
      ], record: ("sshd", "no route", nil, .error)),
    Entry(
      fields: [
        ("PRIORITY", "6"), ("SYSLOG_IDENTIFIER", "job"), ("_TRANSPORT", "stdout"),
        ("MESSAGE", "done"),
      ], record: ("job", "done", nil, nil)),
    Entry(
      fields: [
        ("PRIORITY", "6"), ("CONTAINER_NAME", "app"), ("CONTAINER_PARTIAL_MESSAGE", "true"),
        ("CONTAINER_PARTIAL_LAST", "false"), ("MESSAGE", "first "),
      ], record: ("app", "first second", .standardOutput, nil)),
    Entry(
      fields: [
        ("PRIORITY", "6"), ("CONTAINER_NAME", "app"), ("CONTAINER_PARTIAL_MESSAGE", "true"),
        ("CONTAINER_PARTIAL_LAST", "true"), ("MESSAGE", "second"),
      ], record: ("", "", nil, nil)),
  ]

  /// The export format: `NAME=text`, or a name, a size and bytes ("Journal Export Formats").
  private static var export: [UInt8] {
    var bytes: [UInt8] = []
    for (at, entry) in entries.enumerated() {
      bytes += Array("__REALTIME_TIMESTAMP=\(1_795_378_936_978_702 + at * 1000)\n".utf8)
      bytes += Array("__MONOTONIC_TIMESTAMP=\(1000 + at)\n".utf8)
      bytes += Array("_BOOT_ID=0123456789abcdef0123456789abcdef\n".utf8)
      for (name, value) in entry.fields {
        if value.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
          bytes += Array("\(name)=\(value)\n".utf8)
        } else {
          let size = value.utf8.count
          bytes += Array("\(name)\n".utf8) + (0..<8).map { UInt8(size >> (8 * $0) & 0xFF) }
          bytes += Array(value.utf8) + [0x0A]
        }
      }
      bytes += [0x0A]
    }
    return bytes
  }

  /// What a command makes of a journal file with the entries; nil where the programs are missing.
  private func printed(_ options: String) throws -> [UInt8]? {
    guard TemporaryFolder.has("journalctl"),
      FileManager.default.isExecutableFile(atPath: Self.remote)
    else { return nil }
    let folder = try TemporaryFolder()
    try folder.write("in.export", Self.export)
    try #require(folder.shell("\(Self.remote) -o x.journal in.export") == 0)
    try #require(folder.shell("journalctl --file x.journal --no-pager \(options) > out") == 0)
    return Array(try Data(contentsOf: folder.url.appending(path: "out")))
  }

  private func expect(_ found: [ReadRecord], of wanted: [Entry]) {
    // Those of different containers may change places.
    let sorted = found.sorted { ($0.line, $0.text) < ($1.line, $1.text) }
    #expect(sorted.map(\.container) == wanted.map(\.record.container))
    #expect(sorted.map(\.text) == wanted.map(\.record.text))
    #expect(sorted.map(\.stream) == wanted.map(\.record.stream))
    #expect(sorted.map(\.level) == wanted.map(\.record.level))
  }

  @Test("what goes in is read as it is meant")
  func direct() {
    let (found, statistics) = records(Self.export)
    expect(found, of: Self.entries.dropLast())
    #expect(statistics.formatNames == ["journald-export"])
    #expect(statistics.damageCount == 0)
  }

  @Test("H10: each form gives what went in", arguments: ["-o export", "-o json --all"])
  func forms(_ options: String) throws {
    guard let bytes = try printed(options) else {
      print("H10 \(options): skipped, no journal programs on this machine")
      return
    }
    let (found, statistics) = records(bytes)
    expect(found, of: Self.entries.dropLast())
    #expect(
      found.sorted { $0.line < $1.line }.map(\.time)
        == (0..<7).map { 1_795_378_936_978_702_000 + Int64($0) * 1_000_000 })
    #expect(statistics.damageCount == 0)
    #expect(statistics.bytes == bytes.count)
  }

  @Test("H10: what journalctl leaves out without --all is told of, with the way to get it")
  func leftOut() throws {
    guard let bytes = try printed("-o json") else {
      print("H10 -o json: skipped, no journal programs on this machine")
      return
    }
    let (found, statistics) = records(bytes)
    expect(found, of: Self.entries.dropLast().filter { $0.record.text.utf8.count < 4096 })
    #expect(statistics.damageCount == 1)
    #expect(statistics.damage.first?.reason.contains("--all") == true)
  }

  @Test("H10: the short forms name the same containers", arguments: ["short", "short-iso"])
  func short(_ form: String) throws {
    guard let bytes = try printed("-o \(form) --utc") else {
      print("H10 \(form): skipped, no journal programs on this machine")
      return
    }
    let (found, _) = records(bytes)
    #expect(found.contains { $0.text.hasSuffix("no route") })
  }
}
