import Diagnosis
import Findings

/// Writes a report as JUnit XML, so that a pipeline shows causes as failed tests.
///
/// A confirmed or likely cause is a failure, a possible one and a risk are skipped tests with a
/// reason; what was ruled out passes.
package struct JUnitRenderer: Sendable {
  package init() {}

  /// Returns the document, ending with a line break.
  package func render(_ report: TriageReport) -> String {
    let results = ProblemPlaces(report)
    var cases: [String] = []
    var (failures, skipped) = (0, 0)
    for problem in results.all {
      let places = results.places(of: problem).prefix(6).map(\.evidence.location)
      let text = HTMLText.block(([problem.text] + places).joined(separator: "\n"))
        .joined(separator: "\n")
      if problem.level == "note" {
        skipped += 1
        cases.append(
          testCase(problem.id, "<skipped message=\"\(HTMLText.escaped(problem.title))\"/>"))
      } else {
        failures += 1
        cases.append(
          testCase(
            problem.id,
            "<failure message=\"\(HTMLText.escaped(problem.title))\" type=\"\(problem.level)\">"
              + "\(text)</failure>"))
      }
    }
    cases += report.assessment.ruledOut.map { testCase($0.id, "") }
    if cases.isEmpty { cases = [testCase("verdict/\(report.assessment.verdict.rawValue)", "")] }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="logtriage" tests="\(cases.count)" failures="\(failures)" \
      skipped="\(skipped)" errors="0">
      <testsuite name="\(report.assessment.verdict.rawValue)" tests="\(cases.count)" \
      failures="\(failures)" skipped="\(skipped)" errors="0">
      \(cases.joined(separator: "\n"))
      <system-out>\(HTMLText.escaped(report.assessment.summary))</system-out>
      </testsuite>
      </testsuites>

      """
  }

  private func testCase(_ id: String, _ content: String) -> String {
    let parts = id.split(separator: "/", maxSplits: 1)
    let group = HTMLText.escaped(parts.count > 1 ? String(parts[0]) : "logtriage")
    let name = HTMLText.escaped(String(parts.last ?? "?"))
    let start = "<testcase classname=\"\(group)\" name=\"\(name)\""
    return content.isEmpty ? start + "/>" : start + ">\(content)</testcase>"
  }
}
