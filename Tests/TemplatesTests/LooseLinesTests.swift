import Findings
import Foundation
import LogStream
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

  @Test func writtenAndReadItIsTheSame() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = try encoder.encode(Self.whole)
    let again = try JSONDecoder().decode(LooseLines.self, from: bytes)
    #expect(again.groups == Self.whole.groups)
    #expect(try encoder.encode(again) == bytes)
  }
}
