import Foundation
import LogStream
import TestSupport
import Testing

@Suite("Formats beside docker logs and compose")
struct WrappedFormatTests {
  private func engineFile(_ name: String) throws -> (URL, [UInt8]) {
    let url = try #require(Repository.shared).appending(path: "formats/engine/\(name)")
    return (url, RecordingShapeTests.bytes(url))
  }

  /// Reads a set of files through the evidence tree, as the program does.
  private func readSet(_ names: [String]) throws -> (records: [ReadRecord], files: [String]) {
    let folder = try TemporaryFolder()
    for name in names { try folder.write(name, try engineFile(name).1) }
    let tree = try EvidenceTree(path: folder.path)
    let groups = RotatedSet.groups(of: tree.entries)
    #expect(groups.count == 1)
    let reader = LogReader()
    var found: [ReadRecord] = []
    for (at, entry) in (groups.first ?? []).enumerated() {
      try reader.read(from: try tree.open(entry), isLast: at == names.count - 1) {
        found.append(ReadRecord($0))
      }
    }
    return (found, groups.first?.map(\.path) ?? [])
  }

  @Test(
    "H5: the local driver's rotated files give what docker logs -t gave",
    .enabled(if: Repository.shared != nil, "needs ../shared"))
  func localDriver() throws {
    let (found, files) = try readSet([
      "local-driver-container.log", "local-driver-container.log.1.gz",
      "local-driver-container.log.2.gz",
    ])
    #expect(files.first == "local-driver-container.log.2.gz")
    let stamped = records(try engineFile("local-driver-docker-logs-t.txt").1).records
    #expect(found.map(\.text) == stamped.map(\.text))
    #expect(found.map(\.time) == stamped.map(\.time))
    #expect(found.allSatisfy { $0.stream != nil })
  }

  @Test(
    "H6: a rotated json-file set is read oldest first, a line across files joined",
    .enabled(if: Repository.shared != nil, "needs ../shared"))
  func rotated() throws {
    let (found, files) = try readSet([
      "rotated-json.log", "rotated-json.log.1.gz", "rotated-json.log.2.gz",
    ])
    #expect(files == ["rotated-json.log.2.gz", "rotated-json.log.1.gz", "rotated-json.log"])
    let details = records(try engineFile("details-timestamps.txt").1).records
    #expect(found.map(\.text) == details.map(\.text))
    #expect(found.map(\.time) == details.map(\.time))
  }

  @Test("damage in a local driver file leaves the other frames readable")
  func damagedLocalDriver() throws {
    func frame(_ text: String, _ time: UInt8) -> [UInt8] {
      let body: [UInt8] =
        [0x0A, 6] + "stdout".utf8 + [0x10, time, 0x1A, UInt8(text.utf8.count)] + text.utf8
      let size: [UInt8] = [0, 0, 0, UInt8(body.count)]
      return size + body + size
    }
    var bytes = frame("one", 1) + frame("two", 2) + frame("three", 3)
    #expect(records(bytes).records.map(\.text) == ["one", "two", "three"])
    bytes[frame("one", 1).count + 2] = 0xFF
    let (found, statistics) = records(bytes + frame("four", 4).dropLast(3))
    #expect(found.map(\.text) == ["one", "three"])
    #expect(statistics.damageCount == 2)
    #expect(statistics.bytes == statistics.readBytes + statistics.damagedBytes)
    for chunk in 1...40 {
      #expect(records(bytes, chunk: chunk).records.map(\.text) == ["one", "three"])
    }
  }

  @Test("the engine's API stream keeps both streams apart")
  func engineStream() {
    func frame(_ kind: UInt8, _ text: String) -> [UInt8] {
      [kind, 0, 0, 0, 0, 0, 0, UInt8(text.utf8.count)] + text.utf8
    }
    let bytes = frame(1, "out\n") + frame(2, "2026-11-23T01:54:37.647139523Z err\n")
    let found = records(bytes).records
    #expect(found.map(\.text) == ["out", "err"])
    #expect(found.map(\.stream) == [.standardOutput, .standardError])
    #expect(found.last?.clock == .engine)
  }

