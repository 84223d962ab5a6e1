import Diagnosis
import Findings
import Foundation
import Testing
import TestSupport

@testable import Report

@Suite struct JSONRendererTests {
  @Test(arguments: TerminalRendererTests.reports.indices)
  func textIsAsAPersonReadIt(index: Int) throws {
    let (name, report) = TerminalRendererTests.reports[index]
    let text = JSONRenderer().render(report)
    try expectGolden(text, at: "Tests/ReportTests/Goldens/\(name).json")
    #expect(text == JSONRenderer().render(report))
  }

  @Test(arguments: TerminalRendererTests.reports.indices)
  func anotherReaderReadsTheSameValues(index: Int) throws {
    let report = TerminalRendererTests.reports[index].report
    let text = JSONRenderer().render(report)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "logtriage.report/1")
    #expect(object["summary"] as? String == report.assessment.summary)
    let findings = try #require(object["findings"] as? [[String: Any]])
    #expect(findings.map { $0["id"] as? String } == report.groups.map(\.id))
    let samples = findings.flatMap { $0["samples"] as? [[String: Any]] ?? [] }
    let texts = report.groups.flatMap(\.samples).map(\.text)
    #expect(samples.map { $0["text"] as? String } == texts)
  }

  @Test(arguments: [
    (JSONValue.number(.nan), "null\n"), (.number(.infinity), "null\n"), (.number(0.5), "0.5\n"),
    (.number(1), "1\n"), (.number(1e300), "1e+300\n"), (.integer(.min), "-9223372036854775808\n"),
    (.string("\u{2028}\u{0}\"\\"), "\"\\u2028\\u0000\\\"\\\\\"\n"), (.array([]), "[]\n"),
    (.members([:]), "{}\n"), (.strings(["a", "b"]), "[\"a\", \"b\"]\n"),
  ])
  func valuesAreWritten(value: JSONValue, text: String) {
    #expect(value.indented == text)
  }

  @Test func findingsOfOneIdStandTogether() throws {
    let text = JSONRenderer().render(.splitCluster)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let findings = try #require(object["findings"] as? [[String: Any]])
    let leader = try #require(findings.first { $0["id"] as? String == "weaviate/leads-itself" })
    #expect(
      (leader["subjects"] as? [[String: String]])?.map { $0["name"] } == [
        "node1", "node2", "node3",
      ])
    #expect(leader["count"] as? Int == 3)
    #expect((leader["samples"] as? [Any])?.count == 3)
  }
}
