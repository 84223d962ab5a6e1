import Foundation
import TestSupport
import Testing

@testable import TriageCLI

/// The three shapes in which a recording holds its logs give the same findings.
@Suite struct LogShapeTests {
  static let recordings: [String] = {
    guard let shared = Repository.shared else { return ["none"] }
    let all = try? FileManager.default.contentsOfDirectory(
      atPath: shared.appending(path: "recordings").path())
    let folders = (all ?? []).filter { !$0.hasSuffix(".md") }.sorted()
    return folders.isEmpty ? ["none"] : folders
  }()

  private static func findings(_ path: String) throws -> [String: Int] {
    let terminal = Terminal(
      environment: ["LOGTRIAGE_PATTERNS": Repository.patterns.path()], outputIsTerminal: false)
    let text = AnalyzeCommand.run(
      arguments: [path, "--format", "json", "--no-redact"], terminal: terminal
    ).output
    let report =
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
    var counts: [String: Int] = [:]
    for finding in report["findings"] as? [[String: Any]] ?? [] {
      guard finding["kind"] as? String == "log", let id = finding["id"] as? String else { continue }
      counts[id] = finding["count"] as? Int
    }
    return counts
  }

  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"), arguments: recordings)
  func stampedLogsAndTheEnginesFilesAreTheSame(name: String) throws {
    let folder = try #require(Repository.shared).appending(path: "recordings/\(name)")
    let stamped = try Self.findings(folder.appending(path: "logs").path())
    let files = try Self.findings(folder.appending(path: "json-file").path())
    #expect(stamped == files)
  }

  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"), arguments: recordings)
  func composeLogsHaveTheSameFindings(name: String) throws {
    let folder = try #require(Repository.shared).appending(path: "recordings/\(name)")
    let stamped = try Self.findings(folder.appending(path: "logs").path())
    let compose = try Self.findings(folder.appending(path: "compose-logs.txt").path())
    #expect(Set(stamped.keys) == Set(compose.keys))
  }
}
