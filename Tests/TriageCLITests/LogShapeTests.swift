import Diagnosis
import Findings
import Foundation
import Report
import Signatures
import TestSupport
import Testing
import YAML

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

  /// Read once; an analysis of its own would read all patterns again each time.
  private static let library = SignatureLibrary(folders: [Repository.patterns.path()])
  private static let index = SignatureIndex(library.signatures)

  private static func counts(_ folder: URL) -> [String: Int] {
    let run = TriageRun(
      intake: EvidenceIntake(paths: [folder.path()]), library: library, index: index,
      causes: Deferred(made: CauseLibrary([])))
    let findings = run.run().report.findings.filter { $0.kind == .log }
    return Dictionary(findings.map { ($0.id, $0.count) }, uniquingKeysWith: +)
  }

  /// The shapes were taken one after the other, so a later one may hold a few more lines.
  private static func missing(from later: [String: Int], of earlier: [String: Int]) -> [String] {
    earlier.filter { id, count in (later[id] ?? 0) < count }.keys.sorted()
  }

  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"), arguments: recordings)
  func theEnginesFilesAndComposeShowWhatStampedLogsShow(name: String) throws {
    let folder = try #require(Repository.shared).appending(path: "recordings/\(name)")
    let stamped = Self.counts(folder.appending(path: "logs"))
    let files = Self.counts(folder.appending(path: "json-file"))
    let compose = Self.counts(folder.appending(path: "compose-logs.txt"))
    #expect(Self.missing(from: files, of: stamped) == [])
    #expect(Self.missing(from: compose, of: stamped) == [])
    #expect(Set(files.keys) == Set(stamped.keys))
  }
}
