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
            from 2026-11-23T00:00:01.500Z to 2026-11-23T00:00:02Z
            14 bytes at offset 66 left out: half an entry of the json-file driver
        empty.log       0      0        0  empty

        """)
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
