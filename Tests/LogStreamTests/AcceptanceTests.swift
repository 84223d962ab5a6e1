import Foundation
import LogStream
import Testing

/// The acceptance checks of the engine's formats, made from what the engine is known to write, so
/// that they hold without its recordings.
@Suite("Acceptance checks of the engine's formats")
struct AcceptanceTests {
  /// 40,001 bytes, with words that lie over the edge of the first piece.
  private static let long: String = {
    let words = "the mark over the edge"
    let before = 16_384 - words.utf8.count / 2
    return String(repeating: "x", count: before) + words
      + String(repeating: "y", count: 40_001 - before - words.utf8.count)
  }()

  private static let stamp = "2026-11-23T00:00:01.000000001Z"

  private static var pieces: [String] {
    let bytes = Array(long.utf8)
    return stride(from: 0, to: bytes.count, by: 16_384).map {
      String(decoding: bytes[$0..<min($0 + 16_384, bytes.count)], as: UTF8.self)
    }
  }

  private func entry(_ text: String, _ time: String = stamp, stream: String = "stdout") -> String {
    #"{"log":"\#(text)","stream":"\#(stream)","time":"\#(time)"}"# + "\n"
  }

  @Test("H1: a line of 40,001 bytes in three pieces of json-file is one record")
  func piecesOfJSONFile() {
    let pieces = Self.pieces
    #expect(pieces.count == 3)
    let other = entry("between\\n", "2026-11-23T00:00:01.5Z", stream: "stderr")
    let text = entry(pieces[0]) + other + entry(pieces[1]) + entry(pieces[2] + "\\n")
    let found = records(text)
    #expect(Set(found.map(\.text)) == [Self.long, "between"])
    #expect(found.first { $0.text == Self.long }?.time == instant(Self.stamp))
    #expect(found.contains { $0.text.contains("the mark over the edge") })
  }

  @Test("H1: pieces of another time are no part of the line")
  func otherPieces() {
    let pieces = Self.pieces
    let found = records(entry(pieces[0]) + entry("new\\n", "2026-11-23T00:00:02Z"))
    #expect(found.map(\.text) == [pieces[0], "new"])
  }

  @Test("H2: the same line of docker logs -t, with a stamp before each piece, is the same record")
  func stampsInside() {
    let text = Self.pieces.map { Self.stamp + " " + $0 }.joined() + "\n"
    let found = records(text)
    #expect(found.map(\.text) == [Self.long])
    #expect(found.first?.time == instant(Self.stamp))
  }

  @Test("H2: a stamp that stands elsewhere in a long line stays its own")
  func stampElsewhere() {
    let own = String(repeating: "x", count: 17_000) + " " + Self.stamp + " y"
    #expect(records(Self.stamp + " " + own + "\n").map(\.text) == [own])
  }

  @Test("H4: attributes of docker logs --details -t are no part of the message")
  func details() {
    let lead = Self.stamp + " com.x=1,env=a%20b "
    let found = records(lead + "one two\n" + lead + "{\"level\":\"error\",\"msg\":\"no\"}\n")
    #expect(found.map(\.text) == ["one two", #"{"level":"error","msg":"no"}"#])
    #expect(found.map(\.level) == [nil, .error])
    let own = Self.stamp + " level=info msg=fine\n" + Self.stamp + " level=error msg=no\n"
    #expect(records(own).map(\.level) == [.info, .error])
  }

  /// A frame of the local driver (moby `api/types/plugins/logdriver/entry.proto`).
  private func frame(
    _ line: [UInt8], time: Int64, isPartial: Bool = false, isLast: Bool = false
  ) -> [UInt8] {
    func varint(_ value: UInt64) -> [UInt8] {
      var (value, bytes) = (value, [UInt8]())
      while value >= 0x80 {
        bytes.append(UInt8(value & 0x7F) | 0x80)
        value >>= 7
      }
      return bytes + [UInt8(value)]
    }
    var body: [UInt8] = [0x0A, 6] + Array("stdout".utf8)
    body += [0x10] + varint(UInt64(time)) + [0x1A] + varint(UInt64(line.count)) + line
    if isPartial { body += [0x20, 1, 0x2A] + (isLast ? [4, 8, 1, 0x18, 3] : [2, 0x18, 1]) }
    let size = (0..<4).map { UInt8(body.count >> (24 - 8 * $0) & 0xFF) }
    return size + body + size
  }

  @Test("H5: the local driver's file gives what json-file gives, with bytes that are no UTF-8")
  func localDriver() {
    let time: Int64 = 1_795_392_001_000_000_001
    let pieces = Self.pieces
    var bytes = frame(Array("hello".utf8), time: time)
    bytes += frame([0xFF, 0xFE] + Array(" two".utf8), time: time + 1)
    for (at, piece) in pieces.enumerated() {
      bytes += frame(
        Array(piece.utf8), time: time + 2, isPartial: true, isLast: at == pieces.count - 1)
    }
    bytes += frame(Array("no newline at exit".utf8), time: time + 3, isPartial: true)
    let json =
      entry("hello\\n") + entry("\\ufffd\\ufffd two\\n", "2026-11-23T00:00:01.000000002Z")
      + entry(pieces[0], "2026-11-23T00:00:01.000000003Z")
      + entry(pieces[1], "2026-11-23T00:00:01.000000003Z")
      + entry(pieces[2] + "\\n", "2026-11-23T00:00:01.000000003Z")
      + entry("no newline at exit", "2026-11-23T00:00:01.000000004Z")
    let (local, engine) = (records(bytes), records(Array(json.utf8)))
    #expect(local.records.map(\.text) == engine.records.map(\.text))
    #expect(local.records.map(\.time) == engine.records.map(\.time))
    #expect(local.records.map(\.stream) == engine.records.map(\.stream))
    #expect(local.records.count == 4)
    #expect(local.statistics.damageCount == 0)
  }

  @Test("H6: a rotated set with the engine's extra field in its packed parts is read in order")
  func rotated() throws {
    guard TemporaryFolder.has("gzip") else {
      print("H6: skipped, no gzip on this machine")
      return
    }
    let folder = try TemporaryFolder()
    for part in 0..<4 {
      let name = "id-json.log" + (part == 3 ? "" : ".\(3 - part)")
      try folder.write(
        name, (0..<50).map { entry("line \(part * 50 + $0)\\n") }.joined() + (part == 2 ? "" : ""))
    }
    try folder.shell("gzip id-json.log.2 id-json.log.3")
    for name in ["id-json.log.2.gz", "id-json.log.3.gz"] {
      var bytes = Array(try Data(contentsOf: folder.url.appending(path: name)))
      // The engine writes JSON there, and no subfields (moby `daemon/logger/loggerutils`).
      let extra = Array(#"{"lastTime":"2026-11-23T00:00:01.000000001Z"}"#.utf8)
      let nameEnd = bytes[3] & 8 == 0 ? 10 : (bytes[10...].firstIndex(of: 0) ?? 10) + 1
      bytes.replaceSubrange(10..<nameEnd, with: [UInt8(extra.count), 0] + extra)
      bytes[3] = 4
      try folder.write(name, bytes)
    }
    let tree = try EvidenceTree(path: folder.path)
    let groups = RotatedSet.groups(of: tree.entries)
    #expect(groups.count == 1)
    let reader = LogReader()
    var found: [String] = []
    for entry in groups.first ?? [] {
      try reader.read(from: try tree.open(entry), isLast: entry == groups.first?.last) {
        found.append($0.text.string)
      }
    }
    #expect(found == (0..<200).map { "line \($0)" })
  }
}
