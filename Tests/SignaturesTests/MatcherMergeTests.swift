import Findings
import Signatures
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
}
