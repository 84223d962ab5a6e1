import Diagnosis
import Findings
import Foundation
import Testing
import TestSupport

@testable import Report

#if canImport(FoundationXML)
import FoundationXML
#endif

/// SARIF, JUnit and annotations: what pipelines read.
@Suite struct PipelineFormatTests {
  @Test(arguments: TerminalRendererTests.reports.indices)
  func textIsAsAPersonReadIt(index: Int) throws {
    let (name, report) = TerminalRendererTests.reports[index]
    let goldens = "Tests/ReportTests/Goldens/"
    try expectGolden(SARIFRenderer().render(report), at: "\(goldens)\(name).sarif")
    try expectGolden(JUnitRenderer().render(report), at: "\(goldens)\(name).junit.xml")
    try expectGolden(AnnotationRenderer().render(report), at: "\(goldens)\(name).annotations.txt")
  }

  @Test func sarifPointsAtTheComposeLineFirst() throws {
    let text = SARIFRenderer().render(.splitCluster)
    let log = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    let location = try #require((result["locations"] as? [[String: Any]])?.first)
    let physical = try #require(location["physicalLocation"] as? [String: Any])
    #expect((physical["region"] as? [String: Int])?["startLine"] == 11)
    let artifact = physical["artifactLocation"] as? [String: String]
    #expect(artifact?["uri"] == "docker-compose.yaml")
    let rules = ((run["tool"] as? [String: Any])?["driver"] as? [String: Any])?["rules"]
    #expect(
      (rules as? [[String: Any]])?.map { $0["id"] as? String } == [
        "weaviate/raft-not-joined", "compose/restart-hides",
      ])
  }

  /// SARIF 2.1.0 section 3.27.22: the related locations of a result are a set.
  @Test func relatedLocationsAreUniqueWhenFindingsShareALine() throws {
    let line = Evidence(source: "a.log", line: 3, text: "x")
    let findings = ["f/one", "f/two", "f/three"].map {
      Finding(
        id: $0, kind: .log, severity: .error, title: $0,
        samples: [Evidence(source: "c.yaml", line: 1, text: "y"), line])
    }
    let report = TriageReport(
      toolVersion: "1", patternsDigest: "p",
      assessment: Assessment(
        verdict: .faulty, summary: "",
        causes: [
          CauseJudgement(
            id: "c", confidence: .likely, probability: 0.8, title: "c", explanation: "",
            supporting: findings.map(\.id))
        ]), findings: findings)
    let text = SARIFRenderer().render(report)
    let log = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let result = try #require((run["results"] as? [[String: Any]])?.first)
    let related = try #require(result["relatedLocations"] as? [NSDictionary])
    #expect(!related.isEmpty && Set(related).count == related.count)
  }

  @Test func aFingerprintDoesNotDependOnLines() throws {
    var moved = TriageReport.splitCluster
    for index in moved.findings.indices {
      moved.findings[index].samples = moved.findings[index].samples.map {
        Evidence(source: $0.source, line: $0.line.map { $0 + 7 }, text: $0.text)
      }
    }
    let prints = [TriageReport.splitCluster, moved].map { report in
      SARIFRenderer().render(report).split(separator: "\n").filter { $0.contains("logtriage/v1") }
    }
    #expect(prints[0] == prints[1])
    #expect(prints[0].count == 2)
  }

  @Test(arguments: TerminalRendererTests.reports.indices)
  func junitIsWellFormed(index: Int) {
    let text = JUnitRenderer().render(TerminalRendererTests.reports[index].report)
    let parser = XMLParser(data: Data(text.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
  }

  @Test(arguments: TerminalRendererTests.reports.indices)
  func everyAnnotationIsOneCommand(index: Int) {
    let text = AnnotationRenderer().render(TerminalRendererTests.reports[index].report)
    for line in text.split(separator: "\n") {
      #expect(["::error ", "::warning ", "::notice "].contains { line.hasPrefix($0) }, "\(line)")
    }
  }
}
