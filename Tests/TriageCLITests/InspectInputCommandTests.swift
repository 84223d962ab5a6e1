import Foundation
import Testing
import TriageCLI

@Suite("inspect-input shows what is read of an input")
struct InspectInputCommandTests {
  private func folder(_ files: [String: String]) throws -> URL {
    let url = FileManager.default.temporaryDirectory.appending(path: "inspect-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: url.appending(path: name)) }
    return url
  }

  private static let log = """
    {"log":"one\\n","stream":"stdout","time":"2026-11-23T00:00:01.5Z"}
    {"log":"broken
    {"log":"two\\n","stream":"stdout","time":"2026-11-23T00:00:02Z"}

    """

  @Test("a table with one line per file and a note for each part left out")
  func table() throws {
    let url = try folder(["a-json.log": Self.log, "empty.log": ""])
    defer { try? FileManager.default.removeItem(at: url) }
    let outcome = InspectInputCommand.run(arguments: [url.path])
    #expect(outcome.errors == "")
    #expect(outcome.status == 3)
    #expect(
      outcome.output == """
        file        bytes  lines  records  format
        a-json.log    145      3        2  json-file
            145 bytes: 131 read, 14 damaged
            from 2026-11-23T00:00:01.500Z to 2026-11-23T00:00:02Z
            14 bytes at offset 66 left out: half an entry of the json-file driver
        empty.log       0      0        0  empty
        total         145      3        2
            145 bytes: 131 read, 14 damaged

        """)
  }

  @Test("--lines counts lines and no records, and still what is damaged")
  func lines() throws {
    let url = try folder(["a-json.log": Self.log])
    defer { try? FileManager.default.removeItem(at: url) }
    let outcome = InspectInputCommand.run(arguments: ["--lines", url.path])
    #expect(outcome.status == 3)
    #expect(
      outcome.output == """
        file        bytes  lines  records  format
        a-json.log    145      3        -  json-file
            145 bytes: 131 read, 14 damaged
            from 2026-11-23T00:00:01.500Z to 2026-11-23T00:00:02Z
            14 bytes at offset 66 left out: half an entry of the json-file driver
        total         145      3        -
            145 bytes: 131 read, 14 damaged

        """)
    let json = InspectInputCommand.run(arguments: ["--lines", "--format", "json", url.path])
    #expect(!json.output.contains("\"records\""))
    #expect(json.output.contains("\"lines\":3"))
  }

  @Test("JSON that parses, with books that balance")
  func json() throws {
    let url = try folder(["a \"b\"-json.log": Self.log])
    defer { try? FileManager.default.removeItem(at: url) }
    let outcome = InspectInputCommand.run(arguments: ["--format", "json", url.path])
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let files = try #require(object["files"] as? [[String: Any]])
    let file = try #require(files.first)
    #expect(file["path"] as? String == "a \"b\"-json.log")
    let parts = ["readBytes", "damagedBytes", "cutBytes", "skippedBytes"].compactMap {
      file[$0] as? Int
    }
    #expect(parts.count == 4)
    #expect(parts.reduce(0, +) == file["bytes"] as? Int)
    #expect(file["formats"] as? [String] == ["json-file"])
    #expect(file["size"] as? Int == file["bytes"] as? Int)
    let total = try #require(object["total"] as? [String: Any])
    #expect(total["bytes"] as? Int == Self.log.utf8.count)
  }

  @Test("an application whose clock differs from the others' is told, to the millisecond")
  func clocks() throws {
    func log(_ hour: String) -> String {
      (0..<5).map {
        "2026-11-23T12:00:0\($0).250000000Z {\"level\":\"info\",\"msg\":\"x\","
          + "\"time\":\"2026-11-23T\(hour):00:0\($0)Z\"}\n"
      }.joined()
    }
    let url = try folder(["a.log": log("12"), "b.log": log("12"), "c.log": log("10")])
    defer { try? FileManager.default.removeItem(at: url) }
    let outcome = InspectInputCommand.run(arguments: [url.path])
    #expect(outcome.status == 0)
    #expect(
      outcome.output.contains(
        "its own clock 0.250 s behind the engine's, 0.000 s behind the other files'\n"))
    #expect(
      outcome.output.contains(
        "its own clock 7200.250 s behind the engine's, 7200.000 s behind the other files' "
          + "(another time zone?)\n"))
    let json = InspectInputCommand.run(arguments: ["--format", "json", url.path])
    #expect(
      json.output.contains("\"clockOffset\":7200.250,\"clockLines\":5,\"clockSkew\":7200.000"))
  }

  @Test("all that a source may have is counted, in both forms")
  func everything() throws {
    let piece = String(repeating: "p", count: 16_384)
    func entry(_ text: String) -> String {
      #"{"log":"\#(text)","stream":"stdout","time":"2026-11-23T00:00:01.5Z"}"# + "\n"
    }
    let long = String(repeating: "l", count: 3 << 19) + "\n"
    let sound = "\u{FEFF}" + entry(piece) + entry("end\\n")
    let text = sound + "{\"log\":\"bad\n" + long
    let url = try folder(["x-json.log": text])
    defer { try? FileManager.default.removeItem(at: url) }
    let table = InspectInputCommand.run(arguments: [url.path])
    for note in [
      "2 pieces of long lines put together", "11 bytes at offset \(sound.utf8.count) left out",
      "1 lines longer than 1 MiB cut, 524288 bytes in all", ", 3 skipped",
    ] {
      #expect(table.output.contains(note), "\(table.output)")
    }
    let outcome = InspectInputCommand.run(arguments: ["--format", "json", url.path])
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let file = try #require((object["files"] as? [[String: Any]])?.first)
    let parts = ["readBytes", "damagedBytes", "cutBytes", "skippedBytes", "unreadBytes"]
    #expect(parts.compactMap { file[$0] as? Int }.reduce(0, +) == text.utf8.count)
    #expect(file["joinedPieces"] as? Int == 2)
    #expect(file["cutLines"] as? Int == 1)
  }

  @Test(
    "wrong calls end with status 2",
    arguments: [[], ["--format"], ["--format", "xml", "."], ["--colour", "."]])
  func wrongCalls(_ arguments: [String]) {
    let outcome = InspectInputCommand.run(arguments: arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("see logtriage inspect-input --help\n"))
  }

  @Test("what does not exist is said, with status 3")
  func missing() {
    let outcome = InspectInputCommand.run(arguments: ["/nonexistent/x"])
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("No such file or directory"))
  }
}
