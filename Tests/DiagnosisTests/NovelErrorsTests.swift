import Findings
import Testing

@testable import Diagnosis

/// When lines that a good run did not write keep a stack from being called healthy.
@Suite struct NovelErrorsTests {
  private static func assessment(
    count: Int, severity: Severity, isUnexplained: Bool
  ) -> Assessment {
    var base = EvidenceBase(logs: [ServiceLog(service: "a", records: 1000)], inputs: ["logs"])
    base.novel = [
      NovelLine(
        template: "cannot <*> the thing", count: count, severity: severity, services: ["a"],
        sample: Evidence(source: "a.log", line: 1, time: Timestamp(nanoseconds: 1)),
        isUnexplained: isUnexplained)
    ]
    return Diagnostician(CauseLibrary([])).assess(base)
  }

  @Test(
    arguments: [
      (3, Severity.error, true, true), (2, .error, true, false), (300, .warning, true, false),
      (300, .error, false, false),
    ])
  func newErrorsThatNobodyKnowsAreNotHealthy(
    count: Int, severity: Severity, isUnexplained: Bool, isUnknown: Bool
  ) {
    let result = Self.assessment(
      count: count, severity: severity, isUnexplained: isUnexplained)
    #expect(result.verdict == (isUnknown ? .unknown : .healthy))
  }

  @Test func theLineIsNamed() {
    let result = Self.assessment(count: 5, severity: .error, isUnexplained: true)
    #expect(
      result.summary.hasSuffix("Errors that the baseline did not have: cannot <*> the thing."))
  }

  @Test func theTimelineHasLoudNewLinesThatNobodyKnows() {
    let result = Self.assessment(count: 5, severity: .warning, isUnexplained: true)
    #expect(result.timeline.map(\.finding) == ["baseline/new-line"])
    #expect(result.timeline.first?.title == "New since the baseline: cannot <*> the thing")
    let known = Self.assessment(count: 5, severity: .warning, isUnexplained: false)
    #expect(known.timeline.isEmpty)
  }
}