  @Test("H10: journald JSON with bytes, null, repeated fields and pieces")
  func journaldJSON() {
    let (found, statistics) = records(
      Array(
        """
        {"__REALTIME_TIMESTAMP":"1795378936978702","PRIORITY":"3","CONTAINER_NAME":"weaviate-1","MESSAGE":"panic: boom"}
        {"__REALTIME_TIMESTAMP":"1795378936978703","PRIORITY":"6","CONTAINER_NAME":"web-1","MESSAGE":[27,91,51,49,109,114,101,100,27,91,48,109]}
        {"__REALTIME_TIMESTAMP":"1795378936978704","PRIORITY":"6","CONTAINER_NAME":"web-1","MESSAGE":null}
        {"__REALTIME_TIMESTAMP":"1795378936978705","PRIORITY":"6","CONTAINER_NAME":"web-1","MESSAGE":["a","b"]}
        {"__REALTIME_TIMESTAMP":"1795378936978706","CONTAINER_NAME":"db-1","CONTAINER_PARTIAL_MESSAGE":"true","MESSAGE":"first "}
        {"__REALTIME_TIMESTAMP":"1795378936978707","CONTAINER_NAME":"db-1","CONTAINER_PARTIAL_MESSAGE":"true","CONTAINER_PARTIAL_LAST":"true","MESSAGE":"second"}

        """.utf8))
    let byContainer = Dictionary(grouping: found) { $0.container ?? "-" }
    #expect(byContainer["weaviate-1"]?.map(\.text) == ["panic: boom"])
    #expect(byContainer["weaviate-1"]?.first?.stream == .standardError)
    #expect(byContainer["weaviate-1"]?.first?.time == 1_795_378_936_978_702_000)
    #expect(byContainer["web-1"]?.map(\.text) == ["red", "a\nb"])
    #expect(byContainer["db-1"]?.map(\.text) == ["first second"])
    #expect(statistics.formatNames == ["journald-json"])
    #expect(statistics.damage.first?.reason.contains("--all") == true)
  }

