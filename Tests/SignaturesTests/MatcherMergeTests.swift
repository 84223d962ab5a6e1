import Findings
import Signatures
import TestSupport
import Testing

@Suite struct MatcherMergeTests {
  private static let files = [
    ("x/plain", "match: trouble {n:int}"), ("x/other", "match: ' 7 here'"),
    ("x/rate", "match: trouble\nrate: {count: 3, within: 2s}"),
    ("x/then", "match: trouble\nsequence: {then: recovered, within: 3s}"),
    ("x/without", "match: trouble\nsequence: {without: recovered, within: 3s}"),
  ]

  private static func log(_ random: inout SeededGenerator) -> String {
    var second: Int64 = 1_767_323_045
    return (0..<random.below(80)).map { _ in
      second += Int64(random.below(3))
      let clock = Timestamp(nanoseconds: second * 1_000_000_000).description.dropLast()
      let text = random.below(4) == 0 ? "recovered" : "trouble \(random.below(40)) here"
      return "\(clock).000000000Z \(text)\n"
    }.joined()
  }

  @Test(arguments: 0..<20)
  func findingsOfThePartsAreThoseOfTheWhole(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let logs = (0..<6).map { number in
      (service: "s\(number % 3)", source: "\(number).log", text: Self.log(&random))
    }
    let index = SignatureIndex(library(Self.files).signatures)
    var whole = SignatureMatcher(index)
    var parts = (0..<3).map { _ in SignatureMatcher(index) }
    for log in logs {
      whole.feed(log.text, service: log.service, source: log.source)
      parts[random.below(3)].feed(log.text, service: log.service, source: log.source)
    }
    var merged = SignatureMatcher(index)
    for part in parts.shuffled(using: &random) { merged.merge(part) }
    whole.finish()
    merged.finish()
    #expect(merged.findings == whole.findings)
    #expect(merged.unexplained == whole.unexplained)
    #expect(whole.findings.all.count > 5)
  }

  /// One log cut at any lines and put together in order, as any tree of merges.
  @Test(arguments: 0..<40)
  func consecutivePartsOfOneSourceAreTheWhole(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed) &* 31 &+ 7)
    let lines = Self.log(&random).split(separator: "\n").map { $0 + "\n" }
    let index = SignatureIndex(library(Self.files).signatures)
    var whole = SignatureMatcher(index)
    whole.feed(lines.joined(), service: "s", source: "a.log")
    var parts: [SignatureMatcher] = []
    var start = 0
    while start < lines.count {
      let end = min(lines.count, start + 1 + random.below(12))
      var part = SignatureMatcher(index)
      part.feed(lines[start..<end].joined(), service: "s", source: "a.log")
      part.shift(lines: start)
      parts.append(MatcherPart(part).matcher(index))
      start = end
    }
    while parts.count > 1 {
      let place = random.below(parts.count - 1)
      parts[place].merge(parts.remove(at: place + 1))
    }
    var merged = parts.first ?? SignatureMatcher(index)
    whole.finish()
    merged.finish()
    #expect(merged.findings == whole.findings)
    #expect(merged.unexplained == whole.unexplained)
  }
}
