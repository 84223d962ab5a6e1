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
    var fence = 0
    var details = 0
    for line in text.utf8.split(separator: 0x0a) {
      let bare = Array(line.drop { $0 == 0x20 })
      let ticks = bare.prefix { $0 == UInt8(ascii: "`") }.count
      if fence > 0 {
        if ticks >= fence, ticks == bare.count { fence = 0 }
        continue
      }
      if ticks >= 3, !bare.dropFirst(ticks).contains(UInt8(ascii: "`")) {
        fence = ticks
        continue
      }
      let string = String(decoding: bare, as: UTF8.self)
      if string == "<details>" { details += 1 } else if string == "</details>" { details -= 1 }
      if ["<details>", "</details>"].contains(string) || string.hasPrefix("<summary>") { continue }
      problems += active(withoutCode(bare)).map { "\($0) in \(string)" }
    }
    if fence > 0 { problems.append("a fence stays open") }
    if details != 0 { problems.append("\(details) details stay open") }
    return problems
  }

  /// What a tracker would do something with, in bytes outside of code.
  private static func active(_ bytes: [UInt8]) -> [String] {
    var found: [String] = []
    for (index, byte) in bytes.enumerated() {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      let isEscaped = index > 0 && bytes[index - 1] == UInt8(ascii: "\\")
      let isLetter = (0x30...0x39).contains(next) || (0x61...0x7a).contains(next | 0x20)
      switch byte {
      case UInt8(ascii: "<"): found.append("<")
      case UInt8(ascii: "@"), UInt8(ascii: "#"):
        if isLetter { found.append("a mention or reference") }
      case UInt8(ascii: ":"): if bytes[index...].starts(with: "://".utf8) { found.append("://") }
      case UInt8(ascii: "]"):
        if next == UInt8(ascii: "("), !isEscaped { found.append("](") }
      default: break
      }
    }
    return found
  }

  /// The bytes between code spans, as CommonMark pairs them: runs of the same length.
  private static func withoutCode(_ line: [UInt8]) -> [UInt8] {
    let tick = UInt8(ascii: "`")
    var result: [UInt8] = []
    var index = 0
    while index < line.count {
      if line[index] == UInt8(ascii: "\\"), index + 1 < line.count {
        result += line[index...(index + 1)]
        index += 2
        continue
      }
      guard line[index] == tick else {
        result.append(line[index])
        index += 1
        continue
      }
      let ticks = line[index...].prefix { $0 == tick }.count
      var search = index + ticks
      var end: Int?
      while search < line.count, end == nil {
        let run = line[search...].prefix { $0 == tick }.count
        if run == ticks { end = search + run }
        search += max(1, run)
      }
      index = end ?? index + ticks
      // Code stands for one word, so that what is beside it does not grow together.
      result.append(0x20)
    }
    return result
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
