import Diagnosis
import Findings
import Testing
import TestSupport

@testable import Report

@Suite struct MarkdownRendererTests {
  static let large: TriageReport = {
    var report = TriageReport.hostile
    for number in 0..<400 {
      var cause = report.assessment.causes[0]
      cause.id += String(number)
      report.assessment.causes.append(cause)
      report.unexplained.append(report.unexplained[0])
      report.inputs.append(report.inputs[0])
    }
    let hunks = (1...500).map { "@@ -\($0 * 9),2 +\($0 * 9),3 @@\n a\n+b\n c\n" }
    report.assessment.remedies[0].patch = "--- a/x\n+++ b/x\n" + hunks.joined()
    return report
  }()

  static let reports = TerminalRendererTests.reports.map(\.report) + [large]

  @Test(arguments: TerminalRendererTests.reports.indices)
  func textIsAsAPersonReadIt(index: Int) throws {
    let (name, report) = TerminalRendererTests.reports[index]
    let text = MarkdownRenderer().render(report)
    try expectGolden(text, at: "Tests/ReportTests/Goldens/\(name).md")
  }

  @Test(arguments: reports.indices, [2_000, 2_500, 4_000, 10_000, 32_767, 58_000, 65_536])
  func budgetIsKeptAndVerdictCauseAndDiffStay(index: Int, budget: Int) throws {
    let report = Self.reports[index]
    let text = MarkdownRenderer(budget: budget).render(report)
    #expect(text.utf8.count <= budget)
    #expect(text.hasPrefix("## \(report.assessment.verdict.rawValue.uppercased())"))
    if let cause = report.assessment.causes.first {
      #expect(text.contains("### \(cause.confidence.word): "))
    }
    let hasDiff = report.assessment.remedies.contains { $0.patch != nil }
    #expect(!hasDiff || text.contains("diff\n--- a/"))
    #expect(Self.problems(text) == [])
  }

  /// What stays open or is active in a Markdown text.
  static func problems(_ text: String) -> [String] {
    var problems: [String] = []
    var fence: Substring?
    var details = 0
    for line in text.split(separator: "\n") {
      let bare = line.drop { $0 == " " }
      let ticks = bare.prefix { $0 == "`" }
      if let open = fence {
        if ticks.count >= open.count, ticks.count == bare.count { fence = nil }
        continue
      }
      if ticks.count >= 3, !bare.dropFirst(ticks.count).contains("`") {
        fence = ticks
        continue
      }
      if bare == "<details>" { details += 1 } else if bare == "</details>" { details -= 1 }
      let outside = withoutCode(bare).replacing("\\]", with: "")
      if bare != "<details>", bare != "</details>", !bare.hasPrefix("<summary>") {
        for mark in ["<", "@", "://", "#1", "]("] where outside.contains(mark) {
          problems.append("\(mark) in \(outside)")
        }
      }
    }
    if fence != nil { problems.append("a fence stays open") }
    if details != 0 { problems.append("\(details) details stay open") }
    return problems
  }

  /// The text between code spans, as CommonMark pairs them: runs of the same length.
  private static func withoutCode(_ line: Substring) -> String {
    var result = ""
    var rest = line
    while let open = rest.firstIndex(of: "`") {
      if open > rest.startIndex, rest[rest.index(before: open)] == "\\" {
        result += rest[...open]
        rest = rest[rest.index(after: open)...]
        continue
      }
      let ticks = rest[open...].prefix { $0 == "`" }
      result += rest[..<open]
      rest = rest[ticks.endIndex...]
      var search = rest
      while let start = search.firstIndex(of: "`") {
        let run = search[start...].prefix { $0 == "`" }
        search = search[run.endIndex...]
        if run.count == ticks.count {
          rest = search
          break
        }
      }
    }
    return result + rest
  }

  @Test(arguments: [
    ("plain text", "plain text"), ("a_b RAFT_JOIN, _-_", "`a_b` `RAFT_JOIN`, \\_-\\_"),
    ("use `RAFT_JOIN` now", "use `RAFT_JOIN` now"), ("hi @bob", "hi `@bob`"),
    ("see #12 and GH-3", "see `#12` and `GH-3`"), ("<b>&", "&lt;b&gt;&amp;"),
    ("at https://x.y/z", "at `https://x.y/z`"), ("# no", "\\# no"), ("1. no", "1\\. no"),
    ("un`balanced", "un\\`balanced"), ("commit 7cebee0421", "commit `7cebee0421`"),
  ])
  func proseDoesNothing(text: String, markdown: String) {
    #expect(MarkdownText.prose(text) == markdown)
  }

  @Test(arguments: [
    ("a", "`a`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("", ""), ("a\nb", "`a b`"),
  ])
  func codeHoldsAnyBackticks(text: String, markdown: String) {
    #expect(MarkdownText.code(text) == markdown)
  }
}
