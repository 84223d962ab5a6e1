import Findings
import Testing

@testable import Diagnosis

@Suite struct PassageTextTests {
  private static var text: PassageText {
    let finding = Finding(
      id: "db/f", kind: .log, severity: .info, title: "t", subject: .service("web"),
      values: ["node": ["n2", "n1"]])
    let base = EvidenceBase(
      findings: FindingSet([finding]), facts: ["stack.port": "8080"])
    return PassageText(base: base, observations: Observations(base))
  }

  @Test(
    arguments: [
      ("port {stack.port}", "port 8080"),
      ("{db/f:node}", "n1, n2"),
      ("on {db/f}", "on web"),
      ("{db/unknown:node}", "…"),
      ("${PATH} and { json: 1 }", "${PATH} and { json: 1 }"),
      ("curl -w \"%{time_total}\"", "curl -w \"%{time_total}\""),
      ("two\n  lines", "two lines"),
      ("open { only", "open { only"),
    ])
  func fillsWhatIsKnown(template: String, expected: String) {
    #expect(Self.text.filled(template) == expected)
  }

  @Test func commandsKeepTheirLines() {
    #expect(Self.text.filled("a\n  b\n", keepsLines: true) == "a\n  b")
  }
}
