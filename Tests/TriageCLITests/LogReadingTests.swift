import Foundation
import LogStream
import Signatures
import TestSupport
import Testing

@testable import TriageCLI

/// Long logs are read in pieces by several threads; they say what one thread reads.
@Suite struct LogReadingTests {
  /// The logs of a sample as compose would write them, its services in turn at random.
  private static func combined(_ name: String, _ random: inout SeededGenerator) throws -> String {
    let folder = Repository.samples.appending(path: "\(name)/logs")
    var rest: [(name: String, lines: ArraySlice<Substring>)] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted() {
      let text = String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
      let service = file.replacing(".log", with: "")
      rest.append(
        (
          service.padding(toLength: 20, withPad: " ", startingAt: 0),
          text.split(separator: "\n")[...]
        ))
    }
    var result = ""
    while !rest.isEmpty {
      let place = random.below(rest.count)
      for line in rest[place].lines.prefix(1 + random.below(6)) {
        result += "\(rest[place].name)| \(line)\n"
        rest[place].lines.removeFirst()
      }
      if rest[place].lines.isEmpty { rest.remove(at: place) }
    }
    return result
  }

  @Test(arguments: ["quorum-lost", "nginx-upstream-timeout", "async-replication-disabled"], 0..<4)
  func piecesOfAComposeLogSayWhatTheWholeSays(name: String, seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    let text = try Self.combined(name, &random)
    let folder = FileManager.default.temporaryDirectory.appending(path: "pieces-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(text.utf8).write(to: folder.appending(path: "compose.log"))
    let sets = LogSet.all(of: EvidenceIntake(paths: [folder.path()]).files).sets
    #expect(sets.map(\.isCombined) == [true])
    var reading = LogReading(index: SkimmingTests.index)
    let whole = reading.parts(of: sets)
    reading.threads = 2 + seed
    reading.shortestPiece = text.utf8.count / (3 + seed)
    reading.leastShared = text.utf8.count / 20
    let parts = reading.parts(of: sets)
    #expect(whole.count == 1 && parts.count > 1)
    let (one, other) = (LogPass(whole, SkimmingTests.index), LogPass(parts, SkimmingTests.index))
    #expect(one.matcher.findings == other.matcher.findings)
    #expect(
      one.logs.map(SkimmingTests.withoutCounts) == other.logs.map(SkimmingTests.withoutCounts))
    #expect(one.inputs == other.inputs)
  }

  @Test func aTraceOverAnEdgeIsOneRecord() throws {
    // Other lines fill up what lies between the two halves of a trace, wherever the edge is.
    let quiet = (0..<400).map { "web-1  | 2026-11-23 00:00:01 INFO request \($0) of many\n" }
    let text =
      quiet.prefix(10).joined() + "job-1  | java.lang.IllegalStateException: torn\n"
      + quiet.joined() + "job-1  | \tat a.b.C.run(C.java:1)\n" + quiet.prefix(10).joined()
    let folder = FileManager.default.temporaryDirectory.appending(path: "torn-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(text.utf8).write(to: folder.appending(path: "compose.log"))
    let sets = LogSet.all(of: EvidenceIntake(paths: [folder.path()]).files).sets
    var reading = LogReading(index: SkimmingTests.index, threads: 2)
    reading.shortestPiece = 2000
    let parts = reading.parts(of: sets)
    let records = parts.reduce(0) { $0 + $1.files.reduce(0) { $0 + $1.statistics.records } }
    #expect(records == 421)
  }
}
