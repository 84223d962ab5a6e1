import Findings
import Testing

@Suite struct TimestampTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0),
      ("2026-11-23T01:00:30.061082869Z", 1_795_395_630_061_082_869),
      ("2026-11-23T03:00:30.061082869+02:00", 1_795_395_630_061_082_869),
      ("1969-12-31T23:59:59.5Z", -500_000_000),
      ("2024-02-29T12:00:00Z", 1_709_208_000_000_000_000),
    ])
  func readsRFC3339(text: String, nanoseconds: Int) {
    #expect(Timestamp(rfc3339: text)?.nanoseconds == Int64(nanoseconds))
  }

  @Test(
    arguments: [
      "", "2026-11-23", "2026-13-01T00:00:00Z", "2026-11-23T25:00:00Z", "2026-11-23T01:00:30",
      "2026-11-23T01:00:30Zx", "not a time",
    ])
  func refusesWhatIsNoTime(text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test(
    arguments: [
      "1970-01-01T00:00:00Z", "2026-11-23T01:00:30.061082869Z", "2026-11-23T01:00:30.061Z",
      "2024-02-29T23:59:59Z", "1999-12-31T23:59:59.000001Z", "1900-03-01T00:00:00Z",
    ])
  func printsWhatItReads(text: String) {
    #expect(Timestamp(rfc3339: text)?.description == text)
  }

  @Test func differencesAreInSeconds() {
    let early = Timestamp(nanoseconds: 1_000_000_000)
    let late = Timestamp(nanoseconds: 3_500_000_000)
    #expect(late.seconds(since: early) == 2.5)
    #expect(early.seconds(since: late) == -2.5)
  }
}
