import Diagnosis
import Findings

/// Writes the report for programs: one object, schema `logtriage.report/1`.
///
/// Keys are stable: they are only ever added. The same report gives the same bytes.
package struct JSONRenderer: Sendable {
  /// The name and version of the schema that the output follows.
  package static let schema = "logtriage.report/1"

  package init() {}

  /// Returns the object as indented text, ending with a line break.
  package func render(_ report: TriageReport) -> String {
    value(report).indented
  }

  func value(_ report: TriageReport) -> JSONValue {
    let assessment = report.assessment
    return .members([
      "schema": .string(Self.schema),
      "tool": .object(tool(report)),
      "verdict": .string(assessment.verdict.rawValue),
      "summary": .string(assessment.summary),
      "causes": .array(assessment.causes.map(cause)),
      "ruledOut": .array(assessment.ruledOut.map(ruledOut)),
      "risks": .array(assessment.risks.map(risk)),
      "recovered": .array(assessment.recovered.map(recovered)),
      "remedies": .array(assessment.remedies.map(remedy)),
      "nextCheck": assessment.nextCheck.map(nextCheck) ?? .null,
      "effects": .array(assessment.effects.map(effect)),
      "onset": assessment.onset.map(onset) ?? .null,
      "timeline": .array(assessment.timeline.map(step)),
      "findings": .array(report.groups.map(finding)),
      "unexplained": .array(report.unexplained.map(unexplained)),
      "novelty": report.novelty.map(novelty) ?? .null,
      "cluster": report.cluster.map(JSONClusterMap.value) ?? .null,
      "topology": .array(report.topology.map(identity)),
      "coverage": .array(report.coverage.map(coverage)),
      "inputs": .array(report.inputs.map(input)),
      "redaction": .members([
        "enabled": .bool(report.isRedacted),
        "kinds": .object(
          report.redacted.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) }),
        "notes": .strings(report.notes),
      ]),
    ])
  }

  private func tool(_ report: TriageReport) -> [(key: String, value: JSONValue)] {
    [
      ("name", .string("logtriage")), ("version", .string(report.toolVersion)),
      ("patterns", .string(report.patternsDigest)),
    ] + (report.madeAt.map { [("made", .string($0))] } ?? [])
  }
}

extension JSONRenderer {
  private func cause(_ cause: CauseJudgement) -> JSONValue {
    .members([
      "id": .string(cause.id),
      "confidence": .string(cause.confidence.rawValue),
      "probability": .number(cause.probability.isFinite ? min(1, max(0, cause.probability)) : 0),
      "title": .string(cause.title),
      "explanation": .string(cause.explanation),
      "subjects": .array(cause.subjects.map(subject)),
      "first": time(cause.first),
      "last": time(cause.last),
      "for": .strings(cause.supporting),
      "against": .strings(cause.opposing),
      "missing": .strings(cause.missing),
      "leadsTo": .strings(cause.leadsTo),
      "rivals": .array(
        cause.rivals.map {
          .members([
            "id": .string($0.id), "separatedBy": .string($0.separatedBy),
            "probability": .number(
              $0.probability.isFinite ? (min(1, max(0, $0.probability)) * 1000).rounded() / 1000 : 0
            ),
          ])
        }),
    ])
  }

  private func ruledOut(_ cause: RuledOutCause) -> JSONValue {
    .members([
      "id": .string(cause.id), "title": .string(cause.title), "because": .string(cause.because),
      "evidence": .strings(cause.evidence),
    ])
  }

  private func risk(_ risk: Risk) -> JSONValue {
    .members([
      "id": .string(risk.id), "explanation": .string(risk.explanation),
      "evidence": .strings(risk.evidence),
    ])
  }

  private func recovered(_ episode: RecoveredEpisode) -> JSONValue {
    .members([
      "id": .string(episode.id), "first": time(episode.first), "last": time(episode.last),
      "explanation": .string(episode.explanation), "evidence": .strings(episode.evidence),
    ])
  }

  private func remedy(_ remedy: Remedy) -> JSONValue {
    .members([
      "cause": .string(remedy.cause),
      "title": .string(remedy.title),
      "danger": .optional(remedy.danger),
      "steps": .array(
        remedy.steps.map {
          .members([
            "do": .string($0.action), "why": .optional($0.why), "command": .optional($0.command),
            "verify": .optional($0.verify),
          ])
        }),
      "patch": .optional(remedy.patch),
      "file": .optional(remedy.file),
      "changes": .array(
        remedy.changes.map {
          .members([
            "service": .string($0.service), "path": .string($0.path), "value": .optional($0.value),
          ])
        }),
    ])
  }

  private func nextCheck(_ check: NextCheck) -> JSONValue {
    .members([
      "command": .string(check.command), "separates": .strings(check.separates),
      "why": .string(check.why),
    ])
  }

