import Diagnosis
import Findings

/// What a result is made from: a cause, or a risk.
struct Problem {
  var id: String
  var title: String
  var text: String
  /// SARIF's `error`, `warning` or `note`.
  var level: String
  var subjects: [Subject]
  var evidence: [String]
  var properties: KeyValuePairs<String, JSONValue>
}

extension TriageReport {
  /// Causes and risks, the most probable first, for formats that list problems.
  var problems: [Problem] {
    let causes = assessment.causes.map { cause in
      Problem(
        id: cause.id, title: cause.title,
        text: cause.explanation.isEmpty ? cause.title : "\(cause.title)\n\n\(cause.explanation)",
        level: cause.confidence == .confirmed
          ? "error" : cause.confidence == .likely ? "warning" : "note",
        subjects: cause.subjects, evidence: cause.supporting,
        properties: [
          "confidence": .string(cause.confidence.rawValue),
          "probability": .number(cause.probability),
        ])
    }
    return causes
      + assessment.risks.map { risk in
        Problem(
          id: risk.id, title: risk.explanation, text: risk.explanation, level: "note", subjects: [],
          evidence: risk.evidence, properties: ["kind": "risk"])
      }
  }
}