  @Test("H10: journald export with a binary field, in chunks of any size")
  func journaldExport() {
    var bytes = Array("__CURSOR=s=1\n__REALTIME_TIMESTAMP=1795378936978702\nPRIORITY=3\n".utf8)
    bytes += Array("CONTAINER_NAME=weaviate-1\nMESSAGE=panic: boom\n\n".utf8)
    bytes += Array("__REALTIME_TIMESTAMP=1795378936978703\nCONTAINER_NAME=web-1\nMESSAGE\n".utf8)
    bytes += [5, 0, 0, 0, 0, 0, 0, 0] + Array("a\nb".utf8) + [0xFF, 0x41] + Array("\n\n".utf8)
    let whole = records(bytes)
    #expect(whole.records.map(\.container) == ["weaviate-1", "web-1"])
    #expect(whole.records.map(\.text) == ["panic: boom", "a\nb\u{FFFD}A"])
    #expect(whole.statistics.damageCount == 0)
    for chunk in 1...70 { #expect(records(bytes, chunk: chunk).records == whole.records) }
  }

  private static let wrapped: [(name: String, lines: String)] = [
    (
      "engine-json",
      """
      {"Line":"one","Source":"stderr","Timestamp":"2026-11-23T00:00:01.5Z"}
      {"Line":"two","Source":"stderr","Timestamp":"2026-11-23T00:00:01.5Z"}
      """
    ),
    (
      "fluentd",
      """
      {"container_id":"ab","container_name":"/web","source":"stderr","log":"one","time":"2026-11-23T00:00:01.5Z"}
      2026-11-23T00:00:01.5+00:00\tdocker.ab\t{"log":"two","container_name":"/web","source":"stderr"}
      """
    ),
    (
      "gelf",
      """
      {"version":"1.1","host":"h","short_message":"one","timestamp":1795392001.5,"level":3,"_container_name":"web"}
      {"version":"1.1","host":"h","short_message":"two","timestamp":1795392001.5,"level":3,"_container_name":"web"}
      """
    ),
    (
      "loki",
      """
      {"labels":{"container":"web","job":"x"},"line":"one","timestamp":"2026-11-23T00:00:01.5Z"}
      {"labels":{"container":"web","job":"x"},"line":"two","timestamp":"2026-11-23T00:00:01.5Z"}
      """
    ),
    (
      "kubectl-prefix",
      """
      [pod/weaviate-0/web] 2026-11-23T00:00:01.500000000Z one
      [pod/weaviate-0/web] 2026-11-23T00:00:01.500000000Z two
      """
    ),
    (
      "syslog",
      """
      <30>Nov 23 00:00:01 host docker/web[123]: one
      2026-11-23T00:00:01.5+0000 host web[123]: two
      """
    ),
  ]

  @Test("shippers", arguments: wrapped)
  func shippers(_ sample: (name: String, lines: String)) {
    let (found, statistics) = records(Array((sample.lines + "\n").utf8))
    #expect(found.map(\.text) == ["one", "two"])
    #expect(statistics.formatNames == [sample.name])
    #expect(found.last?.time == instant("2026-11-23T00:00:01.5Z"))
    if sample.name != "engine-json" {
      #expect(found.allSatisfy { $0.container?.hasSuffix("web") == true })
    }
  }

  @Test("what logger(1) of util-linux writes, with and without a process number")
  func logger() {
    let found = records(
      """
      <11>1 2026-11-28T00:20:54.755273+00:00 vm web 26190 - [timeQuality tzKnown="1"] no route
      <11>Nov 28 00:20:54 vm web: again
      <11>Nov 28 00:20:54 vm web[7]: and again

      """)
    #expect(found.map(\.text) == ["no route", "again", "and again"])
    #expect(found.map(\.container) == ["web", "web", "web"])
    #expect(found.map(\.time) == [instant("2026-11-28T00:20:54.755273Z"), nil, nil])
  }

  @Test("what logcli prints unless it is told another form")
  func logcli() {
    let found = records(
      """
      2026-11-23T00:00:01Z {compose_service="web", job="x"}             ERROR: no route
      2026-11-23T00:00:02Z {container="db", filename="/a \\"b\\" }"}      {"level":"warn","msg":"slow"}
      2026-11-23T02:00:03+02:00 {container="db", my_container="no"} plain {words}

      """
    ).sorted { $0.line < $1.line }
    #expect(found.map(\.container) == ["web", "db", "db"])
    #expect(
      found.map(\.text) == [
        "ERROR: no route", #"{"level":"warn","msg":"slow"}"#, "plain {words}",
      ])
    #expect(found.map(\.level) == [.error, .warning, nil])
    #expect(found.map(\.time) == (1...3).map { instant("2026-11-23T00:00:0\($0)Z") })
  }

  @Test("what rsyslogd makes of RFC 5424 in its own form of files has no colon")
  func rsyslogd() {
    let line = "2026-11-23T00:00:01.500000+00:00 host web[812] no route: none\n"
    let found = records(line + line)
    #expect(found.map(\.text) == ["no route: none", "no route: none"])
    #expect(found.map(\.container) == ["web", "web"])
    #expect(found.first?.time == instant("2026-11-23T00:00:01.5Z"))
  }

  @Test("an application's own lines are not taken for a shipper's")
  func applications() {
    for line in [
      #"{"level":"info","log":"x","container_name":7}"#, "2026-11-23 00:43:10,009 INFO confd: x",
      "2026-11-23T00:43:10Z INFO main: started", #"{"version":"1.1","msg":"x"}"#,
      #"{"Line":"x"}"#, "[pod] x", "2026-11-23T00:43:10Z INFO worker[3]: started",
      "2026-11-23T00:43:10Z host worker[a] started",
      #"2026-11-23T00:43:10Z {"a":"b"} x"#, "2026-11-23T00:43:10Z {} x",
      #"2026-11-23T00:43:10Z {a=b} x"#, #"2026-11-23T00:43:10Z {a="b" x"#,
      "2026-11-23T00:43:10Z ERROR worker[3] failed",
    ] {
      let found = records(line + "\n" + line + "\n", container: "app")
      #expect(found.count == 2)
      #expect(found.allSatisfy { $0.container == "app" && $0.text == line })
    }
  }
}
