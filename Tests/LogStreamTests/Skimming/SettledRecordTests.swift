import TestSupport
import Testing

@testable import LogStream

/// Loud records that were met before and of which no more than a count is wanted, among quiet ones.
@Suite("Records that are only counted")
struct SettledRecordTests {
  /// Quiet and loud ones, with and without headers, and some that others may belong to.
  private static let lines = [
    #"{"level":"info","time":"2026-11-23TCLOCKZ","msg":"all is well with NUMBER of them"}"#,
    #"{"level":"error","time":"2026-11-23TCLOCKZ","msg":"failed NUMBER times to do so"}"#,
    #"{"level":"warning","time":"2026-11-23TCLOCKZ","msg":"nearly so"}"#,
    "2026-11-23 CLOCK [info] 1#1: all is well with NUMBER of them",
    "2026-11-23 CLOCK [error] 1#1: failed NUMBER times to do so",
    "2026-11-23 CLOCK [error] 1#1: nearly so, or even so",
    "a line without a header, of NUMBER such lines",
    "2026-11-23 CLOCK [error] 1#1: panic serving 1.2.3.4:NUMBER",
    "net/http.(*conn).serve(0xNUMBER, {0x7f5b20, 0xc0})",
    "goroutine NUMBER [running]: something that stands on it",
    "Nov 23 CLOCK web app[NUMBER]: ERROR: failed NUMBER times",
    "[Mon Nov 23 CLOCK 2026] [error] failed NUMBER times to do so",
  ]

  private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }

  /// A log in one of the formats, whose times mostly rise.
  private static func log(_ format: Int, _ random: inout SeededGenerator) -> [UInt8] {
    // Some of the lines only, so that they follow each other in the same way again.
    let some = (0..<5).map { _ in Self.lines[Int.random(in: 0..<Self.lines.count, using: &random)] }
    var second = 1000
    return (0..<500).flatMap { number -> [UInt8] in
      second += Int.random(in: 0..<40, using: &random) == 0 ? -20 : 1
      let clock = "00:\(two(second / 60 % 60)):\(two(second % 60))"
      let line =
        Int.random(in: 0..<8, using: &random) == 0
        ? lines[Int.random(in: 0..<lines.count, using: &random)] : some[number % some.count]
      let text = line.replacing("CLOCK", with: clock)
        .replacing("NUMBER", with: "\(Int.random(in: 10...99, using: &random))")
      let stamp = "2026-11-23T\(clock).123456789Z"
      let name = ["db-1 ", "web-1"][Int.random(in: 0..<4, using: &random) == 0 ? 1 : 0]
      let wrapped =
        switch format {
        case 0: text
        case 1: "\(stamp) \(text)"
        case 2: "\(name)  | \(text)"
        case 3: "\(name)  | \(stamp) \(text)"
        default:
          #"{"log":"\#(text.replacing("\"", with: "\\\""))\n","stream":"stderr","time":"\#(stamp)"}"#
        }
      return Array((wrapped + "\n").utf8)
    }
  }

  @Test("are those that are read", arguments: 0..<5, 0..<8)
  func counts(_ format: Int, _ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed * 5 + format))
    let (first, second) = (Self.log(format, &random), Self.log(format, &random))
    for sieve: any LineSieve in [ScatteredSieve(), OpenSieve()] {
      for comparison in [
        SkimComparison([first + second]), SkimComparison([first, second]),
        SkimComparison([first + second], chunk: 3000),
      ] where comparison.difference(sieve: sieve) != nil {
        Issue.record("\(comparison.explanation(sieve: sieve))")
        return
      }
    }
  }

  @Test("are those that are read where lines are forgotten again", arguments: 0..<5, [2, 5, 9])
  func forgotten(_ format: Int, _ mostKnown: Int) {
    var random = SeededGenerator(seed: UInt64(mostKnown * 5 + format))
    for _ in 0..<4 {
      let (first, second) = (Self.log(format, &random), Self.log(format, &random))
      for sieve: any LineSieve in [ScatteredSieve(), OpenSieve()] {
        for files in [[first + second], [first, second]] {
          var comparison = SkimComparison(files, chunk: 3000)
          comparison.mostKnown = mostKnown
          guard comparison.difference(sieve: sieve) != nil else { continue }
          Issue.record("\(comparison.explanation(sieve: sieve))")
          return
        }
      }
    }
  }

  /// Without this the comparison would say nothing.
  @Test("there are some", arguments: 1..<5)
  func areCounted(_ format: Int) throws {
    var random = SeededGenerator(seed: 7)
    var (read, told, counted) = (0, 0, 0)
    var options = LogReader.Options()
    options.tellsRepeats = true
    let reader = LogReader(options: options, sieve: OpenSieve())
    for _ in 0..<20 {
      try reader.read(
        from: MemorySource(Self.log(format, &random)), isLast: false,
        repeated: { retelling in
          switch retelling {
          case .record: told += 1
          case .counts(let records): counted += records.counts.reduce(0) { $0 + $1.records }
          }
          return .settled
        }
      ) { _ in read += 1 }
    }
    #expect(counted > 400, "of \(read), \(told), \(counted)")
  }

  @Test("lines are forgotten again and again", arguments: [2, 5, 9])
  func areForgotten(_ mostKnown: Int) throws {
    var random = SeededGenerator(seed: 8)
    let sieve = OpenSieve()
    let memory = LineMemory(sieve, mostLines: mostKnown)
    let reader = LogReader(sieve: sieve, memory: memory)
    for format in 0..<5 {
      try reader.read(from: MemorySource(Self.log(format, &random)), isLast: false) { _ in }
    }
    #expect(memory.known.era > 1)
    #expect(memory.known.lines.count <= mostKnown)
  }
}
