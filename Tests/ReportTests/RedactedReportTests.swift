import Diagnosis
import Findings
import Foundation
import Testing

@testable import Report

@Suite struct RedactedReportTests {
  /// Every form of a report, in which no secret may stand.
  static let forms: [(name: String, render: @Sendable (TriageReport) -> String)] = [
    ("terminal", { TerminalRenderer(columns: 200, detail: .verbose).render($0) }),
    ("json", { JSONRenderer().render($0) }),
    ("markdown", { MarkdownRenderer(budget: 1_000_000).render($0) }),
    ("html", { HTMLRenderer().render($0) }),
    ("sarif", { SARIFRenderer().render($0) }),
    ("junit", { JUnitRenderer().render($0) }),
    ("annotations", { AnnotationRenderer().render($0) }),
  ]

  /// A report with a text in every place that can hold one.
  private static func report(holding text: String) -> TriageReport {
    let sample = Evidence(source: "logs/a.log", line: 1, text: text)
    return TriageReport(
      toolVersion: "1", patternsDigest: "x",
      assessment: Assessment(
        verdict: .faulty, summary: text,
        causes: [
          CauseJudgement(
            id: "app/x", confidence: .likely, probability: 0.5, title: text, explanation: text,
            subjects: [.service("api")], supporting: ["app/f"], opposing: ["app/f"],
            missing: [text],
            rivals: [CauseJudgement.Rival(id: "app/y", separatedBy: text)])
        ],
        ruledOut: [RuledOutCause(id: "app/z", title: text, because: text)],
        risks: [Risk(id: "app/r", explanation: text)],
        recovered: [RecoveredEpisode(id: "app/e", explanation: text)],
        remedies: [
          Remedy(
            cause: "app/x", title: text, danger: text,
            steps: [Remedy.Step(text, why: text, command: text, verify: text)])
        ],
        nextCheck: NextCheck(command: text, separates: [], why: text),
        effects: [Effect(text: text, table: Effect.Table(columns: [text], rows: [[text]]))],
        timeline: [
          TimelineEntry(
            first: Timestamp(nanoseconds: 0), last: Timestamp(nanoseconds: 0), finding: "app/f",
            title: text, subject: .service("api"), severity: .error, count: 1, role: .cause)
        ], onset: Onset(firstLoud: "app/f", role: .cause, text: text)),
      findings: [
        Finding(
          id: "app/f", kind: .log, severity: .error, title: text, proves: text,
          subject: .service("api"), samples: [sample], values: ["line": [text]])
      ],
      unexplained: [
        TriageReport.Unexplained(template: text, count: 1, severity: .error, sample: sample)
      ],
      coverage: [Coverage("x", .notObservable(why: text))],
      inputs: [
        TriageReport.Input(path: "a.log", format: "plain", bytes: 1, used: false, note: text)
      ])
  }

  @Test(arguments: RedactorTests.planted.indices)
  func noPlantedSecretIsInAnyForm(index: Int) {
    let (text, secret, _) = RedactorTests.planted[index]
    let original = Self.report(holding: text)
    var redactor = Redactor(keeping: original.meaningfulNames)
    let redacted = original.redacted(by: &redactor)
    #expect(redacted.isRedacted)
    #expect(redacted.redacted.values.reduce(0, +) >= 1)
    // Secrets of two or three letters stand in ordinary words; they are tested by the redactor.
    guard secret.utf8.count > 3 else { return }
    for form in Self.forms where form.render(redacted).contains(secret) {
      Issue.record("\(form.name) shows \(secret)")
    }
  }

  @Test func aSecretThatASettingNamesIsHiddenInEarlierText() {
    var report = Self.report(holding: "login with Tr0ub4dor&3 failed")
    report.inputs[0].note = "DB_PASSWORD=Tr0ub4dor&3"
    var redactor = Redactor()
    let redacted = report.redacted(by: &redactor)
    #expect(redacted.assessment.summary == "login with <password-1> failed")
    #expect(redacted.redacted == ["password": 1])
  }

  @Test func aCapturedValueIsJudgedByItsName() {
    var report = Self.report(holding: "x")
    report.findings[0].values = ["password": ["abc"], "user": ["app"]]
    var redactor = Redactor()
    let values = report.redacted(by: &redactor).findings[0].values
    #expect(values == ["password": ["<password-1>"], "user": ["app"]])
  }
}
