import Findings
import Foundation
import LogStream
import Signatures
import Templates
import TestSupport
import Testing

@testable import TriageCLI

/// Loud lines that say the same again are counted as if each were read, whatever their times.
@Suite struct RepeatedLinesTests {
  /// Loud ones that signatures know, may know, or do not; with rates and sequences; and quiet ones.
  private static let lines = [
    #"{"action":"raft","level":"error","msg":"failed to contact","peer":"node2","time":"TIME"}"#,
    #"{"action":"memberlist","build_wv_version":"1.32.5","level":"warning","msg":" memberlist: Suspect node3 has failed, no acks received","time":"TIME"}"#,
    #"{"level":"warning","msg":"heartbeat timeout reached, starting election","last-leader-addr":"10.0.0.2:8300","time":"TIME"}"#,
    #"{"level":"error","msg":"nobody has ever heard of this","time":"TIME"}"#,
    #"{"level":"warning","msg":"nor of that, 17 times in 23 runs","time":"TIME"}"#,
    #"{"level":"info","msg":"entering leader state","time":"TIME"}"#,
    #"{"action":"memberlist_init","level":"error","msg":"memberlist join not successful","remote_hostname":["node3"],"time":"TIME"}"#,
    #"{"level":"info","ts":"TIME","caller":"x/x.go:1","msg":"25e18fdb50e8f3e4 is starting a new election at term 4"}"#,
    #"{"level":"info","msg":"nothing of note","time":"TIME"}"#,
    "2026-11-23 CLOCK UTC [51] FATAL:  password authentication failed for user \"orders\"",
    "2026-11-23 CLOCK UTC [51] ERROR:  an unheard of complaint",
    "2026-11-23 CLOCK UTC [1] LOG:  database system is ready to accept connections",
    "2026/11/23 CLOCK [error] 8#8: *17 connect() failed (111: Connection refused) while connecting to upstream",
    "2026-11-23 CLOCK UTC [NUMBER] ERROR:  a complaint of NUMBER that is unheard of",
    "[Mon Nov 23 CLOCK 2026] [error] nobody has ever heard of NUMBER",
    "ERROR: a complaint that has no time and no end, NUMBER",
    "WARNING: nor has this one, as NUMBER others have",
    #"{"level":"error","msg":"nobody has ever heard of these NUMBER","time":"TIME"}"#,
    #"{"level":"error","msg":"nor of those \"NUMBER\"","time":"TIME","n":NUMBER}"#,
    "2026-11-23 CLOCK UTC [NUMBER] FATAL:  password authentication failed for user \"u1NUMBER\"",
    #"{"got":0,"level":"debug","msg":"wait for update version","time":"TIME","want":3}"#,
    "Traceback (most recent call last):",
    "  File \"x.py\", line 1, in <module>",
    "ValueError: x",
  ]

  /// A log of one container in some wrapping; the times go forth and back.
  private static func log(_ random: inout SeededGenerator) -> String {
    let wrapping = Int.random(in: 0..<4, using: &random)
    var second = 1000
    return (0..<800).map { _ in
      second += Int.random(in: 0..<10, using: &random) == 0 ? -30 : 1
      let clock = "00:\(two(second / 60 % 60)):\(two(second % 60))"
      let text = lines[Int.random(in: 0..<lines.count, using: &random)]
        .replacing("TIME", with: "2026-11-23T\(clock)Z").replacing("CLOCK", with: clock)
        .replacing("NUMBER", with: "\(Int.random(in: 10...99, using: &random))")
      let stamp = "2026-11-23T\(clock).12345678\(second % 9 + 1)Z"
      switch wrapping {
      case 0: return text
      case 1: return stamp + " " + text
      case 2: return ["db-1  | ", "web-1  | "][Int.random(in: 0..<2, using: &random)] + text
      default:
        let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return #"{"log":"\#(escaped)\n","stream":"stderr","time":"\#(stamp)"}"#
      }
    }.joined(separator: "\n") + "\n"
  }

