import Findings
import Testing

@testable import Live

@Suite struct LogStampTests {
  private static func read(_ text: String) -> Int64? {
    Array(text.utf8).withUnsafeBytes { LogStamp.nanoseconds($0) }
  }

  /// Held against the reader of RFC 3339 that the rest of the program uses.
  @Test(
    arguments: [
      "1971-01-01T00:00:00.000000000Z", "2000-02-29T23:59:59.999999999Z",
      "2024-02-29T12:00:00.000000001Z", "2023-03-01T00:00:00.100000000Z",
      "2026-11-27T18:17:25.516952452Z", "2099-12-31T23:59:59.000000000Z",
    ])
  func agreesWithRFC3339(text: String) {
    #expect(Self.read(text + " line") == Timestamp(rfc3339: text)?.nanoseconds)
  }

  @Test(
    arguments: [
      "", "2026-11-27T18:17:25Z line", "2026-11-27 18:17:25.516952452Z",
      "2026-13-27T18:17:25.516952452Z",
      "2026-11-27T18:17:25.516952452+02:00", "2026-11-27T18:17:25.51695245xZ",
      "x026-11-27T18:17:25.516952452Z",
    ])
  func anythingElseIsNone(text: String) {
    #expect(Self.read(text) == nil)
  }
}
