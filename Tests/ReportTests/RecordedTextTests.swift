import Foundation
import Testing
import TestSupport

@testable import Report

@Suite(.enabled(if: Repository.shared != nil, "needs ../shared"))
struct RecordedTextTests {
  /// Log lines of real stacks hold no secret but addresses of people and passwords in words of
  /// their own, so that nothing else may be hidden in them.
  @Test func recordedLogLinesAreNotHarmed() throws {
    let root = try #require(Repository.shared).appending(path: "recordings")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    var lines = 0
    var redactor = Redactor()
    while let url = files?.nextObject() as? URL {
      guard url.pathExtension == "log", let text = try? String(contentsOf: url, encoding: .utf8)
      else { continue }
      for line in text.split(separator: "\n").prefix(20).map(String.init) {
        lines += 1
        guard !line.contains("@"), !line.contains("PASSWORD=") else { continue }
        #expect(redactor.redact(line) == line, "\(url.lastPathComponent)")
      }
    }
    #expect(lines > 3_000)
  }
}
