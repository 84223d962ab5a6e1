import Foundation
import LogStream
import TestSupport
import Testing

@Suite("Real shapes of the same lines")
struct ShapeTests {
  private static let containers = [
    "my-own-name", "shapes-a-service-with-a-rather-long-name-1", "shapes-cache-1",
    "shapes-cache-2", "shapes-db-1", "shapes-long-1",
  ]

  private func shape(_ name: String) throws -> (records: [ReadRecord], statistics: SourceStatistics)
  {
    let url = try #require(Repository.shared).appending(path: "formats/\(name)")
    let bytes = RecordingShapeTests.bytes(url)
    try #require(!bytes.isEmpty)
    return records(bytes)
  }

  @Test(
    "docker logs, docker logs -t, json-file and compose give the same texts",
    .enabled(if: Repository.shared != nil, "needs ../shared"), arguments: containers)
  func sameTexts(_ container: String) throws {
    let json = try shape("compose-v2/json-\(container).log")
    let stamped = try shape("compose-v2/stamped-\(container).log")
    let plain = try shape("compose-v2/plain-\(container).log")
    #expect(stamped.records.map(\.text) == json.records.map(\.text))
    #expect(stamped.records.map(\.time) == json.records.map(\.time))
    #expect(stamped.records.map(\.level) == json.records.map(\.level))
    #expect(stamped.records.map(\.message) == json.records.map(\.message))
    // `docker logs` writes what came from both streams one after the other.
    #expect(plain.records.map(\.text).sorted() == stamped.records.map(\.text).sorted())
    #expect(json.records.allSatisfy { $0.stream != nil && $0.clock == .engine })
    let prefix = container.hasPrefix("shapes-") ? String(container.dropFirst(7)) : container
    for file in ["logs", "logs-timestamps", "logs-ansi-always", "logs-tty"] {
      let own = try shape("compose-v2/\(file).txt").records.filter { $0.container == prefix }
      // Compose's files were taken some seconds before the containers ended.
      var rest = json.records.map(\.text)
      for record in own {
        let at = try #require(rest.firstIndex(of: record.text), "\(file): \(record.text)")
        rest.remove(at: at)
      }
      #expect(rest.count < own.count, "\(file)")
    }
  }

  @Test(
    "H1, H2: a 45,000-byte line is one record with one time in every shape",
    .enabled(if: Repository.shared != nil, "needs ../shared"))
  func longLine() throws {
    for name in ["json-shapes-long-1.log", "stamped-shapes-long-1.log", "logs-timestamps.txt"] {
      let found = try shape("compose-v2/" + name)
      let long = found.records.filter { $0.text.hasPrefix("start 0123") }
      #expect(long.map(\.text.utf8.count) == [45_010, 45_010])
      #expect(long.allSatisfy { $0.text.hasSuffix("0123456789 end") })
      #expect(long.first?.time == instant("2026-11-23T01:54:37.242487922Z"))
      #expect(found.statistics.joinedPieces == 6)
    }
  }

