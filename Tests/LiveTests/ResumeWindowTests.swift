import Findings
import Testing

@testable import Live

/// Reading goes on without a gap and without a line twice.
@Suite struct ResumeWindowTests {
  private static func line(_ milliseconds: Int64, _ text: String) -> [UInt8] {
    let time = Timestamp(nanoseconds: 1_790_000_000_000_000_000 + milliseconds * 1_000_000)
    let stamp = time.description
    let parts = stamp.dropLast().split(separator: ".")
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let padded = fraction + String(repeating: "0", count: 9 - fraction.count)
    return Array("\(parts[0]).\(padded)Z \(text)".utf8)
  }

  private static func admits(_ window: inout ResumeWindow, _ line: [UInt8]) -> Bool {
    line.withUnsafeBytes { window.admits($0) }
  }

  /// What docker gives again: all lines at or after a time.
  private static func again(_ lines: [[UInt8]], since: String) throws -> [[UInt8]] {
    let start = try #require(Timestamp(rfc3339: since)).nanoseconds
    return lines.filter { $0.withUnsafeBytes { LogStamp.nanoseconds($0) ?? 0 } >= start }
  }

  @Test func equalLinesWithEqualTimesAreCounted() throws {
    var window = ResumeWindow()
    let first = [Self.line(0, "a"), Self.line(0, "a"), Self.line(0, "b")]
    for line in first { #expect(Self.admits(&window, line)) }
    let resumed = window.resume()
    let since = try #require(resumed)
    let after = [Self.line(0, "a"), Self.line(0, "b"), Self.line(1, "c")]
    let given = try Self.again(first + after, since: since)
    let new = given.filter { Self.admits(&window, $0) }
    #expect(new.count == 3)
  }

  @Test func withoutALineItBeginsAtTheStart() {
    var window = ResumeWindow()
    #expect(window.resume() == nil)
  }

  @Test func linesWithoutATimeAreNew() {
    var window = ResumeWindow()
    #expect(Self.admits(&window, Array("no stamp".utf8)))
    #expect(Self.admits(&window, Array("no stamp".utf8)))
  }

  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  /// Whatever the times, the breaks and the size of the memory: every line once, none left out.
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func everyLineComesOnce(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let most = [8, 40, 1 << 16].randomElement(using: &random) ?? 8
    var window = ResumeWindow(most: most)
    // The log as the engine keeps it: times rise, many are equal, texts repeat.
    var time: Int64 = 0
    var log: [[UInt8]] = []
    for _ in 0..<400 {
      time += [0, 0, 0, 1, 40, 700, 3000].randomElement(using: &random) ?? 0
      log.append(Self.line(time, ["x", "y", "z"].randomElement(using: &random) ?? "x"))
    }
    var got: [[UInt8]] = []
    var position = 0
    var isFirst = true
    while position < log.count {
      // A piece is read, then the program that reads ends; what it had not read comes again.
      let end = min(log.count, position + Int.random(in: 1...60, using: &random))
      var start = 0
      if !isFirst, let since = window.resume() {
        start = log.count - (try Self.again(log, since: since)).count
      }
      isFirst = false
      for line in log[start..<end] where Self.admits(&window, line) { got.append(line) }
      position = end
    }
    #expect(got == log)
  }

  /// The two outputs of a container are read a little out of order.
  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func linesOutOfOrderByLessThanASecondAreNotLost(seed: UInt64) throws {
    var random = Seeded(state: seed)
    var window = ResumeWindow()
    let log = (0..<200).map { Self.line(Int64($0) * 20, "line \($0)") }
    // Read up to the middle, where a few of the last ones have not come yet.
    let late = Set((0..<3).map { _ in Int.random(in: 90..<100, using: &random) })
    var got = log[..<100].enumerated().filter { !late.contains($0.offset) }.map(\.element)
    for line in got { #expect(Self.admits(&window, line)) }
    let resumed = window.resume()
    let since = try #require(resumed)
    for line in try Self.again(log, since: since) where Self.admits(&window, line) {
      got.append(line)
    }
    #expect(Set(got.map { String(decoding: $0, as: UTF8.self) }).count == 200)
    #expect(got.count == 200)
  }
}
