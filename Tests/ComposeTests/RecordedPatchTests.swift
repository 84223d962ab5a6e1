import Findings
import Foundation
import TestSupport
import Testing

@testable import Compose

/// The patches that real incidents need, judged by the scorer's own check.
@Suite struct RecordedPatchTests {
  private struct Truth: Decodable {
    var patched: [[String]]?
  }

  static let recordings: [URL] = {
    guard let shared = Repository.shared else { return [] }
    let folder = shared.appending(path: "recordings")
    let all = try? FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    return (all ?? []).filter { (try? wanted($0))?.isEmpty == false }
      .sorted { $0.path() < $1.path() }
  }()

  private static func wanted(_ recording: URL) throws -> [[String]] {
    let data = try Data(contentsOf: recording.appending(path: "truth.json"))
    return try JSONDecoder().decode(Truth.self, from: data).patched ?? []
  }

  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
  func thereAreRecordings() {
    #expect(Self.recordings.count >= 15)
  }

  @Test(
    .enabled(if: Repository.shared != nil, "needs ../shared"),
    .enabled(if: PatchJudge.isAvailable, "needs python3 with PyYAML, patch and git"),
    arguments: RecordedPatchTests.recordings)
  func wantedSettingsBecomeAPatch(recording: URL) throws {
    let shared = try #require(Repository.shared)
    let wanted = try Self.wanted(recording)
    let changes = wanted.map {
      SettingChange.environment($0[0], $0[1], $0[2] == "*" ? "node1" : $0[2])
    }
    let patch = try ComposePatch(changes) { path in
      (try? Data(contentsOf: recording.appending(path: path))).map { Array($0) }
    }
    let complaints = try PatchJudge.complaints(
      recording: recording, scorer: shared.appending(path: "tools/score.py"), diff: patch.diff,
      wanted: String(decoding: JSONEncoder().encode(wanted), as: UTF8.self))
    #expect(complaints == "", "\(patch.diff)")
  }
}
