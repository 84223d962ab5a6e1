import Diagnosis
import Testing

@testable import Report

/// `--brief`: three lines.
@Suite struct TerminalBriefTests {
  static let widths = [40, 80, 200]

  @Test(arguments: TerminalRendererTests.reports.indices, widths)
  func isThreeLinesThatFit(index: Int, width: Int) {
    let report = TerminalRendererTests.reports[index].report
    let text = TerminalRenderer(columns: width, detail: .brief).render(report)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 4 && lines.last == "")
    #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= width })
  }

  @Test func saysWhatWhyAndWhatToDo() {
    let text = TerminalRenderer(columns: 120, detail: .brief).render(.splitCluster)
    let lines = text.split(separator: "\n")
    #expect(lines[0].hasPrefix("FAULTY  "))
    #expect(lines[1].hasPrefix("WHY     ") && lines[1].contains("[weaviate/raft-not-joined]"))
    #expect(lines[2].hasPrefix("DO      "))
  }

  @Test(arguments: widths)
  func aDangerIsAlwaysSaid(width: Int) {
    let text = TerminalRenderer(columns: width, detail: .brief).render(.splitCluster)
    #expect(text.contains("(danger: read the full report)"))
    var harmless = TriageReport.splitCluster
    for index in harmless.assessment.remedies.indices {
      harmless.assessment.remedies[index].danger = nil
    }
    let other = TerminalRenderer(columns: width, detail: .brief).render(harmless)
    #expect(!other.contains("danger"))
  }

  @Test func aHealthyStackNeedsNothing() {
    let text = TerminalRenderer(columns: 80, detail: .brief).render(.healthy)
    #expect(text.hasPrefix("HEALTHY"))
  }
}
