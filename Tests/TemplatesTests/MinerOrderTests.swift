import Findings
import LogStream
import TestSupport
import Testing

@testable import Templates

/// The result is a function of the set of messages: no order and no split shows in it.
struct MinerOrderTests {
  /// A message and when it came.
  struct Event {
    let message: String
    let time: Timestamp?
  }

  @Test(arguments: 0..<12)
  func shuffledMessagesGiveTheSameTemplates(_ seed: Int) {
    var numbers = SeededGenerator(seed: seed)
    let events = Self.events(300, &numbers)
    #expect(miner(of: events) == miner(of: events.shuffled(using: &numbers)))
  }

  @Test(arguments: 0..<12)
  func anySplitAndOrderOfMergesGivesTheSameTemplates(_ seed: Int) {
    var numbers = SeededGenerator(seed: 100 + seed)
    let events = Self.events(300, &numbers)
    #expect(merged(events, parts: 1 + numbers.below(6), &numbers) == miner(of: events))
  }

  @Test(arguments: 0..<2)
  func shuffledMessagesBeyondTheBoundGiveTheSameShapes(_ seed: Int) {
    var numbers = SeededGenerator(seed: 200 + seed)
    let events = Self.flood(9000, &numbers)
    let other = baseline(events.shuffled(using: &numbers))
    #expect(baseline(events) == other)
  }

  @Test(arguments: 0..<2)
  func anySplitBeyondTheBoundGivesTheSameShapes(_ seed: Int) {
    var numbers = SeededGenerator(seed: 300 + seed)
    let events = Self.flood(9000, &numbers)
    var parts = [TemplateMiner](repeating: TemplateMiner(), count: 3)
    for event in events { parts[numbers.below(3)].add(event.message, at: event.time) }
    parts.shuffle(using: &numbers)
    var sum = TemplateMiner()
    for part in parts { sum.merge(part) }
    #expect(TemplateBaseline(sum).text == baseline(events))
  }

  @Test func messagesBeyondTheBoundAreCounted() {
    var numbers = SeededGenerator(seed: 1)
    let events = Self.flood(9000, &numbers)
    var miner = TemplateMiner()
    for event in events { miner.add(event.message, at: event.time) }
    let kept = miner.templates().all.reduce(0) { $0 + $1.count }
    #expect(miner.leftOut > 0)
    #expect(kept + miner.leftOut == events.count)
  }

  @Test func theNumberOfShapesIsBounded() {
    var numbers = SeededGenerator(seed: 2)
    var miner = TemplateMiner()
    for event in Self.flood(9000, &numbers) { miner.add(event.message) }
    #expect(miner.shapeCount <= ShapeSketch.mostPlaces)
  }

  @Test func aFloodOfNamesDoesNotDriveOutAnotherTemplate() {
    var numbers = SeededGenerator(seed: 3)
    var miner = TemplateMiner()
    for number in 0..<20_000 {
      miner.add("\(numbers.word())\(numbers.word()) has logged out")
      if number % 100 == 0 { miner.add("disk is full now") }
    }
    let counts = miner.templates().all.filter { $0.text == "disk is full now" }.map(\.count)
    #expect(miner.leftOut > 0)
    #expect(counts == [200])
  }

  // MARK: Events

  /// Messages of a few statements with names, numbers and times, many of them equal.
  private static func events(_ count: Int, _ numbers: inout SeededGenerator) -> [Event] {
    let names = (0..<8).map { _ in numbers.word() }
    return (0..<count).map { _ in
      let name = names[numbers.below(names.count)]
      let messages = [
        "session opened for user \(name)", "\(name) is \(numbers.below(9)) ms late",
        "cache \(name) = \(names[numbers.below(names.count)]) dropped", "disk is full",
        "peers left [\(numbers.below(5))] [\(name)]",
      ]
      let time = numbers.below(4) == 0 ? nil : Timestamp(nanoseconds: Int64(numbers.below(50)))
      return Event(message: messages[numbers.below(messages.count)], time: time)
    }
  }

  /// Messages of nearly as many shapes, some of which come again.
  private static func flood(_ count: Int, _ numbers: inout SeededGenerator) -> [Event] {
    var events: [Event] = []
    for number in 0..<count {
      let words = (0...numbers.below(5)).map { _ in numbers.word() }
      let isAgain = number > 0 && numbers.below(4) == 0
      let message = isAgain ? events[numbers.below(number)].message : words.joined(separator: " ")
      events.append(Event(message: message, time: Timestamp(nanoseconds: Int64(number))))
    }
    return events
  }

  /// All that a miner gives, as text.
  private func miner(of events: [Event]) -> String {
    var miner = TemplateMiner()
    for event in events { miner.add(event.message, at: event.time) }
    return result(of: miner)
  }

  private func baseline(_ events: [Event]) -> String {
    var miner = TemplateMiner()
    for event in events { miner.add(event.message, at: event.time) }
    return TemplateBaseline(miner).text
  }

  private func merged(_ events: [Event], parts: Int, _ numbers: inout SeededGenerator) -> String {
    var miners = [TemplateMiner](repeating: TemplateMiner(), count: parts)
    for event in events {
      miners[numbers.below(parts)].add(event.message, at: event.time)
    }
    while miners.count > 1 {
      let part = miners.remove(at: numbers.below(miners.count))
      miners[numbers.below(miners.count)].merge(part)
    }
    return miners.map(result).joined()
  }

  private func result(of miner: TemplateMiner) -> String {
    TemplateBaseline(miner).text + miner.templates().all.map { "\($0)" }.joined(separator: "\n")
  }
}
