import Findings
import Testing

@testable import Diagnosis

/// When errors that nobody knows keep a stack from being called healthy.
@Suite struct UnexplainedErrorsTests {
  private static func verdict(
    records: Int, errors: Int, last: Int
  ) -> Assessment {
    var log = ServiceLog(service: "a", records: records)
    log.unexplainedErrors = errors
    log.lastUnexplainedError = last
    return Diagnostician(CauseLibrary([])).assess(EvidenceBase(logs: [log], inputs: ["logs"]))
  }

  @Test(
    arguments: [
      (2000, 2000, 2000, true), (100, 10, 95, true), (12, 6, 4, true), (12, 6, 1, false),
      (100, 9, 100, false), (20, 4, 20, false), (1000, 200, 850, false), (747, 4, 60, false),
      (100, 0, 0, false),
    ])
  func manyUntilTheEndAreNotHealthy(records: Int, errors: Int, last: Int, isUnknown: Bool) {
    let result = Self.verdict(records: records, errors: errors, last: last)
    #expect(result.verdict == (isUnknown ? .unknown : .healthy))
  }

  @Test func theLogIsNamed() {
    let result = Self.verdict(records: 10, errors: 10, last: 10)
    #expect(
      result.summary.hasSuffix("Errors that no signature knows are in the log of a (10)."))
    #expect(result.nextCheck?.command.hasPrefix("docker inspect") == true)
  }
}
