import LogStream
import TestSupport
import Testing

@testable import Templates

/// Messages that no program means to write.
struct HostileMessagesTests {
  @Test(arguments: 0..<40)
  func anyBytesAreMinedWithoutATrap(_ seed: Int) {
    var numbers = SeededGenerator(seed: seed)
    var miner = TemplateMiner()
    for _ in 0..<50 {
      numbers.bytes(numbers.below(300)).withUnsafeBytes { _ = miner.add(ByteText($0)) }
    }
    #expect(miner.templates().all.reduce(0) { $0 + $1.count } == 50)
  }

  @Test(arguments: 0..<20)
  func theShapeOfAnyBytesGoesThroughABaseline(_ seed: Int) throws {
    var numbers = SeededGenerator(seed: 50 + seed)
    var miner = TemplateMiner()
    for _ in 0..<30 {
      numbers.bytes(numbers.below(200)).withUnsafeBytes { _ = miner.add(ByteText($0)) }
    }
    let baseline = TemplateBaseline(miner)
    #expect(try TemplateBaseline(parsing: Array(baseline.text.utf8)) == baseline)
  }

  @Test(arguments: 0..<40)
  func aDamagedBaselineIsReadOrRefusedWithoutATrap(_ seed: Int) {
    var numbers = SeededGenerator(seed: 90 + seed)
    var bytes = Array(TemplateBaseline(TemplateMiner(["a 1", "b\\c 2", "ü"])).text.utf8)
    for _ in 0...numbers.below(4) {
      let place = numbers.below(bytes.count)
      let cut = place..<min(bytes.count, place + numbers.below(4))
      bytes.replaceSubrange(cut, with: numbers.bytes(numbers.below(3)))
      if bytes.isEmpty { bytes = [10] }
    }
    do {
      let baseline = try TemplateBaseline(parsing: bytes)
      #expect(baseline.shapeCount <= 3 + 8)
    } catch {
      #expect(error.line >= 1)
    }
  }

  @Test func aLineOfDotsIsLinear() {
    let dots = String(repeating: "a..", count: 1300)
    let clock = ContinuousClock()
    let time = clock.measure { _ = TemplateMiner([String](repeating: dots, count: 20)) }
    #expect(time < .seconds(2))
  }
}
