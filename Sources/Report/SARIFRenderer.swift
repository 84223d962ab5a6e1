import Diagnosis
import Findings

/// Writes causes and risks as SARIF 2.1.0, for code scanning.
///
/// The primary place of a result is the compose line that makes it, where one is known, because that
/// file lies in the repository; log lines follow as related places. GitHub reads at most 25,000
/// results, far above what a report has.
package struct SARIFRenderer: Sendable {
  private static let mostPlaces = 100

  package init() {}

  /// Returns the log as indented JSON, ending with a line break.
  package func render(_ report: TriageReport) -> String {
    let results = ProblemPlaces(report)
    return JSONValue.members([
      "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"),
      "version": .string("2.1.0"),
      "runs": .array([
        .members([
          "tool": .members([
            "driver": .members([
              "name": .string("logtriage"), "version": .string(report.toolVersion),
              "rules": .array(results.rules.map(rule)),
            ])
          ]),
          "columnKind": .string("unicodeCodePoints"),
          "originalUriBaseIds": .members([
            "SRCROOT": .members([
              "description": .members(["text": .string("the folder that was analysed")])
            ])
          ]),
          "results": .array(results.all.map { result($0, in: results) }),
          "properties": .members([
            "verdict": .string(report.assessment.verdict.rawValue),
            "patterns": .string(report.patternsDigest), "redacted": .bool(report.isRedacted),
          ]),
        ])
      ]),
    ]).indented
  }

  private func rule(_ problem: Problem) -> JSONValue {
    .members([
      "id": .string(problem.id),
      "shortDescription": message(problem.title),
      "defaultConfiguration": .members(["level": .string(problem.level)]),
    ])
  }

  private func result(_ problem: Problem, in results: ProblemPlaces) -> JSONValue {
    let places = results.places(of: problem)
    let primary = places.first { $0.isCompose }?.evidence ?? places.first?.evidence
    // SARIF 2.1.0 section 3.27.22: no two related locations are alike.
    var seen: Set<String> = []
    let related = places.map(\.evidence).filter { evidence in
      evidence != primary && seen.insert("\(evidence.location)\n\(evidence.text)").inserted
    }.prefix(Self.mostPlaces)
    let index = results.rules.firstIndex { $0.id == problem.id } ?? 0
    return .members([
      "ruleId": .string(problem.id),
      "ruleIndex": .integer(index),
      "level": .string(problem.level),
      "message": message(problem.text),
      "locations": .array(primary.map { [place($0, problem.subjects)] } ?? []),
      "relatedLocations": .array(related.map { place($0, []) }),
      "partialFingerprints": .members([
        "logtriage/v1": .string(
          Fingerprint.of([problem.id, primary?.source ?? ""] + problem.subjects.map(\.name)))
      ]),
      "properties": .members(problem.properties),
    ])
  }

  private func place(_ evidence: Evidence, _ subjects: [Subject]) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = []
    var physical: [(key: String, value: JSONValue)] = [
      (
        "artifactLocation",
        .members(["uri": .string(Self.uri(evidence.source)), "uriBaseId": .string("SRCROOT")])
      )
    ]
    if let line = evidence.line, line > 0 {
      physical.append(("region", .members(["startLine": .integer(line)])))
    }
    members.append(("physicalLocation", .object(physical)))
    if !subjects.isEmpty {
      members.append(
        (
          "logicalLocations",
          .array(
            subjects.map {
              .members([
                "name": .string($0.name),
                "fullyQualifiedName": .string("\($0.kind.rawValue)/\($0.name)"),
              ])
            })
        ))
    }
    if !evidence.text.isEmpty { members.append(("message", message(evidence.text))) }
    return .object(members)
  }

  private func message(_ text: String) -> JSONValue {
    .members(["text": .string(text.isEmpty ? "(no text)" : text)])
  }

  /// A relative reference with forward slashes; other bytes than unreserved ones are encoded.
  private static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): result += "/"
      case let byte where byte.isTokenByte || "/.~".utf8.contains(byte):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
    return result
  }
}
