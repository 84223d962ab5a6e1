import Findings
import Testing

@testable import Templates

/// Which shapes become one template.
struct TemplateMiningTests {
  @Test func namesAfterTheSameWordsAreOneVariable() {
    let texts = templates("session opened for user {}", ["root", "news", "cyrus", "backup"])
    #expect(texts == ["session opened for user <*>"])
  }

  @Test func wordsSeenToVaryElsewhereAreOneVariable() {
    let many = ["root", "news", "cyrus", "backup"].map { "session closed for user \($0)" }
    let few = ["root", "news"].map { "session opened for user \($0) now" }
    #expect(texts(many + few).contains("session opened for user <*> now"))
  }

  @Test func aPlaceThatHoldsAVariableTakesInWords() {
    let texts = texts(["lost peer 10.0.0.1 again today", "lost peer localhost again today"])
    #expect(texts == ["lost peer <*> again today"])
  }

  @Test func manyWordsAtAnyPlaceAreOneVariable() {
    let words = ["red", "green", "blue", "brown", "black", "white"]
    #expect(templates("painting wall {} now please", words) == ["painting wall <*> now please"])
  }

  @Test func listsOfDifferentLengthAreOneTemplate() {
    let texts = texts(["peers left [a1]", "peers left [a1] [b2]"])
    #expect(texts == ["peers left [<*>] [<*>]"])
  }

  @Test func aNumberWithAndWithoutItsUnitIsOneTemplate() {
    #expect(texts(["closed after 4 sec by peer", "closed after 00:04 by peer"]).count == 1)
  }

  @Test func fewWordsStayApart() {
    #expect(templates("machine {} now", ["paused", "resumed", "started"]).count == 3)
  }

  @Test func truthValuesStayApart() {
    #expect(
      templates("ready={} for use", ["true", "false", "null", "none", "yes", "no"]).count == 6)
  }

  @Test func namedStatesStayApart() {
    let texts = texts(["moved from NEW to READY", "moved from READY to RUNNING"])
    #expect(texts.count == 2)
  }

  @Test func methodsStayApart() {
    let methods = ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"]
    #expect(templates("served {} in time", methods).count == methods.count)
  }

  @Test func firstWordsStayApart() {
    let words = ["apples", "pears", "plums", "figs", "dates", "limes", "kiwis"]
    #expect(templates("{} are sold out", words).count == words.count)
  }

  @Test func verbsAfterToStayApart() {
    let verbs = ["build", "destroy", "spawn", "delete", "stop"]
    #expect(templates("took seconds to {} the instance", verbs).count == verbs.count)
  }

  @Test func theMostFrequentTemplateIsFirst() {
    #expect(texts(["rare thing", "common thing", "common thing"]).first == "common thing")
  }

  @Test func aTemplateHasTheTimesOfItsFirstAndLastMessage() {
    var miner = TemplateMiner()
    for second in [5, 3, 9] as [Int64] {
      miner.add("tick \(second)", at: Timestamp(nanoseconds: second))
    }
    let template = miner.templates().all.first
    #expect(template?.first == Timestamp(nanoseconds: 3))
    #expect(template?.last == Timestamp(nanoseconds: 9))
  }

  @Test func theSampleIsTheEarliestMessage() {
    var miner = TemplateMiner()
    for second in [5, 3, 9] as [Int64] {
      miner.add("tick \(second)", at: Timestamp(nanoseconds: second))
    }
    #expect(miner.templates().all.first?.sample == "tick 3")
  }

  @Test func theIdOfAMessageLeadsToItsTemplate() {
    var miner = TemplateMiner()
    let id = miner.add("tick 7")
    #expect(miner.templates().template(of: id)?.text == "tick <*>")
  }

  @Test func noMessageGivesNoTemplate() {
    #expect(TemplateMiner().templates().all.isEmpty)
  }

  @Test func emptyMessagesAreCounted() {
    #expect(TemplateMiner(["", "  "]).templates().all.map(\.count) == [2])
  }

  private func templates(_ pattern: String, _ words: [String]) -> [String] {
    let parts = pattern.split(separator: "{}", omittingEmptySubsequences: false)
    return texts(words.map { parts.joined(separator: $0) })
  }

  private func texts(_ messages: [String]) -> [String] {
    TemplateMiner(messages).templates().all.map(\.text)
  }
}
