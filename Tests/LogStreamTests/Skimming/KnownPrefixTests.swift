import LogStream
import Testing

/// Compose's prefixes that stood before earlier lines.
@Suite("Known prefixes of compose")
struct KnownPrefixTests {
  @Test(
    "names that differ in one letter are two containers", arguments: [1, 6, 8, 14, 16, 24, 32, 48])
  func names(length: Int) {
    for place in 0..<length {
      var random = SeededGenerator(seed: UInt64(place))
      let names = ["b", "c"].map { other in
        String(repeating: "a", count: place) + other
          + String(repeating: "a", count: length - place - 1)
      }
      let lines = (0..<60).map { number in
        let text = "2026-11-23 00:43:10,\(100 + number) INFO     [orders] taken over from the queue"
        return "\(names[Int.random(in: 0..<2, using: &random)])-1  | \(text)\n"
      }
      let comparison = SkimComparison([Array(lines.joined().utf8)])
      #expect(comparison.difference(sieve: OpenSieve()) == nil, "another letter at \(place)")
    }
  }
}
