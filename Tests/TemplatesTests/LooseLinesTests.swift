import Findings
import Foundation
import LogStream
import TestSupport
import Testing

@testable import Templates

/// Loud lines that no signature knows, mined in parts.
@Suite struct LooseLinesTests {
  private static let messages = (0..<60).map { number in
    let kind = ["cannot reach peer", "disk is", "late by"][number % 3]
    return (
      "\(kind) \(number * 7)", number % 3 == 0 ? Severity.error : .warning,
      Timestamp(nanoseconds: Int64(1_000 + (number * 37) % 60))
    )
  }

  private static func add(_ number: Int, to lines: inout LooseLines) {
    let (text, severity, time) = messages[number]
    Array(text.utf8).withUnsafeBytes {
      _ = lines.add(
        ByteText($0), text: ByteText($0), severity: severity, source: "a.log", line: number + 1,
        time: time)
    }
  }

  private static let whole: LooseLines = {
    var lines = LooseLines()
    for number in messages.indices { add(number, to: &lines) }
    return lines
  }()

  @Test func theLoudestAndMostFrequentComeFirst() {
    let groups = Self.whole.groups
    #expect(groups.map(\.count) == [20, 20, 20])
    #expect(groups.first?.template == "cannot reach peer <*>")
    #expect(groups.first?.severity == .error)
    #expect(groups.first?.sample.time?.nanoseconds == 1_000)
  }

  @Test(arguments: 1...8)
  func partsInAnyOrderAreTheWhole(count: Int) {
    var parts = Array(repeating: LooseLines(), count: count)
    for number in Self.messages.indices.reversed() {
      Self.add(number, to: &parts[(number * 11) % count])
    }
    var merged = LooseLines()
    for part in parts.reversed() { merged.merge(part) }
    #expect(merged.groups == Self.whole.groups)
  }

  /// Some without a time, many at the same one, and in no order.
  private static func repeated(
    _ random: inout SeededGenerator
  ) -> [(String, Severity, Timestamp?)] {
    (0..<200).map { _ in
      let kind = ["cannot reach peer", "disk is", "late by"][random.below(3)]
      let time = random.below(4) == 0 ? nil : Timestamp(nanoseconds: Int64(random.below(12)))
      return ("\(kind) \(10 + random.below(90))", kind == "late by" ? .error : .warning, time)
    }
  }

  @Test("Counted again where it is no sample, it is the same", arguments: 0..<40)
  func again(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var (read, told) = (LooseLines(keepsMessages: false), LooseLines(keepsMessages: false))
    var ids: [Substring: ShapeID] = [:]
    var counted = 0
    for (number, (text, severity, time)) in Self.repeated(&random).enumerated() {
      Array(text.utf8).withUnsafeBytes { bytes in
        let (message, kind) = (ByteText(bytes), text.prefix(4))
        func add(_ lines: inout LooseLines) -> ShapeID {
          lines.add(
            message, text: message, severity: severity, source: "a.log", line: number + 1,
            time: time)
        }
        _ = add(&read)
        if let id = ids[kind],
          told.addAgain(
            id, severity: severity, source: "a.log", line: number + 1, time: time)
        {
          counted += 1
        } else {
          ids[kind] = add(&told)
        }
      }
    }
    #expect(told.groups == read.groups)
    #expect(told.miner.sketch.isSame(as: read.miner.sketch))
    #expect(counted > 50)
  }

  @Test("Later ones may be counted together", arguments: [true, false])
  func together(haveTimes: Bool) {
    var (one, all) = (LooseLines(keepsMessages: false), LooseLines(keepsMessages: false))
    func add(_ number: Int, _ lines: inout LooseLines) -> ShapeID {
      Array("late by \(100 + number)".utf8).withUnsafeBytes {
        lines.add(
          ByteText($0), text: ByteText($0), severity: .error, source: "a.log", line: number,
          time: haveTimes ? Timestamp(nanoseconds: Int64(number)) : nil)
      }
    }
    for number in 1...20 { _ = add(number, &one) }
    let id = add(1, &all)
    let times = Timestamp(nanoseconds: 2)...Timestamp(nanoseconds: 20)
    all.addAgain(id, count: 19, at: haveTimes ? times : nil)
    #expect(all.groups == one.groups)
    #expect(all.miner.sketch.isSame(as: one.miner.sketch))
  }

  @Test func writtenAndReadItIsTheSame() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = try encoder.encode(Self.whole)
    let again = try JSONDecoder().decode(LooseLines.self, from: bytes)
    #expect(again.groups == Self.whole.groups)
    #expect(try encoder.encode(again) == bytes)
  }
}