  private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }

  @Test(arguments: 0..<24)
  func areCountedAlike(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let log = FileManager.default.temporaryDirectory.appending(path: "repeats-\(UUID()).log")
    defer { try? FileManager.default.removeItem(at: log) }
    try Self.log(&random).write(to: log, atomically: true, encoding: .utf8)
    let sets = LogSet.all(of: EvidenceIntake(paths: [log.path()]).files).sets
    let index = SkimmingTests.index
    let told = LogPass(sets.map { LogPart.read($0, index) }, index)
    let read = LogPass(sets.map { LogPart.read($0, index, isSkimming: false) }, index)
    #expect(told.matcher.findings == read.matcher.findings)
    #expect(told.matcher.unexplained == read.matcher.unexplained)
    #expect(told.inputs == read.inputs)
    #expect(told.loose.groups == read.loose.groups)
    #expect(
      told.logs.map(SkimmingTests.withoutCounts) == read.logs.map(SkimmingTests.withoutCounts))
    #expect(told.logs.contains { $0.levels["error", default: 0] > 20 })
  }

  /// Told together, they come before what ends the log: where the last error is, and when a rate is met.
  @Test("A flood of one line is counted alike", arguments: lines.indices, [1, 60])
  func flood(of number: Int, spacing: Int) throws {
    let log = FileManager.default.temporaryDirectory.appending(path: "flood-\(UUID()).log")
    defer { try? FileManager.default.removeItem(at: log) }
    let quiet = #"{"level":"info","msg":"nothing of note","time":"TIME"}"#
    let text = (0..<700).map { place in
      // Later lines are too far apart for any rate.
      let second = min(place, 300) * spacing / 8 + max(0, place - 300) * 90
      let clock = [second / 3600, second / 60 % 60, second % 60].map(Self.two)
        .joined(separator: ":")
      let line = place % 2 == 0 && place < 600 ? Self.lines[number] : quiet
      return "2026-11-23T\(clock).\(place % 8)00000000Z "
        + line.replacing("TIME", with: "2026-11-23T\(clock)Z").replacing("CLOCK", with: clock)
        .replacing("NUMBER", with: "\(10 + place * 7 % 90)")
    }
    try (text.joined(separator: "\n") + "\n").write(to: log, atomically: true, encoding: .utf8)
    let set = try #require(LogSet.all(of: EvidenceIntake(paths: [log.path()]).files).sets.first)
    let index = SkimmingTests.index
    let (told, read) = (
      LogPart.read(set, index), LogPart.read(set, index, isSkimming: false)
    )
    #expect(told.matcher.findings == read.matcher.findings)
    #expect(told.matcher.unexplained == read.matcher.unexplained)
    #expect(told.loose.mapValues(\.groups) == read.loose.mapValues(\.groups))
    #expect(
      told.spans.map(SkimmingTests.withoutCounts) == read.spans.map(SkimmingTests.withoutCounts))
  }

  /// What is told by its number has no text: none may show where parts are merged.
  ///
  /// The parts have one memory, from which lines are forgotten where it is small.
  @Test(
    "Parts that tell repeats are together what the whole is", arguments: 0..<24, [3, 8, 1 << 14])
  func inParts(seed: Int, mostKnown: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let log = FileManager.default.temporaryDirectory.appending(path: "parts-\(UUID()).log")
    defer { try? FileManager.default.removeItem(at: log) }
    // Each is a record of its own, so that any line may begin a part.
    let lines = Self.lines.filter { $0.hasPrefix("{") }
    var (second, place, starts) = (1000, 0, [0])
    let text = (0..<800).map { number in
      second +=
        Int.random(in: 0..<10, using: &random) == 0 ? -30 : Int.random(in: 0..<3, using: &random)
      let clock = "00:\(Self.two(second / 60 % 60)):\(Self.two(second % 60))"
      let line = lines[Int.random(in: 0..<lines.count, using: &random)]
        .replacing("TIME", with: "2026-11-23T\(clock)Z")
        .replacing("NUMBER", with: "\(Int.random(in: 10...99, using: &random))")
      place += line.utf8.count + 1
      if Int.random(in: 0..<100, using: &random) == 0 { starts.append(place) }
      return line + "\n"
    }.joined()
    try text.write(to: log, atomically: true, encoding: .utf8)
    let set = try #require(LogSet.all(of: EvidenceIntake(paths: [log.path()]).files).sets.first)
    let index = SkimmingTests.index
    let ends = starts.dropFirst() + [place]
    let memory = LineMemory(index.sieve, mostLines: mostKnown)
    var parts = zip(starts, ends).map {
      LogPart.read(set, SharedRange($0..<$1), index, memory: memory).part
    }
    var whole = parts.removeFirst()
    for part in parts { whole.append(part) }
    let read = LogPart.read(set, index, isSkimming: false)
    #expect(whole.matcher.findings == read.matcher.findings)
    #expect(whole.matcher.unexplained == read.matcher.unexplained)
    #expect(whole.loose.mapValues(\.groups) == read.loose.mapValues(\.groups))
    #expect(
      whole.spans.map(SkimmingTests.withoutCounts) == read.spans.map(SkimmingTests.withoutCounts))
  }

  /// Without this the comparison would say nothing.
  @Test func areTold() throws {
    var (told, read) = (0, 0)
    var options = LogReader.Options()
    options.tellsRepeats = true
    let text = String(repeating: Self.lines[0] + "\n" + Self.lines[7] + "\n", count: 50)
      .replacing("TIME", with: "2026-11-23T00:00:01Z").replacing("CLOCK", with: "00:00:01")
    let reader = LogReader(options: options, sieve: SkimmingTests.index.sieve)
    try reader.read(
      from: MemorySource(text),
      repeated: { _ in
        told += 1
        return .taken
      }
    ) { _ in read += 1 }
    #expect(told + read == 100)
    #expect(read < 10)
    #expect(reader.statistics.records == 100)
  }
}
