import LogStream
import TestSupport
import Testing

@testable import Templates

/// One configuration on the labelled logs of `../shared/suites/loghub`.
@Suite(.enabled(if: LabelledLog.isPresent, "needs ../shared/suites/loghub"))
struct TemplateAccuracyTests {
  @Test func theAverageOverEightLogsIsAboveTheBars() throws {
    var accuracy = 0.0
    var groupF1 = 0.0
    for name in LabelledLog.names {
      let log = try LabelledLog(name)
      let score = GroupingScore(predicted: try groups(of: log.messages), labels: log.labels)
      print("\(name): GA \(rounded(score.accuracy)) FGA \(rounded(score.groupF1))")
      accuracy += score.accuracy / Double(LabelledLog.names.count)
      groupF1 += score.groupF1 / Double(LabelledLog.names.count)
    }
    print("average: GA \(rounded(accuracy)) FGA \(rounded(groupF1))")
    #expect(accuracy >= 0.88)
    #expect(groupF1 >= 0.90)
  }

  /// The text of the template of each message.
  private func groups(of messages: [String]) throws -> [String] {
    var miner = TemplateMiner()
    let ids = messages.map { miner.add($0) }
    let templates = miner.templates()
    return try ids.map { try #require(templates.template(of: $0)).text }
  }

  private func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }
}
