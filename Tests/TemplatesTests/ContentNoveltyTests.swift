import Findings
import LogStream
import TestSupport
import Testing

@testable import Templates

/// Known lines that say something else than in a good run.
@Suite struct ContentNoveltyTests {
  private static let usual = [
    #"{"msg":"open peers","servers":{"a":1,"b":1,"c":1},"node":"a"}"#,
    #"{"msg":"open peers","servers":{"a":1,"b":1,"c":1},"node":"b"}"#,
    #"{"msg":"join","error":"dial tcp 10.0.0.1:1: connection refused"}"#,
    #"{"msg":"raft init","hasState":false}"#, "plain text",
  ]

  /// The lines of some numbers, each with its number as place and time.
  private static func mined(_ lines: [String], at numbers: some Sequence<Int>) -> MinedLines {
    var all = MinedLines()
    for number in numbers {
      let time = Timestamp(nanoseconds: Int64(number))
      let reader = LogReader()
      try? reader.read(from: MemorySource(lines[number] + "\n")) { record in
        all.add(
          record, severity: .info, at: .init(source: "a.log", line: number + 1, time: time))
      }
    }
    return all
  }

  private static func mined(_ lines: [String]) -> MinedLines { mined(lines, at: lines.indices) }

  private static func novelty(
    _ lines: [String], against good: [String] = usual
  ) -> [ContentNovelty.Change] {
    ContentNovelty(of: mined(lines), against: TemplateBaseline(mined(good))).all
  }

  @Test func aListOfOtherLengthIsTold() throws {
    let line = #"{"msg":"open peers","servers":{"x":1},"node":"x"}"#
    let change = try #require(Self.novelty([line, line]).first)
    #expect(change.template == "open peers")
    #expect(change.fields == [.init(name: "servers", now: ["{1}"], before: ["{3}"])])
    #expect(change.count == 2)
    #expect(!change.hasNewError)
  }

  @Test func aNewErrorOfAKnownLineIsTold() throws {
    let change = try #require(
      Self.novelty([#"{"msg":"join","error":"dial tcp 10.0.0.1:1: i/o timeout"}"#]).first)
    #expect(change.fields.map(\.now) == [["dial tcp <*>: i/o timeout"]])
    #expect(change.hasNewError)
  }

  @Test(
    arguments: [
      #"{"msg":"open peers","servers":{"x":9,"y":9,"z":9},"node":"z"}"#,
      #"{"msg":"join","error":"dial tcp 172.16.0.9:7: connection refused"}"#,
      #"{"msg":"something else","servers":{"x":1}}"#, #"{"msg":"raft init","members":[1]}"#,
      "plain text", "other text",
    ])
  func otherValuesAndUnknownFieldsAreNot(line: String) {
    #expect(Self.novelty([line]).isEmpty)
  }

  @Test func aFieldThatVariesInGoodRunsIsNot() {
    let good = (0...ContentNovelty.mostForms).map { count in
      #"{"msg":"batch","ids":["# + Array(repeating: "1", count: count).joined(separator: ",") + "]}"
    }
    let line = #"{"msg":"batch","ids":[1,2,3,4,5,6,7,8]}"#
    #expect(Self.novelty([line], against: good).isEmpty)
    #expect(!Self.novelty([line], against: Array(good.dropLast())).isEmpty)
  }

  @Test func theSameRunSaysNothingElse() {
    #expect(Self.novelty(Self.usual).isEmpty)
  }

  @Test func aBaselineOfContentsIsReadAgain() throws {
    let baseline = TemplateBaseline(Self.mined(Self.usual))
    #expect(baseline.text.contains("2 0 1 open peers\tservers\t{3}\n"))
    #expect(try TemplateBaseline(parsing: Array(baseline.text.utf8)) == baseline)
  }

  @Test(arguments: 1...4)
  func partsInAnyOrderMergeToTheWhole(count: Int) {
    var numbers = SeededGenerator(seed: UInt64(count))
    let lines = (0..<60).map { _ in
      let list = Array(repeating: "1", count: numbers.below(4)).joined(separator: ",")
      return
        #"{"msg":"line \#(numbers.below(3)) of","error":"no \#(numbers.word()) here","ids":[\#(list)]}"#
    }
    let whole = TemplateBaseline(Self.mined(lines))
    let runs = (0..<count).map { part in
      Self.mined(lines, at: lines.indices.filter { ($0 * 7) % count == part }.reversed())
    }
    var mined = MinedLines()
    var merged: TemplateBaseline?
    for run in runs.reversed() {
      mined.merge(run)
      if merged == nil {
        merged = TemplateBaseline(run)
      } else {
        merged?.merge(TemplateBaseline(run))
      }
    }
    #expect(merged == whole)
    #expect(TemplateBaseline(mined).text == whole.text)
  }

  @Test func theEarliestRecordIsTheSample() throws {
    let line = #"{"msg":"open peers","servers":{"x":1}}"#
    let run = Self.mined(["plain text", line, line])
    let change = try #require(
      ContentNovelty(of: run, against: TemplateBaseline(Self.mined(Self.usual))).all.first)
    #expect(run.contents.summary(of: change.rows)?.sample.line == 2)
  }
}
