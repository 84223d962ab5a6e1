import Diagnosis
import Findings
import Testing
import TestSupport

@testable import Report

@Suite struct TerminalRendererTests {
  static let reports: [(name: String, report: TriageReport)] = [
    ("split-cluster", .splitCluster), ("healthy", .healthy), ("hostile", .hostile),
  ]

  @Test(arguments: reports.indices, TerminalRenderer.Detail.allCases)
  func textIsAsAPersonReadIt(index: Int, detail: TerminalRenderer.Detail) throws {
    let (name, report) = Self.reports[index]
    let text = TerminalRenderer(columns: 80, detail: detail).render(report)
    try expectGolden(text, at: "Tests/ReportTests/Goldens/\(name).\(detail.rawValue).txt")
  }

  @Test(arguments: reports.indices, TerminalRenderer.Detail.allCases)
  func noLineIsWiderThanTheTerminalButCommandsAndDiffs(
    index: Int, detail: TerminalRenderer.Detail
  ) {
    var report = Self.reports[index].report
    report.assessment.nextCheck?.command = "x"
    report.assessment.remedies = report.assessment.remedies.map {
      var remedy = $0
      remedy.patch = nil
      remedy.steps = remedy.steps.map { .init($0.action, why: $0.why) }
      return remedy
    }
    for columns in 40...200 {
      let text = TerminalRenderer(columns: columns, detail: detail).render(report)
      for line in text.split(separator: "\n") where DisplayWidth.of(line) > columns {
        Issue.record("\(DisplayWidth.of(line)) cells at \(columns): \(line)")
      }
    }
  }

  @Test(arguments: [false, true])
  func nothingFromTheInputReachesTheTerminalAsAControl(usesColor: Bool) {
    let text = TerminalRenderer(usesColor: usesColor, detail: .verbose).render(.hostile)
    let bad = text.unicodeScalars.filter {
      ($0.value < 0x20 && $0 != "\n" && !(usesColor && $0 == "\u{1b}")) || $0.value == 0x7f
        || (0x80..<0xa0).contains($0.value) || $0.properties.generalCategory == .format
    }
    #expect(bad.isEmpty)
    #expect(!text.contains("\u{1b}[2J"))
  }

  @Test(arguments: reports.indices)
  func colourOnlyAddsToTheText(index: Int) {
    let report = Self.reports[index].report
    let plain = TerminalRenderer(usesColor: false).render(report)
    let coloured = TerminalRenderer(usesColor: true).render(report)
    #expect(coloured.contains("\u{1b}["))
    #expect(coloured.replacing(#/\u{1b}\[[0-9;]*m/#, with: "") == plain)
  }

  @Test func healthyReportIsShort() {
    let text = TerminalRenderer().render(.healthy)
    #expect(text.hasPrefix("HEALTHY"))
    #expect(text.split(separator: "\n").count <= 5)
  }
}
