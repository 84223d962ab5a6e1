import Findings
import TestSupport
import Testing

@testable import Templates

struct TemplateBaselineTests {
  @Test func aBaselineIsLinesSortedByShape() {
    var miner = TemplateMiner()
    miner.add("tick 1", at: Timestamp(nanoseconds: 5))
    miner.add("tick 2", at: Timestamp(nanoseconds: 9))
    miner.add("a\\b")
    #expect(
      TemplateBaseline(miner).text == """
        logtriage-templates 1
        messages 3 level 16384
        1 - - a\\\\b
        2 5 9 tick <*>

        """)
  }

  @Test func whatWasWrittenIsReadAgain() throws {
    let baseline = TemplateBaseline(TemplateMiner(["a b", "c 1", "c 2", "", "größe \\ 3"]))
    #expect(try TemplateBaseline(parsing: Array(baseline.text.utf8)) == baseline)
  }

  @Test func aBaselineBeyondTheBoundIsReadAgain() throws {
    var numbers = SeededGenerator(seed: 7)
    var miner = TemplateMiner()
    for _ in 0..<9000 { miner.add("\(numbers.word()) \(numbers.word()) \(numbers.word())") }
    let baseline = TemplateBaseline(miner)
    #expect(miner.leftOut > 0)
    #expect(try TemplateBaseline(parsing: Array(baseline.text.utf8)) == baseline)
  }

  @Test func twoBaselinesMergeToTheBaselineOfAll() {
    var sum = TemplateBaseline(TemplateMiner(["a b", "c 1"]))
    sum.merge(TemplateBaseline(TemplateMiner(["c 2", "d"])))
    #expect(sum == TemplateBaseline(TemplateMiner(["a b", "c 1", "c 2", "d"])))
  }

  @Test func noSampleIsInABaseline() {
    #expect(!TemplateBaseline(TemplateMiner(["key 4711"])).text.contains("4711"))
  }

  @Test(
    "What is wrong is said with its line",
    arguments: [
      ("", 1, .noTitle),
      ("logtriage-templates 2\n", 1, .noTitle),
      ("logtriage-templates 1\n", 2, .noTotals),
      ("logtriage-templates 1\nmessages 1 level 0\n", 2, .noTotals),
      ("logtriage-templates 1\nmessages 1 level 16384", 2, .noLineEnd),
      ("logtriage-templates 1\nmessages 1 level 16384\n1 - -\n", 3, .missingFields),
      ("logtriage-templates 1\nmessages 1 level 16384\n0 - - a\n", 3, .badCount),
      ("logtriage-templates 1\nmessages 1 level 16384\n01 - - a\n", 3, .badCount),
      ("logtriage-templates 1\nmessages 1 level 16384\n1 9 5 a\n", 3, .badTimes),
      ("logtriage-templates 1\nmessages 1 level 16384\n1 9 - a\n", 3, .badTimes),
      ("logtriage-templates 1\nmessages 1 level 16384\n1 - - \\q\n", 3, .badEscape),
      ("logtriage-templates 1\nmessages 2 level 16384\n1 - - a\n1 - - a\n", 4, .notSorted),
      ("logtriage-templates 1\nmessages 1 level 16384\n1 - - a\n1 - - b\n", 2, .totalsDoNotFit),
    ] as [(String, Int, TemplateBaselineError.Reason)])
  func refuses(_ text: String, _ line: Int, _ reason: TemplateBaselineError.Reason) {
    #expect(throws: TemplateBaselineError(line: line, reason: reason)) {
      try TemplateBaseline(parsing: Array(text.utf8))
    }
  }

  @Test func moreShapesThanTheBoundAreRefused() {
    let lines = (0...ShapeSketch.mostPlaces).map { "1 - - \($0)\n" }.sorted().joined()
    let text = "logtriage-templates 1\nmessages 20000 level 16384\n" + lines
    #expect(throws: TemplateBaselineError(line: 16_387, reason: .tooManyShapes)) {
      try TemplateBaseline(parsing: Array(text.utf8))
    }
  }
}
