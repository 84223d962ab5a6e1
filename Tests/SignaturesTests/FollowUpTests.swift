import Findings
import LogStream
import Signatures
import TestSupport
import Testing

/// Rates and sequences.
@Suite struct FollowUpTests {
  /// A log of `trouble` (t) and `recovered` (r) lines at these seconds.
  private static func log(_ events: [(Int, String)]) -> String {
    events.map { second, word in
      let clock = Timestamp(nanoseconds: (1_767_323_045 + Int64(second)) * 1_000_000_000)
      return "\(clock.description.dropLast()).000000000Z \(word)\n"
    }.joined()
  }

  private static func count(_ yaml: String, _ events: [(Int, String)], _ services: [String]) -> Int
  {
    var matcher = SignatureMatcher(library([("x/a", "match: trouble here\n" + yaml)]))
    for service in services { matcher.feed(log(events), service: service) }
    matcher.finish()
    return matcher.findings.all.map(\.count).reduce(0, +)
  }

  @Test(
    arguments: [
      ([0, 1], 0), ([0, 1, 2], 3), ([0, 10, 21], 0), ([0, 5, 10], 3), ([0, 1, 2, 3, 4], 5),
      ([0, 20, 21, 22, 60], 3), ([0, 1, 2, 50, 51, 52], 6), ([0, 1, 2, 9, 18], 4), ([], 0),
    ])
  func aRateCountsWhatLiesInFullWindows(seconds: [Int], expected: Int) {
    let events = seconds.map { ($0, "trouble here") }
    #expect(Self.count("rate: {count: 3, within: 10s}", events, ["app"]) == expected)
  }

  @Test func aRateAgreesWithItsDefinition() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<40 {
      let seconds = (0..<random.below(60)).map { _ in random.below(200) }.sorted()
      let rate = 2 + random.below(5)
      let expected = seconds.indices.filter { place in
        seconds.indices.contains { start in
          let window = seconds[start...].prefix { $0 - seconds[start] <= 10 }
          return window.count >= rate && window.indices.contains(place)
        }
      }
      let events = seconds.map { ($0, "trouble here") }
      let found = Self.count("rate: {count: \(rate), within: 10s}", events, ["app"])
      #expect(found == expected.count, "\(rate) of \(seconds)")
    }
  }

  @Test func aRateHoldsWithinOneContainer() {
    let events = [(0, "trouble here"), (1, "trouble here")]
    #expect(Self.count("rate: {count: 3, within: 10s}", events, ["a", "b"]) == 0)
  }

  @Test(
    arguments: [
      ([(0, "trouble here"), (5, "then gone")], 1), ([(0, "trouble here"), (11, "then gone")], 0),
      ([(0, "then gone"), (5, "trouble here")], 0), ([(0, "trouble here")], 0),
      ([(0, "trouble here"), (1, "trouble here"), (2, "then gone"), (3, "then gone")], 2),
    ])
  func aSequenceNeedsItsSecondLine(events: [(Int, String)], expected: Int) {
    let yaml = "sequence: {then: then gone, within: 10s}"
    #expect(Self.count(yaml, events, ["app"]) == expected)
  }

  @Test(
    arguments: [
      ([(0, "trouble here"), (5, "then gone"), (60, "x")], 0),
      ([(0, "trouble here"), (11, "then gone")], 1), ([(0, "trouble here"), (60, "x")], 1),
      // The log ends before the time is over: nobody can know.
      ([(0, "trouble here"), (9, "x")], 0), ([(0, "trouble here")], 0),
      ([(0, "trouble here"), (20, "trouble here"), (25, "then gone")], 1),
    ])
  func anAbsenceNeedsTimeToShow(events: [(Int, String)], expected: Int) {
    let yaml = "sequence: {without: then gone, within: 10s}"
    #expect(Self.count(yaml, events, ["app"]) == expected)
  }

  @Test func anAbsenceIsShownByTheLogsOfOthers() {
    let yaml = "match: trouble here\nsequence: {without: then gone, within: 10s}"
    var matcher = SignatureMatcher(library([("x/a", yaml)]))
    matcher.feed(Self.log([(0, "trouble here")]), service: "a")
    matcher.feed(Self.log([(60, "x")]), service: "b")
    matcher.finish()
    #expect(matcher.findings.finding("x/a", about: .service("a"))?.count == 1)
  }
}
