import Diagnosis
import Findings

/// Writes a comparison as one JSON object; keys keep their order, and more may be added.
package struct ComparisonJSON: Sendable {
  package static let schema = "logtriage.comparison/1"

  package init() {}

  package func render(_ comparison: ReportComparison) -> String {
    JSONValue.members([
      "schema": .string(Self.schema),
      "outcome": .string(comparison.outcome.rawValue),
      "summary": .string(comparison.outcome.sentence),
      "before": run(comparison.before), "after": run(comparison.after),
      "causes": .array(comparison.causes.map(cause)),
      "findings": .array(comparison.observations.map(observation)),
      "settings": .array(comparison.settings.map(setting)),
      "caveats": .strings(comparison.caveats),
    ]).indented
  }

  private func run(_ run: ComparedRun) -> JSONValue {
    .members([
      "name": .string(run.name), "verdict": .string(run.report.assessment.verdict.rawValue),
      "summary": .string(run.report.assessment.summary),
      "seconds": .number(run.seconds), "evidence": .strings(run.kinds.sorted()),
    ])
  }

  private func change(_ isBefore: Bool, _ isAfter: Bool) -> JSONValue {
    .string(isBefore ? (isAfter ? "both" : "gone") : "new")
  }

  private func cause(_ cause: ReportComparison.Cause) -> JSONValue {
    .members([
      "id": .string(cause.id), "title": .string(cause.title),
      "change": change(cause.before != nil, cause.after != nil),
      "before": standing(cause.before), "after": standing(cause.after),
    ])
  }

  private func standing(_ cause: CauseJudgement?) -> JSONValue {
    guard let cause else { return .null }
    return .members([
      "confidence": .string(cause.confidence.rawValue), "probability": .number(cause.probability),
    ])
  }

  private func observation(_ change: ReportComparison.Observation) -> JSONValue {
    .members([
      "id": .string(change.id), "title": .string(change.title),
      "severity": .string(change.severity.rawValue),
      "change": self.change(change.before != nil, change.after != nil),
      "before": seen(change.before), "after": seen(change.after),
      "reservation": .optional(change.reservation),
    ])
  }

  private func seen(_ group: FindingGroup?) -> JSONValue {
    guard let group else { return .null }
    return .members([
      "severity": .string(group.severity.rawValue), "count": .integer(group.count),
      "subjects": .strings(group.subjects.map(\.name)),
    ])
  }

  private func setting(_ setting: ReportComparison.Setting) -> JSONValue {
    .members([
      "service": .string(setting.service), "path": .string(setting.path),
      "before": .optional(setting.before), "after": .optional(setting.after),
      "origin": .string(setting.origin), "running": .bool(setting.isRunning),
    ])
  }
}
