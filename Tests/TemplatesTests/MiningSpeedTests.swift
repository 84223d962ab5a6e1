import Foundation
import LogStream
import TestSupport
import Testing

@testable import Templates

/// Lines per second beside `wc -l` of the same file in the same run.
///
///     LOGTRIAGE_BENCH=1 swift test -c release -Xswiftc -enable-testing --filter MiningSpeedTests
@Suite(
  .enabled(if: LabelledLog.isPresent, "needs ../shared/suites/loghub"),
  .enabled(
    if: ProcessInfo.processInfo.environment["LOGTRIAGE_BENCH"] == "1", "needs LOGTRIAGE_BENCH=1"))
struct MiningSpeedTests {
  @Test func threeHundredThousandLinesAreMinedInASecond() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "mining-\(UUID()).log")
    defer { try? FileManager.default.removeItem(at: file) }
    let lines = try write(to: file)
    let bytes = Array(try Data(contentsOf: file))
    let clock = ContinuousClock()
    let counting = try clock.measure { try countLines(of: file) }
    var miner = TemplateMiner()
    let mining = clock.measure { mine(bytes, into: &miner) }
    let rate = Double(lines) / (mining / .seconds(1))
    print("\(lines) lines: \(Int(rate)) a second, \(mining / counting) times wc -l")
    #expect(miner.messages == lines)
    #if !DEBUG
    #expect(rate >= 300_000)
    #endif
  }

  /// Writes the messages of all labelled logs a hundred times in a seeded order.
  private func write(to file: URL) throws -> Int {
    var numbers = SeededGenerator(seed: 1)
    var messages = try LabelledLog.names.flatMap { try LabelledLog($0).messages }
    messages = messages.map { $0.replacing("\n", with: " ") }
    var text = Data()
    for _ in 0..<100 {
      messages.shuffle(using: &numbers)
      text.append(contentsOf: (messages.joined(separator: "\n") + "\n").utf8)
    }
    try text.write(to: file)
    return 100 * messages.count
  }

  private func countLines(of file: URL) throws {
    let counter = Process()
    counter.executableURL = URL(filePath: "/usr/bin/env")
    counter.arguments = ["wc", "-l", file.path()]
    counter.standardOutput = FileHandle.nullDevice
    try counter.run()
    counter.waitUntilExit()
  }

  private func mine(_ bytes: [UInt8], into miner: inout TemplateMiner) {
    bytes.withUnsafeBytes { buffer in
      let text = ByteText(buffer)
      var start = 0
      while let end = text.firstIndex(of: UInt8(ascii: "\n"), from: start) {
        miner.add(text[start..<end])
        start = end + 1
      }
    }
  }
}
