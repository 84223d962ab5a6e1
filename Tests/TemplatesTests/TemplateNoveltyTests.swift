import Findings
import TestSupport
import Testing

@testable import Templates

struct TemplateNoveltyTests {
  private let usual = [String](repeating: "request served", count: 98) + ["ready", "started 3"]

  @Test func whatTheBaselineHasNotIsNew() {
    let novelty = novelty(of: usual + ["disk is full"])
    #expect(novelty.new.map(\.template) == ["disk is full"])
  }

  @Test func whatTheRunHasNotIsGone() {
    #expect(novelty(of: usual.filter { $0 != "ready" }).gone.map(\.template) == ["ready"])
  }

  @Test func theSameRunHasNoNovelty() {
    let same = novelty(of: usual)
    #expect(same.new.isEmpty && same.gone.isEmpty && same.changed.isEmpty)
  }

  @Test func aNameTheBaselineVariesIsNotNew() {
    let users = ["root", "news", "cyrus", "backup"].map { "session opened for user \($0)" }
    let novelty = novelty(of: ["session opened for user alice"], against: users)
    #expect(novelty.new.isEmpty)
  }

  @Test func aRateThatRoseIsListedPerThousandMessages() throws {
    let change = try #require(
      novelty(of: usual + [String](repeating: "started 4", count: 100)).changed.first {
        $0.template == "started <*>"
      })
    #expect(change.rateBefore == 10)
    #expect(change.rateNow == 505)
  }

  @Test func aRateThatDiffersByChanceIsNotListed() {
    #expect(novelty(of: usual + ["ready", "ready"]).changed.isEmpty)
  }

  @Test func changesAreInOrderOfFirstSight() {
    var run = TemplateMiner(usual)
    run.add("second", at: Timestamp(nanoseconds: 20))
    run.add("first", at: Timestamp(nanoseconds: 10))
    run.add("without time")
    let novelty = TemplateNovelty(of: run, against: TemplateBaseline(TemplateMiner(usual)))
    #expect(novelty.new.map(\.template) == ["first", "second", "without time"])
  }

  @Test func aNewTemplateHasItsSample() {
    #expect(novelty(of: usual + ["lost shard x7"]).new.map(\.sample) == ["lost shard x7"])
  }

  @Test func nothingIsNewThatTheBaselineHadToDrop() {
    var numbers = SeededGenerator(seed: 5)
    let flood = (0..<9000).map { _ in "\(numbers.word()) \(numbers.word()) \(numbers.word())" }
    let novelty = novelty(of: Array(flood.prefix(3000)), against: flood)
    #expect(novelty.new.isEmpty)
  }

  private func novelty(of run: [String], against baseline: [String]? = nil) -> TemplateNovelty {
    TemplateNovelty(
      of: TemplateMiner(run), against: TemplateBaseline(TemplateMiner(baseline ?? usual)))
  }
}
