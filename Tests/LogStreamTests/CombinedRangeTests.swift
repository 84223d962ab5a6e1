import Foundation
import Testing

@testable import LogStream

/// Ranges of a log of several containers, whose records may go over an edge one by one.
@Suite("Ranges of a compose log")
struct CombinedRangeTests {
  /// Lines of two services that all begin records, and of one that writes a trace now and then.
  private static let lines = (0..<120).map { number in
    switch number % 4 {
    case 0: #"web-1     | {"level":"info","msg":"request \#(number)"}"#
    case 1: "db-1      | 2026-11-23 00:00:01.000 UTC [1] LOG:  line \(number)"
    case 2:
      number % 24 == 2
        ? "worker-1  | 2026-11-23 00:00:02,000 ERROR failed\nworker-1  | Traceback (most recent call last):\nworker-1  |   File \"a.py\", line \(number), in f\nworker-1  | KeyError: 'x'"
        : "worker-1  | 2026-11-23 00:00:02,000 INFO job \(number)"
    default: "web-1     | 2026-11-23T00:00:03Z INFO started \(number)"
    }
  }
  private static let text = lines.joined(separator: "\n") + "\n"

  private static func records(
    _ text: Substring.UTF8View.SubSequence, isLaterPart: Bool, sieve: (any LineSieve)? = nil
  ) throws -> (messages: [String], unsure: String?) {
    var options = LogReader.Options()
    options.head = Array(Self.text.utf8.prefix(1 << 16))
    options.isPart = true
    options.isLaterPart = isLaterPart
    let reader = LogReader(options: options, sieve: sieve)
    var messages: [String] = []
    try reader.read(from: MemorySource(Array(text))) {
      messages.append(($0.container ?? "-") + ": " + $0.text.string)
    }
    return (messages, reader.edges.unsureStart)
  }

  @Test func cutAnywhereTheSureRangesHoldTheRecordsOfTheWhole() throws {
    let bytes = Array(Self.text.utf8)
    let whole = try Self.records(Self.text[...].utf8, isLaterPart: false).messages
    var sure = 0
    for line in 1..<(Self.lines.count - 1) {
      let cut = Self.lines[..<line].joined(separator: "\n").utf8.count + 1
      let (first, second) = (
        String(decoding: bytes[..<cut], as: UTF8.self),
        String(decoding: bytes[cut...], as: UTF8.self)
      )
      let later = try Self.records(second[...].utf8, isLaterPart: true)
      guard later.unsure == nil else { continue }
      sure += 1
      let both = try Self.records(first[...].utf8, isLaterPart: false).messages + later.messages
      #expect(both.sorted() == whole.sorted())
    }
    #expect(sure == Self.lines.count - 2)
  }

  @Test(
    "a first line that may continue a record is told",
    arguments: [
      ("worker-1  |   File \"a.py\", line 1, in f", "worker-1"),
      ("db-1      | Traceback (most recent call last):", "db-1"),
      ("web-1 exited with code 1", ""),
    ])
  func unsure(line: String, container: String) throws {
    let text = "web-1     | {\"level\":\"info\",\"msg\":\"x\"}\n\(line)\n\(line)\n"
    for sieve in [nil, OpenSieve()] {
      #expect(try Self.records(text[...].utf8, isLaterPart: true, sieve: sieve).unsure == container)
      #expect(try Self.records(text[...].utf8, isLaterPart: false, sieve: sieve).unsure == nil)
    }
  }

  @Test(
    "a first line with a header, or of JSON, begins a record",
    arguments: [
      "worker-1  | 2026-11-23 00:00:02,000 INFO job", "worker-1  | {\"level\":\"info\"}",
      "worker-1  | ERROR: no such job",
    ])
  func sure(line: String) throws {
    let text = "\(line)\nworker-1  |   indented behind it\n"
    for sieve in [nil, OpenSieve()] {
      #expect(try Self.records(text[...].utf8, isLaterPart: true, sieve: sieve).unsure == nil)
    }
  }

  @Test func anEdgeIsALineThatBeginsARecordBehindItsPrefix() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "combined-\(UUID()).log")
    try Data(Self.text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let size = Self.text.utf8.count
    let division = try #require(LogReader.division(head: Array(Self.text.utf8)))
    #expect(division.namesContainers)
    for bound in stride(from: 1, to: size, by: 97) {
      let source = try RangeSource(path: file.path(), bound..<size, size: size, division)
      let first = String(decoding: try source.bytes(limit: 60), as: UTF8.self)
      #expect(source.range.lowerBound >= bound && !first.contains("File "))
    }
  }
}
