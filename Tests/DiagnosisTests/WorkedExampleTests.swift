import Findings
import Testing

@testable import Diagnosis

/// The worked example of the module's page, number by number.
@Suite struct WorkedExampleTests {
  private static func probability(
    _ findings: [(String, Finding.Kind)], inputs: Set<String>
  ) throws -> Double {
    let text = """
      title: x
      prior: normal
      evidence:
        - {finding: first, strength: usually, leak: uncommon}
        - {finding: container/second, strength: always, leak: specific}
      """
    let cause = try CauseFile.read(Array(text.utf8), id: "x", path: "x.yaml")
    let base = EvidenceBase(
      findings: FindingSet(
        findings.map { id, kind in
          Finding(id: id, kind: kind, severity: .error, title: id, subject: .service("a"))
        }), inputs: inputs)
    let model = CausalModel(
      causes: [cause], observations: Observations(base), base: base,
      library: CauseLibrary([cause]))
    return try #require(model.posteriors().first)
  }

  @Test(
    arguments: [
      (["first"], ["logs"], 0.26),
      (["first", "container/second"], ["logs", "inspect"], 0.997),
      (["first"], ["logs", "inspect"], 0.018),
    ] as [([String], Set<String>, Double)])
  func thePageSaysWhatTheModelGives(
    ids: [String], inputs: Set<String>, expected: Double
  ) throws {
    let findings = ids.map { ($0, $0 == "first" ? Finding.Kind.log : .container) }
    let probability = try Self.probability(findings, inputs: inputs)
    #expect(abs(probability - expected) < (expected > 0.9 ? 0.0006 : 0.006))
  }
}
