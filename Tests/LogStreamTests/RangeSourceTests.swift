import Foundation
import Testing

@testable import LogStream

/// Ranges of a file hold its bytes once, and begin where records begin.
@Suite struct RangeSourceTests {
  private static let division = LineDivision(rule: PrefixRule(isExpected: false, blanks: 2))

  private static let stamped = (0..<200).map { number in
    let stamp = "2026-11-23T00:00:00.\(String(100_000_000 + number).dropFirst(0))Z "
    return number % 5 == 3
      ? stamp + "  File \"a.py\", line \(number), in f\n"
      : stamp + "2026-11-23 00:00:01.000 UTC [1] LOG:  line \(number)\n"
  }.joined()

  private static func withFile(_ text: String, _ body: (String, Int) throws -> Void) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "range-\(UUID()).log")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try body(file.path(), text.utf8.count)
  }

  @Test(arguments: [[], [1], [5000, 5001], [0, 0, 9000], [12, 700, 701, 9999], [20_000]])
  func rangesAreTheWhole(bounds: [Int]) throws {
    try Self.withFile(Self.stamped) { path, size in
      let all = [0] + bounds.map { min($0, size) } + [size]
      var bytes: [UInt8] = []
      for (start, end) in zip(all, all.dropFirst()) {
        let source = try RangeSource(path: path, start..<end, size: size, Self.division)
        let part = try source.bytes(limit: size)
        #expect(part.count == source.range.count)
        #expect(source.range.lowerBound == bytes.count)
        bytes += part
      }
      #expect(String(decoding: bytes, as: UTF8.self) == Self.stamped)
    }
  }

  @Test(arguments: [1, 77, 400, 5000])
  func aRangeBeginsWithARecord(bound: Int) throws {
    try Self.withFile(Self.stamped) { path, size in
      let source = try RangeSource(path: path, bound..<size, size: size, Self.division)
      let text = String(decoding: try source.bytes(limit: 100), as: UTF8.self)
      #expect(text.contains("LOG:  line"))
      #expect(source.range.lowerBound >= bound)
    }
  }

  @Test(
    arguments: [
      (#"{"log":"{\"a\":1}\n","stream":"stdout","time":"2026-11-23T00:00:01.5Z"}"#, true),
      (#"{"log":"half of a long line","stream":"stdout","time":"2026-11-23T00:00:01.5Z"}"#, false),
    ])
  func aPieceOfALineIsNotCutOff(before: String, expected: Bool) {
    let next = #"{"log":"{\"b\":1}\n","stream":"stdout","time":"2026-11-23T00:00:01.6Z"}"#
    Array(before.utf8).withUnsafeBytes { before in
      Array(next.utf8).withUnsafeBytes { next in
        #expect(RecordStart.isBetween(ByteText(before), ByteText(next)) == expected)
      }
    }
  }

  @Test(
    "only a whole JSON object or a header begins a record",
    arguments: [
      (#"{"a":1}"#, true), ("{\"a\":1}\r", true), (#"{"a":{"b":[1,2]}}"#, true), ("{}", true),
      (#"{"a":1} }"#, false), (#"{"a" is no object}"#, false), (#"{"a":1,}"#, false),
      (#"{"a":1"#, false), ("{ not json }", false), ("  ERROR: x", false), ("ERROR: x", true),
      ("plain words", false),
    ])
  func start(_ text: String, expected: Bool) {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("\r", with: "\\r")
    func entry(_ log: String) -> String {
      #"{"log":"\#(log)\n","stream":"stdout","time":"2026-11-23T00:00:01.5Z"}"#
    }
    let stamp = "2026-11-23T00:00:01.000000001Z "
    for (before, line) in [
      ("before", text), (stamp + "before", stamp + text), (entry("before"), entry(escaped)),
    ] {
      Array(before.utf8).withUnsafeBytes { before in
        Array(line.utf8).withUnsafeBytes { line in
          #expect(RecordStart.isBetween(ByteText(before), ByteText(line)) == expected)
        }
      }
    }
  }
}