  private func onset(_ onset: Onset) -> JSONValue {
    .members([
      "firstLoud": .string(onset.firstLoud), "role": .string(onset.role.rawValue),
      "text": .string(onset.text),
    ])
  }

  private func step(_ entry: TimelineEntry) -> JSONValue {
    .members([
      "first": time(entry.first), "last": time(entry.last), "finding": .string(entry.finding),
      "title": .string(entry.title), "subject": entry.subject.map(subject) ?? .null,
      "severity": .string(entry.severity.rawValue), "count": .integer(entry.count),
      "role": .string(entry.role.rawValue),
    ])
  }

  private func effect(_ effect: Effect) -> JSONValue {
    .members([
      "text": .string(effect.text),
      "table": effect.table.map { table in
        .members([
          "columns": .strings(table.columns), "rows": .array(table.rows.map(JSONValue.strings)),
        ])
      } ?? .null,
    ])
  }

  private func finding(_ group: FindingGroup) -> JSONValue {
    .members([
      "id": .string(group.id),
      "kind": .string(group.kind.rawValue),
      "severity": .string(group.severity.rawValue),
      "title": .string(group.title),
      "proves": .string(group.proves),
      "count": .integer(group.count),
      "first": time(group.first),
      "last": time(group.last),
      "subjects": .array(group.subjects.map(subject)),
      "values": .object(
        group.values.sorted { $0.key < $1.key }.map { ($0.key, .strings($0.value)) }),
      "samples": .array(group.samples.map(sample)),
      "perSubject": .array(
        group.findings.map {
          .members([
            "subject": $0.subject.map(subject) ?? .null, "count": .integer($0.count),
            "first": time($0.first), "last": time($0.last),
          ])
        }),
    ])
  }

  private func novelty(_ novelty: TriageReport.Novelty) -> JSONValue {
    func changes(_ list: [TriageReport.Novelty.Change]) -> JSONValue {
      .array(
        list.map { change in
          .members([
            "template": .string(change.template), "before": .integer(change.before),
            "now": .integer(change.now), "rateBefore": .number(change.rateBefore),
            "rateNow": .number(change.rateNow),
          ])
        })
    }
    return .members([
      "records": .integer(novelty.messages), "baselineRecords": .integer(novelty.baseline),
      "newInAll": .integer(novelty.newInAll),
      "otherContentsInAll": .integer(novelty.otherContentsInAll),
      "new": .array(
        novelty.new.map { line in
          .members([
            "template": .string(line.template), "count": .integer(line.count),
            "severity": .string(line.severity.rawValue), "services": .strings(line.services),
            "unexplained": .bool(line.isUnexplained), "sample": sample(line.sample),
            "contents": .array(
              line.contents.map { content in
                .members([
                  "field": .string(content.field), "now": .strings(content.now),
                  "before": .strings(content.before),
                ])
              }),
          ])
        }),
      "gone": changes(novelty.gone), "changed": changes(novelty.changed),
    ])
  }

  private func unexplained(_ item: TriageReport.Unexplained) -> JSONValue {
    .members([
      "template": .string(item.template), "count": .integer(item.count),
      "severity": .string(item.severity.rawValue), "sample": sample(item.sample),
    ])
  }

  private func identity(_ service: ServiceIdentity) -> JSONValue {
    .members([
      "service": .string(service.service), "container": .optional(service.container),
      "node": .optional(service.node), "endpoint": .optional(service.endpoint),
      "knownBy": .strings(service.knownBy),
    ])
  }

  private func coverage(_ coverage: Coverage) -> JSONValue {
    .members([
      "what": .string(coverage.what), "state": .string(coverage.state.name),
      "why": .optional(coverage.state.reason),
    ])
  }

  private func input(_ input: TriageReport.Input) -> JSONValue {
    .members([
      "path": .string(input.path), "format": .string(input.format), "bytes": .integer(input.bytes),
      "lines": .integer(input.lines), "records": .integer(input.records),
      "skipped": .array(input.skipped.map(region)), "damaged": .array(input.damaged.map(region)),
      "used": .bool(input.used), "note": .optional(input.note),
    ])
  }

  private func region(_ region: TriageReport.Input.Region) -> JSONValue {
    .members([
      "offset": .integer(region.offset), "bytes": .integer(region.bytes),
      "why": .string(region.why),
    ])
  }

  private func sample(_ evidence: Evidence) -> JSONValue {
    .members([
      "source": .string(evidence.source), "line": evidence.line.map(JSONValue.integer) ?? .null,
      "time": time(evidence.time), "text": .string(evidence.text),
    ])
  }

  private func subject(_ subject: Subject) -> JSONValue {
    .members(["kind": .string(subject.kind.rawValue), "name": .string(subject.name)])
  }

  private func time(_ time: Timestamp?) -> JSONValue { .optional(time?.description) }
}
