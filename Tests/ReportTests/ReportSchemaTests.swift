import Diagnosis
import Findings
import Foundation
import TestSupport
import Testing

@testable import Report

@Suite struct ReportSchemaTests {
  /// Holds a JSON value against the keywords that our schema uses; gives what does not fit.
  private static func problems(
    _ value: Any, _ schema: [String: Any], _ root: [String: Any], at path: String
  ) -> [String] {
    if let name = (schema["$ref"] as? String)?.split(separator: "/").last,
      let target = (root["$defs"] as? [String: Any])?[String(name)] as? [String: Any]
    {
      return problems(value, target, root, at: path)
    }
    var found: [String] = []
    let types = (schema["type"] as? [String]) ?? (schema["type"] as? String).map { [$0] } ?? []
    if !types.isEmpty, !types.contains(where: { isKind(value, $0) }) {
      return ["\(path): \(value) is no \(types)"]
    }
    if let list = schema["enum"] as? [String], !list.contains(value as? String ?? "") {
      found.append("\(path): \(value) is none of \(list)")
    }
    if let object = value as? [String: Any] {
      for key in schema["required"] as? [String] ?? [] where object[key] == nil {
        found.append("\(path): \(key) is missing")
      }
      let known = schema["properties"] as? [String: Any] ?? [:]
      for (key, inner) in object {
        if let next = known[key] as? [String: Any] {
          found += problems(inner, next, root, at: path + "." + key)
        } else if !known.isEmpty {
          found.append("\(path): the schema does not name \(key)")
        }
      }
    }
    if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
      for (index, inner) in list.enumerated() {
        found += problems(inner, items, root, at: "\(path)[\(index)]")
      }
    }
    return found
  }

  private static func isKind(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "number", "integer", "boolean": value is NSNumber
    default: false
    }
  }

  @Test(arguments: TerminalRendererTests.reports.indices)
  func reportsFollowTheSchemaAndTheSchemaNamesEveryKey(index: Int) throws {
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(ReportSchema.text.utf8)) as? [String: Any])
    let text = JSONRenderer().render(TerminalRendererTests.reports[index].report)
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    #expect(Self.problems(value, schema, schema, at: "report") == [])
    #expect(Self.problems([String: Any](), schema, schema, at: "report").count == 16)
  }

  @Test func theDifferenceFromABaselineFollowsTheSchema() throws {
    var report = TerminalRendererTests.reports[0].report
    let line = NovelLine(
      template: "open <*>", count: 2, severity: .error, services: ["a"],
      sample: Evidence(source: "a.log", line: 1), isUnexplained: true,
      contents: [.init(field: "peers", now: ["{1}"], before: ["{3}"])])
    report.novelty = TriageReport.Novelty(
      messages: 5, baseline: 9, new: [line], newInAll: 0, otherContentsInAll: 1,
      gone: [.init(template: "x", before: 5, now: 0, rateBefore: 500, rateNow: 0)], changed: [])
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(ReportSchema.text.utf8)) as? [String: Any])
    let value = try JSONSerialization.jsonObject(with: Data(JSONRenderer().render(report).utf8))
    #expect(Self.problems(value, schema, schema, at: "report") == [])
  }

  /// The file that others read is what `logtriage schema` prints.
  @Test func theFileIsWhatTheProgramPrints() throws {
    try expectGolden(ReportSchema.text, at: "Sources/Report/Schema/report.schema.json")
  }
}
