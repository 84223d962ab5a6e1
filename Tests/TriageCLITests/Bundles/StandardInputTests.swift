import Foundation
import TestSupport
import Testing

@testable import TriageCLI

/// What is piped into the program, as a program of its own.
@Suite("A log on standard input is told apart by its services")
struct StandardInputTests {
  private static let program: URL? = {
    let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let places = [beside, Repository.root.appending(path: ".build/debug")]
    return places.map { $0.appending(path: "logtriage") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path()) }
  }()

  /// The report of what is piped in; nil where the program is not beside the tests.
  private func report(_ text: String) throws -> [String: Any]? {
    guard let program = Self.program else {
      print("standard input: skipped, the program is not beside the tests")
      return nil
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "piped-\(UUID())")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "cat '\(file.path())' | '\(program.path())' analyze - --format json",
    ]
    process.environment = [
      "LOGTRIAGE_PATTERNS": Repository.patterns.path(), "PATH": "/usr/bin:/bin",
    ]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
  }

  private func services(_ report: [String: Any]) -> [String] {
    (report["topology"] as? [[String: Any]] ?? []).compactMap { $0["service"] as? String }
  }

  private static let piped: [(text: String, services: [String])] = [
    (
      (0..<20).map { "web-1  | INFO: line \($0)\ndb-1   | LOG:  line \($0)\n" }.joined(),
      ["db", "web"]
    ),
    (
      (0..<20).map { "[pod/weaviate-\($0 % 3)/weaviate] INFO: line \($0)\n" }.joined(),
      ["weaviate-0/weaviate", "weaviate-1/weaviate", "weaviate-2/weaviate"]
    ),
    ((0..<20).map { "INFO: line \($0)\n" }.joined(), ["stdin"]),
    ("one line\n", ["stdin"]),
  ]

  @Test("by what names them, or as one", arguments: piped)
  func names(_ piped: (text: String, services: [String])) throws {
    guard let report = try report(piped.text) else { return }
    #expect(services(report) == piped.services)
  }

  @Test("no byte is lost between what was looked at and the rest", arguments: [1, 9, 3000, 30_000])
  func whole(_ lines: Int) throws {
    let text = (0..<lines).map { "web-1  | INFO: line \($0)\n" }.joined()
    guard let report = try report(text) else { return }
    let input = try #require((report["inputs"] as? [[String: Any]])?.first)
    #expect(input["bytes"] as? Int == text.utf8.count)
    #expect(input["records"] as? Int == lines)
  }
}
