import Diagnosis
import Findings
import Testing

@testable import Report

/// Whether the fix helped.
@Suite struct ReportComparisonTests {
  private static func cause(_ id: String, _ confidence: Confidence = .likely) -> CauseJudgement {
    CauseJudgement(
      id: id, confidence: confidence, probability: confidence == .confirmed ? 0.97 : 0.7,
      title: "Cause \(id)", explanation: "")
  }

  private static func run(
    _ verdict: Assessment.Verdict, _ causes: [String] = [], _ findings: [Finding] = [],
    kinds: Set<String> = ["logs"], minutes: Int? = nil,
    settings: [ComparedRun.Setting]? = nil
  ) -> ComparedRun {
    let assessment = Assessment(verdict: verdict, summary: "", causes: causes.map { cause($0) })
    let start = Timestamp(rfc3339: "2026-01-01T00:00:00Z")
    let end =
      minutes.map { Timestamp(rfc3339: "2026-01-01T00:\($0 < 10 ? "0" : "")\($0):00Z") } ?? nil
    return ComparedRun(
      name: "x",
      report: TriageReport(
        toolVersion: "1", patternsDigest: "p", assessment: assessment, findings: findings),
      logs: minutes == nil ? [] : [ServiceLog(service: "a", records: 9, first: start, last: end)],
      composeSettings: settings, kinds: kinds)
  }

  @Test(
    arguments: [
      (["c"], [], "fixed"), (["c"], ["c"], "unchanged"), (["c", "d"], ["d"], "better"),
      (["c"], ["c", "d"], "worse"), (["c"], ["d"], "changed"),
      (["c", "d"], ["d", "e"], "changed"),
      ([], ["c"], "broke"), ([], [], "clean"),
    ] as [([String], [String], String)])
  func theAnswerIsOneWord(old: [String], new: [String], outcome: String) {
    let comparison = ReportComparison(
      before: Self.run(old.isEmpty ? .healthy : .faulty, old),
      after: Self.run(new.isEmpty ? .healthy : .faulty, new))
    #expect(comparison.outcome.rawValue == outcome)
  }

  @Test(arguments: [Assessment.Verdict.healthy, .recovered])
  func aRecoveredStackIsFixed(verdict: Assessment.Verdict) {
    let comparison = ReportComparison(before: Self.run(.unknown), after: Self.run(verdict))
    #expect(comparison.outcome == .fixed)
  }

  @Test func nothingIsCalledFixedByLessEvidence() {
    let comparison = ReportComparison(
      before: Self.run(.faulty, ["c"], kinds: ["logs", "api"]), after: Self.run(.healthy))
    #expect(comparison.outcome == .notShown)
    #expect(comparison.caveats == ["AFTER has no API answers, which BEFORE has."])
  }

  @Test(arguments: [(10, 3, true), (10, 8, false)])
  func aMuchShorterLogIsNoProof(before: Int, after: Int, isDoubted: Bool) {
    let comparison = ReportComparison(
      before: Self.run(.faulty, ["c"], minutes: before), after: Self.run(.healthy, minutes: after))
    #expect((comparison.outcome == .notShown) == isDoubted)
  }

  // MARK: Observations

  private static func finding(
    _ id: String, _ severity: Severity = .error, count: Int = 1, at time: String? = nil,
    on service: String = "a"
  ) -> Finding {
    Finding(
      id: id, kind: .log, severity: severity, title: id, subject: .service(service), count: count,
      first: time.map { Timestamp(rfc3339: "2026-01-01T\($0)Z") } ?? nil)
  }

  @Test(
    arguments: [
      ([finding("f")], [], ["- f"]), ([], [finding("f")], ["+ f"]),
      ([finding("f")], [finding("f")], []),
      ([finding("f", count: 10)], [finding("f", count: 19)], []),
      ([finding("f", count: 10)], [finding("f", count: 40)], ["~ f"]),
      ([finding("f", count: 1)], [finding("f", count: 4)], []),
      ([finding("f")], [finding("f", .warning)], ["~ f"]),
      ([finding("f")], [finding("f", on: "b")], ["~ f"]),
      ([finding("f", .neutral)], [], []),
    ] as [([Finding], [Finding], [String])])
  func observationsComeGoAndChange(old: [Finding], new: [Finding], changes: [String]) {
    let comparison = ReportComparison(
      before: Self.run(.healthy, [], old), after: Self.run(.healthy, [], new))
    let found = comparison.observations.map { change in
      (change.before == nil ? "+ " : change.after == nil ? "- " : "~ ") + change.id
    }
    #expect(found == changes)
  }

  @Test(arguments: [("00:09:00", 5, true), ("00:01:00", 5, false)])
  func whatTookLongerThanTheNewLogIsNotSimplyGone(first: String, minutes: Int, isDoubted: Bool) {
    let comparison = ReportComparison(
      before: Self.run(.faulty, ["c"], [Self.finding("f", at: first)], minutes: 10),
      after: Self.run(.healthy, minutes: minutes))
    #expect((comparison.observations.first?.reservation != nil) == isDoubted)
  }

  // MARK: Settings

  @Test func settingsThatDifferAreListed() {
    func setting(_ path: String, _ value: String) -> ComparedRun.Setting {
      ComparedRun.Setting(service: "a", path: path, value: value, origin: "c.yaml:1")
    }
    let comparison = ReportComparison(
      before: Self.run(
        .healthy, settings: [setting("image", "x:1"), setting("same", "s"), setting("old", "o")]),
      after: Self.run(
        .healthy, settings: [setting("image", "x:2"), setting("same", "s"), setting("new", "n")]))
    #expect(
      comparison.settings.map { "\($0.path) \($0.before ?? "-") \($0.after ?? "-")" }
        == ["image x:1 x:2", "new - n", "old o -"])
  }

  @Test func withoutAFileOnOneSideNoSettingIsCalledGone() {
    let setting = ComparedRun.Setting(service: "a", path: "image", value: "x", origin: "")
    let comparison = ReportComparison(
      before: Self.run(.healthy, kinds: ["compose"], settings: [setting]), after: Self.run(.healthy)
    )
    #expect(comparison.settings.isEmpty)
    #expect(comparison.caveats.contains("AFTER has no compose file, which BEFORE has."))
  }
}