  @Test(
    "H4: the attributes of --details are no part of the text",
    .enabled(if: Repository.shared != nil, "needs ../shared"))
  func details() throws {
    let stamped = try shape("engine/details-timestamps.txt")
    let plain = try shape("engine/details.txt")
    #expect(stamped.records.first?.text.hasPrefix("line 561 of a service") == true)
    #expect(stamped.records.map(\.text) == plain.records.map(\.text))
    #expect(
      stamped.records.contains { $0.text.utf8.count == 40_001 || $0.text.utf8.count == 40_000 })
  }

  @Test(
    "a terminal's colours and carriage returns are no part of the text",
    .enabled(if: Repository.shared != nil, "needs ../shared"))
  func terminal() throws {
    #expect(try shape("engine/tty.txt").records.map(\.text) == ["green line", "second"])
    #expect(try shape("engine/tty-timestamps.txt").records.map(\.text) == ["green line", "second"])
  }

  @Test("H3: output without a newline ends a record, whatever the shape")
  func noNewline() {
    let stamped = """
      2026-11-23T00:00:01.000000001Z no newline at exit2026-11-23T00:00:02.000000001Z plain
      2026-11-23T00:00:03.000000001Z fixing ... 2026-11-23T00:00:04.000000001Z error: no

      """
    let json = """
      {"log":"no newline at exit","stream":"stdout","time":"2026-11-23T00:00:01.000000001Z"}
      {"log":"plain\\n","stream":"stdout","time":"2026-11-23T00:00:02.000000001Z"}
      {"log":"fixing ... ","stream":"stdout","time":"2026-11-23T00:00:03.000000001Z"}
      {"log":"error: no\\n","stream":"stderr","time":"2026-11-23T00:00:04.000000001Z"}

      """
    let texts = ["no newline at exit", "plain", "fixing ... ", "error: no"]
    #expect(records(stamped).map(\.text) == texts)
    #expect(records(json).map(\.text) == texts)
    #expect(records(stamped).map(\.time) == records(json).map(\.time))
  }

  @Test("a time that an application prints inside its line is no boundary")
  func printedTime() {
    let text = """
      2026-11-23T00:00:01.000000001Z last seen 2026-11-22T00:00:02.000000001Z ago
      2026-11-23T00:00:01.000000001Z expires at 2027-11-22T00:00:02.000000001Z (in a year)
      2026-11-23T00:00:01.000000001Z next="2027-11-22T00:00:02.000000001Z"

      """
    #expect(records(text).count == 3)
  }

  @Test("H9: CRI pieces, each with its own time, and podman's offset")
  func cri() {
    let found = records(
      """
      2026-11-22T20:22:16.978702476Z stdout P first part of a long
      2026-11-22T20:22:16.978793001Z stderr F between
      2026-11-22T20:22:16.978893001Z stdout F  line
      2026-11-22T20:22:17.044573350+02:00 stderr F second
      2026-11-22T20:22:18.5Z stdout F:tag third
      2026-11-22T20:22:19.978893001Z stdout P no end
      """)
    #expect(
      found.map(\.text) == ["between", "first part of a long line", "second", "third", "no end"])
    #expect(
      found.map(\.stream) == [
        .standardError, .standardOutput, .standardError, .standardOutput, .standardOutput,
      ])
    #expect(found[2].time == instant("2026-11-22T18:22:17.04457335Z"))
    #expect(found[1].line == 1)
  }

  @Test("H17: the parts of a log read one after the other give what the whole gives")
  func parts() throws {
    let lines = (0..<4000).map { at in
      at % 7 == 0
        ? "2026-11-23T00:00:01.\(100_000_000 + at)Z ERROR x\n" + "  File \"a.py\", line \(at)\n"
        : #"{"level":"info","msg":"\#(at)","time":"2026-11-23T00:00:01Z"}"# + "\n"
    }
    let whole = records(lines.joined())
    let reader = LogReader(options: .init(chunkSize: 500))
    var found: [ReadRecord] = []
    for part in 0..<8 {
      let text = lines[(part * 500)..<((part + 1) * 500)].joined()
      try reader.read(from: MemorySource(text), isLast: part == 7) { found.append(ReadRecord($0)) }
    }
    #expect(found.map(\.text) == whole.map(\.text))
    #expect(found.map(\.level) == whole.map(\.level))
    #expect(reader.statistics.bytes == lines.joined().utf8.count)
  }

  @Test("a time before a JSON line is a stamp, whoever wrote it")
  func foreignStamp() {
    let json = #"{"level":"error","msg":"no"}"#
    let found = records("2026-11-22T20:22:16+02:00 \(json)\n2026-11-22T18:22:16Z not json }\n")
    #expect(found.map(\.text) == [json, "2026-11-22T18:22:16Z not json }"])
    #expect(found.map(\.level) == [.error, nil])
    #expect(
      found.map(\.time) == [instant("2026-11-22T18:22:16Z"), instant("2026-11-22T18:22:16Z")])
  }

  @Test("a small file with bars is not taken for compose's output")
  func bars() {
    #expect(records("left | right\n", container: "x").first?.container == "x")
    #expect(records("name | size\na | 1\n", container: "x").allSatisfy { $0.container == "x" })
  }

  @Test("H8: compose prefixes of v1 and v2, plain and coloured, of growing width")
  func compose() {
    let escape = "\u{1B}"
    let text = """
      Attaching to proj_weaviate_1, proj_t2v_1
      \(escape)[36mt2v_1       |\(escape)[0m hi
      \(escape)[33;1mweaviate_1  |\(escape)[0m   indented | bar
      \(escape)[36mt2v-1  | \(escape)[0mhi
      weaviate-node1-1    | 2026-11-22T20:23:55.839485756Z {"level":"error","msg":"x"}
      my-own-name         | db-1  | not a prefix
      my-own-name         |
      proj_weaviate_1 exited with code 3

      """
    let found = records(text)
    let byContainer = Dictionary(grouping: found) { $0.container ?? "-" }.mapValues {
      $0.map(\.text)
    }
    #expect(
      byContainer == [
        "-": ["Attaching to proj_weaviate_1, proj_t2v_1", "proj_weaviate_1 exited with code 3"],
        "t2v_1": ["hi"], "weaviate_1": ["  indented | bar"], "t2v-1": ["hi"],
        "weaviate-node1-1": [#"{"level":"error","msg":"x"}"#],
        "my-own-name": ["db-1  | not a prefix"],
      ])
    let own = "left | right\ndb-1  | not a prefix\nplain\nmore\nwords\n"
    #expect(records(own, container: "pipes").allSatisfy { $0.container == "pipes" })
  }

  @Test(
    "names of services",
    arguments: [
      ("weaviate-node1_1", "weaviate-node1"), ("weaviate-node1-1", "weaviate-node1"),
      ("node1", "node1"), ("redis-json.log", "redis"), ("redis-json.log.2.gz", "redis"),
      ("weaviate-node3.log", "weaviate-node3"), ("db.log.1", "db"), ("app", "app"), ("_1", "_1"),
      ("pg-15", "pg"), ("x.tar.gz", "x.tar"),
    ])
  func names(_ sample: (name: String, service: String)) {
    #expect(ContainerName.service(from: sample.name) == sample.service)
  }
}
