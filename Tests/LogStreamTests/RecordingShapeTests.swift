import Foundation
import LogStream
import TestSupport
import Testing

@Suite("All shapes of one container give the same records")
struct RecordingShapeTests {
  static func bytes(_ url: URL) -> [UInt8] { (try? Array(Data(contentsOf: url))) ?? [] }

  static func list(_ url: URL) -> [URL] {
    let found = try? FileManager.default.contentsOfDirectory(
      at: url, includingPropertiesForKeys: nil)
    return (found ?? []).sorted { $0.path < $1.path }
  }

  /// The place of the first difference between two lists, of which one may have been taken some
  /// seconds later than the other; nil when the shorter one starts the longer one.
  private static func difference<Value: Equatable>(_ left: [Value], _ right: [Value]) -> String? {
    // The last record of a list may have been caught in the middle of a trace.
    let common = max(0, min(left.count, right.count) - 1)
    for at in 0..<common where left[at] != right[at] {
      return "record \(at): \(left[at]) is not \(right[at])"
    }
    return nil
  }

  @Test(
    "stamped logs, json-file and compose logs of each recording",
    .enabled(if: Repository.shared != nil, "needs ../shared"))
  func recordings() throws {
    let root = try #require(Repository.shared).appending(path: "recordings")
    var compared = 0
    for recording in Self.list(root) {
      let combined = Self.bytes(recording.appending(path: "compose-logs.txt"))
      let compose = combined.count > 600_000 ? [] : records(combined).records
      for log in Self.list(recording.appending(path: "logs")) {
        let name = log.deletingPathExtension().lastPathComponent
        let bytes = Self.bytes(log)
        // The larger ones hold nothing that these do not.
        if bytes.count > 200_000 { continue }
        let stamped = records(bytes)
        let json = records(Self.bytes(recording.appending(path: "json-file/\(name)-json.log")))
        guard json.statistics.bytes > 0 else { continue }
        let place = "\(recording.lastPathComponent) \(name)"
        let (left, right) = (stamped.records, json.records)
        #expect(Self.difference(left.map(\.text), right.map(\.text)) == nil, "\(place)")
        #expect(Self.difference(left.map(\.time), right.map(\.time)) == nil, "\(place)")
        #expect(Self.difference(left.map(\.message), right.map(\.message)) == nil, "\(place)")
        #expect(json.statistics.damageCount == 0)
        let own = compose.filter { $0.container.map(ContainerName.service) == name }
        // A container_name takes the place of the service's name in the prefix.
        if own.isEmpty { continue }
        #expect(Self.difference(own.map(\.text), left.map(\.text)) == nil, "\(place)")
        compared += 1
      }
    }
    #expect(compared > 100)
  }
}
