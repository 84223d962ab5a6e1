import Foundation
import LogStream
import TestSupport
import Testing

@Suite("Chunks of any size give the same records")
struct ChunkTests {
  private static let shapes = [
    "compose-v2/logs-timestamps.txt", "compose-v2/logs-ansi-always.txt", "compose-v2/logs-tty.txt",
    "compose-v2/json-shapes-long-1.log", "compose-v2/stamped-shapes-long-1.log",
    "compose-v2/plain-my-own-name.log", "engine/details-timestamps.txt",
  ]

  @Test(
    "real shapes", .enabled(if: Repository.shared != nil, "needs ../shared"), arguments: shapes)
  func realShapes(_ shape: String) throws {
    let url = try #require(Repository.shared).appending(path: "formats/\(shape)")
    let bytes = RecordingShapeTests.bytes(url)
    let whole = records(bytes)
    for chunk in [1000, 4096, 65_537] {
      let cut = records(bytes, chunk: chunk)
      #expect(cut.records == whole.records)
      #expect(cut.statistics == whole.statistics)
    }
  }

  @Test("1 to 64 bytes", arguments: 1...64)
  func small(_ chunk: Int) {
    let text = """
      a_1  | first
      a_1  | Traceback (most recent call last):
      b_1  | {"level":"info","msg":"x"}
      a_1  |   File "x", line 1
      a_1  | KeyError: 'x'
      b_1  | 1:M 23 Nov 2026 01:54:37.503 * ready

      """
    let whole = records(text)
    #expect(whole.count == 4)
    #expect(records(text, chunk: chunk) == whole)
  }
}
