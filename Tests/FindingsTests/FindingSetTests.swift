import Findings
import Testing

@Suite struct FindingSetTests {
  private static func finding(_ id: String, _ service: String, second: Int64, _ value: String)
    -> Finding
  {
    let time = Timestamp(nanoseconds: second * 1_000_000_000)
    return Finding(
      id: id, kind: .log, severity: .warning, title: id, subject: .service(service),
      samples: [Evidence(source: "\(service).log", line: Int(second), time: time, text: value)],
      values: ["value": [value]])
  }

  private static let parts: [[Finding]] = [
    (1...7).map { finding("a", "db", second: $0, "v\($0)") },
    (3...12).map { finding("a", "web", second: $0, "w\($0)") },
    [finding("b", "db", second: 9, "x"), finding("a", "db", second: 20, "late")],
    (30...60).map { finding("a", "db", second: $0, "many\($0)") },
  ]

  @Test func mergedPartsEqualTheWhole() {
    let whole = FindingSet(Self.parts.joined())
    var merged = FindingSet()
    for part in Self.parts { merged.merge(FindingSet(part)) }
    #expect(merged.all == whole.all)
  }

  @Test(arguments: [[3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]])
  func orderOfMergingDoesNotMatter(order: [Int]) {
    var merged = FindingSet()
    for place in order { merged.merge(FindingSet(Self.parts[place])) }
    #expect(merged.all == FindingSet(Self.parts.joined()).all)
  }

  @Test func findingsOfOneIDAndSubjectAreOne() {
    let set = FindingSet(Self.parts[0])
    #expect(set.all.count == 1)
    #expect(set.all.first?.count == 7)
    #expect(set.all.first?.samples.map(\.line) == [1, 2, 3])
    #expect(set.all.first?.first == Timestamp(nanoseconds: 1_000_000_000))
    #expect(set.all.first?.last == Timestamp(nanoseconds: 7_000_000_000))
  }

  @Test func valuesAreBounded() {
    let set = FindingSet(Self.parts.joined())
    let values = set.finding("a", about: .service("db"))?.values["value"] ?? []
    #expect(values.count == Finding.mostValues)
    #expect(values == values.sorted())
  }

  @Test func longTextIsCutInSamples() {
    let evidence = Evidence(source: "x", text: String(repeating: "é", count: 1000))
    #expect(evidence.text.count == Evidence.longestText)
    #expect(evidence.text.hasSuffix("…"))
  }
}
