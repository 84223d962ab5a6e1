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
        logtriage-templates 2
        messages 3 level 16384
        1 - - a\\\\b
        2 5 9 tick <*>
        contents 0 level 16384

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

  private static let title = "logtriage-templates 2\n"
  private static let contents = "contents 0 level 16384\n"

  private static func error(reading text: String) -> TemplateBaselineError? {
    do throws(TemplateBaselineError) {
      _ = try TemplateBaseline(parsing: Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "What is wrong above the shapes is said with its line",
    arguments: [
      ("", 1, .noTitle),
      ("logtriage-templates 1\nmessages 0 level 16384\n", 1, .noTitle),
      (title, 2, .noTotals),
      (title + "messages 1 level 0\n", 2, .noTotals),
      (title + "messages 1 level 16384", 2, .noLineEnd),
      (title + "messages 1 level 16384\n1 - - a\n", 4, .noContents),
      (title + "messages 1 level 16384\ncontents x level 1\n", 3, .noContents),
      (title + "messages 0 level 16384\n" + contents + "1 - - a\n", 3, .totalsDoNotFit),
    ] as [(String, Int, TemplateBaselineError.Reason)])
  func refuses(_ text: String, _ line: Int, _ reason: TemplateBaselineError.Reason) {
    #expect(Self.error(reading: text) == TemplateBaselineError(line: line, reason: reason))
  }

  @Test(
    "What is wrong with a shape is said with its line",
    arguments: [
      ("1 - -\n", 3, .missingFields),
      ("0 - - a\n", 3, .badCount),
      ("01 - - a\n", 3, .badCount),
      ("1 9 5 a\n", 3, .badTimes),
      ("1 9 - a\n", 3, .badTimes),
      ("1 - - \\q\n", 3, .badEscape),
      ("1 - - a\n1 - - a\n", 4, .notSorted),
      ("1 - - a\n1 - - b\n", 2, .totalsDoNotFit),
    ] as [(String, Int, TemplateBaselineError.Reason)])
  func refusesAShape(_ lines: String, _ line: Int, _ reason: TemplateBaselineError.Reason) {
    let text = Self.title + "messages 1 level 16384\n" + lines + Self.contents
    #expect(Self.error(reading: text) == TemplateBaselineError(line: line, reason: reason))
    let below = Self.title + "messages 0 level 1\ncontents 1 level 16384\n" + lines
    #expect(Self.error(reading: below) == TemplateBaselineError(line: line + 1, reason: reason))
  }

  @Test func anEarlierFormIsToBeMadeAgain() {
    #expect(
      Self.error(reading: "logtriage-templates 1\n")?.description.hasSuffix("has to be made again")
        == true)
  }

  @Test func moreShapesThanTheBoundAreRefused() {
    let lines = (0...ShapeSketch.mostPlaces).map { "1 - - \($0)\n" }.sorted().joined()
    let text = Self.title + "messages 20000 level 16384\n" + lines + Self.contents
    #expect(throws: TemplateBaselineError(line: 16_387, reason: .tooManyShapes)) {
      try TemplateBaseline(parsing: Array(text.utf8))
    }
  }
}
