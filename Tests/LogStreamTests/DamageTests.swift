import LogStream
import Testing

@Suite("Damaged and hostile input")
struct DamageTests {
  private func entry(_ text: String, _ second: Int = 1) -> String {
    #"{"log":"\#(text)\n","stream":"stdout","time":"2026-11-23T00:00:0\#(second)Z"}"#
  }

  @Test("H7: every intact record of a damaged json-file is read, the damage told with offsets")
  func jsonFile() {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array((entry("one") + "\r\n").utf8)
    let nul = bytes.count
    bytes += [UInt8](repeating: 0, count: 4096) + Array((entry("two") + "\n").utf8)
    let half = bytes.count
    bytes += Array((#"{"log":"lost","str"# + entry("three") + "\n").utf8)
    let broken = bytes.count
    bytes += Array((#"{"log":"broken \q"# + "\n" + entry("four") + "\n").utf8)
    let last = bytes.count
    bytes += Array(#"{"log":"cut o"#.utf8)
    let (found, statistics) = records(bytes)
    #expect(found.map(\.text) == ["one", "two", "three", "four"])
    #expect(statistics.damage.map(\.offset) == [nul, half, broken, last])
    #expect(
      statistics.damage.map(\.reason) == [
        "NUL bytes", "half an entry of the json-file driver",
        "half an entry of the json-file driver", "entry cut off at the end",
      ])
    #expect(statistics.nulBytes == 4096)
    #expect(statistics.skippedBytes == 3)
    expectComplete(statistics, bytes.count)
  }

  @Test("an application's own field named log is no json-file entry")
  func ownLogField() {
    let line = #"{"log":"mine","level":"info"}"#
    let found = records(line + "\n")
    #expect(found.map(\.text) == [line])
    #expect(found.first?.level == .info)
  }

  @Test("a line of many megabytes is cut once and counted", arguments: [1000, 1 << 18])
  func longLine(_ chunk: Int) {
    let bytes =
      Array("first\n".utf8) + [UInt8](repeating: 0x61, count: 3 << 20) + Array("\nlast".utf8)
    let (found, statistics) = records(bytes, chunk: chunk)
    #expect(found.map(\.text.utf8.count) == [5, 1 << 20, 4])
    #expect(found.map(\.line) == [1, 2, 3])
    #expect(found.last?.offset == bytes.count - 4)
    #expect(statistics.cutLines == 1)
    #expect(statistics.cutBytes == 2 << 20)
    expectComplete(statistics, bytes.count)
  }

  @Test("content that is no text is refused as a whole, with the reason")
  func binary() {
    var generator = SeededGenerator(seed: 3)
    let bytes = (0..<20_000).map { _ in UInt8.random(in: 1...255, using: &generator) }
    let (found, statistics) = records([0x7F, 0x45, 0x4C, 0x46] + bytes)
    #expect(found.isEmpty)
    #expect(statistics.refusal == "program")
    let (others, other) = records(bytes.map { $0 & 0x1F | 1 })
    #expect(others.isEmpty)
    #expect(other.refusal == "binary content")
    expectComplete(other, bytes.count)
  }

  @Test("packed bytes in a pipe are refused with what to do")
  func packedPipe() {
    #expect(
      records([0x1F, 0x8B, 8, 0] + [UInt8](repeating: 7, count: 40)).statistics.refusal?
        .hasPrefix("packed with gzip: name the file") == true)
    #expect(
      records([0xFF, 0xFE, 0x61, 0, 0x0A, 0]).statistics.refusal?.hasPrefix("UTF-16") == true)
  }

  @Test("a JSON line with a fault keeps the level, time and message that can be read")
  func brokenJSON() {
    let line = #"{"ts":"2026-11-23 00:21:45,648","level":"INFO","msg":"GET "/health" 200"}"#
    let found = records(line + "\n")
    #expect(found.map(\.text) == [line])
    #expect(found.first?.level == .info)
    #expect(found.first?.time == instant("2026-11-23T00:21:45.648Z"))
    #expect(found.first?.message == #"GET "/health" 200"}"#)
  }

  @Test("a broken stamp is no time, and does not move those of the lines behind it")
  func brokenStamp() {
    let found = records(
      """
      2026-11-23T01:54:10.100-00011Z note
      2026-11-23T01:54:10.100000011Z next

      """)
    #expect(found.map(\.time).last == instant("2026-11-23T01:54:10.100000011Z"))
    #expect(found.first?.clock != .engine)
  }

  @Test("lines that are not UTF-8 are read and counted")
  func encoding() {
    let (found, statistics) = records(Array("caf".utf8) + [0xE9, 0x0A] + Array("café\n".utf8))
    #expect(found.map(\.text) == ["caf\u{FFFD}", "café"])
    #expect(statistics.invalidLines == 1)
  }

  @Test(
    "empty and tiny inputs",
    arguments: ["", "\n", "\r\n", "x", "{", "{}", "\u{1B}", "\u{1B}[", " "])
  func tiny(_ text: String) {
    let (found, statistics) = records(Array(text.utf8))
    #expect(found.count <= 1)
    expectComplete(statistics, text.utf8.count)
  }

  @Test("hostile lines neither trap nor hang")
  func hostile() {
    let stamp = "2026-11-23T00:00:01.000000001Z "
    let nested = String(repeating: #"{"a":["#, count: 50_000)
    let texts = [
      nested, String(repeating: #"{"log":""#, count: 50_000),
      String(repeating: stamp, count: 20_000),
      String(repeating: "[", count: 100_000), String(repeating: "a=", count: 100_000),
      "time=" + String(repeating: "\\\"", count: 50_000),
      String(repeating: "java.lang.Error: x\n", count: 5_000),
      String(repeating: "Traceback (most recent call last):\n", count: 5_000),
      String(repeating: "x.Error: y\nheld\n\n", count: 5_000),
      "WARN[0012] " + String(repeating: "a= b ", count: 20_000),
      (0..<20_000).map { "2026-11-23T00:00:01.\(100_000_000 + $0)Z" + "x" }.joined(),
    ]
    for text in texts {
      let (_, statistics) = records(Array(text.utf8))
      expectComplete(statistics, text.utf8.count)
    }
  }

  @Test("seeded mutations of every format keep the books balanced", arguments: 0..<40)
  func mutations(_ seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let base = Array(
      """
      {"log":"one\\n","stream":"stdout","time":"2026-11-23T00:00:01.5Z"}
      2026-11-23T00:00:01.000000001Z 1:M 02 Jan 2026 03:04:05.678 # OOM
      weaviate-1  | {"level":"info","msg":"a \\u00e4 b","time":"2026-11-23T00:00:01Z"}
      \u{1B}[36mdb_1   |\u{1B}[0m 2026-11-23 00:21:28.666 UTC [51] FATAL:  no
      Traceback (most recent call last):
        File "a.py", line 1, in f
      KeyError: 'x'
      2026-11-22T20:22:16.978702476Z stdout P first
      time="2026-11-22T20:46:19Z" level=warning msg="failed to \\"join\\"" a=b
      {"__REALTIME_TIMESTAMP":"1795378936978702","MESSAGE":[1,2,3]}
      <34>1 2026-11-23T00:00:00Z host app 1 ID47 [x y="z"] lost
      E1123 00:21:28.123456       1 reflector.go:138] failed

      """.utf8)
    for _ in 0..<60 {
      var bytes = base
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: at)
        default:
          let end = min(bytes.count, at + Int.random(in: 1...80, using: &generator))
          bytes.append(contentsOf: bytes[at..<end])
        }
      }
      let whole = records(bytes)
      expectComplete(whole.statistics, bytes.count)
      let chunk = Int.random(in: 1...100, using: &generator)
      let cut = records(bytes, chunk: chunk)
      #expect(cut.records == whole.records)
      #expect(cut.statistics == whole.statistics)
    }
  }

  private func expectComplete(
    _ statistics: SourceStatistics, _ size: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(statistics.bytes == size, sourceLocation: sourceLocation)
    let parts =
      statistics.readBytes + statistics.damagedBytes + statistics.cutBytes + statistics.skippedBytes
    #expect(parts == size, sourceLocation: sourceLocation)
  }
}
