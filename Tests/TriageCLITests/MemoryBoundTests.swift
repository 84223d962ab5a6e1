#if os(Linux)
import Foundation
import TestSupport
import Testing

@testable import TriageCLI

/// How much memory the program takes, as a program of its own.
@Suite("H17: memory stays under a fixed bound, whatever the input")
struct MemoryBoundTests {
  /// What no input may make it exceed (the design's limit), in KiB.
  private static let bound = 100 << 10

  /// The program beside the tests.
  private static let program: URL? = {
    let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let places = [beside, Repository.root.appending(path: ".build/debug")]
    return places.map { $0.appending(path: "logtriage") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path()) }
  }()

  /// An input that would need more than the bound if it were kept.
  struct Input: Sendable, CustomTestStringConvertible {
    var name: String
    var command = "analyze"
    /// How often `part` is written, with its number.
    var parts: Int
    var part: @Sendable (Int) -> String
    var testDescription: String { "\(command): \(name)" }
  }

  private static let megabyte = String(repeating: "a", count: 1 << 20)

  static let inputs = [
    Input(name: "one line of 104 MiB", parts: 104) { _ in megabyte },
    Input(name: "one line of 104 MiB", command: "inspect-input", parts: 104) { _ in megabyte },
    Input(name: "one JSON line of 30 MiB that never ends", parts: 30) { at in
      (at == 0 ? #"{"level":"error","msg":""# : "") + megabyte
    },
    Input(name: "lines with 60,000 fields", parts: 6) { _ in
      #"{"level":"error","msg":"x","#
        + (0..<60_000).map { #""f\#($0)":"v\#($0)""# }.joined(separator: ",") + "}\n"
    },
    Input(name: "arrays in arrays, 400,000 deep", parts: 4) { _ in
      #"{"level":"error","a":"# + String(repeating: "[", count: 400_000)
        + String(repeating: "]", count: 400_000) + "}\n"
    },
    Input(name: "containers without end", parts: 200) { at in
      (0..<100).map { "service-\(at * 100 + $0)-1  | ERROR: no route to \($0)\n" }.joined()
    },
    Input(name: "containers without end that each say what is known", parts: 40) { at in
      (0..<100).map { "service-\(at * 100 + $0)-1  | 2026/11/23 00:00:01 [emerg] 1#1: no live\n" }
        .joined()
    },
    Input(name: "long lines of 1,600 containers", parts: 400) { at in
      (0..<4).map { number in
        "service-\(at * 4 + number)-1  | ERROR: " + String(repeating: "x", count: 70 << 10) + "\n"
      }.joined()
    },
    Input(name: "errors of which no two are alike", parts: 200) { at in
      (0..<100).map { number in
        let word = String(at * 100 + number &* 2_654_435_761, radix: 36)
        return "2026-11-23T00:00:01Z ERROR \(word)x \(word)y-\(word)z failed for \(word)\n"
      }.joined()
    },
    Input(name: "a trace without end", parts: 100) { at in
      (at == 0 ? "Traceback (most recent call last):\n" : "")
        + String(repeating: "  File \"a.py\", line 1, in f\n    f()\n", count: 1000)
    },
    Input(name: "pieces of json-file without a last one", parts: 60) { _ in
      #"{"log":""# + String(repeating: "a", count: 16_384)
        + #"","stream":"stdout","time":"2026-11-23T00:00:00Z"}"# + "\n"
    },
  ]

  @Test("of the program", arguments: inputs)
  func peak(_ input: Input) throws {
    guard let program = Self.program else {
      print("H17: skipped, the program is not beside the tests")
      return
    }
    let file = FileManager.default.temporaryDirectory.appending(path: "memory-\(UUID()).log")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    for part in 0..<input.parts { try handle.write(contentsOf: Data(input.part(part).utf8)) }
    try handle.close()
    let process = Process()
    process.executableURL = program
    process.arguments = [input.command, file.path(), "--format", "json"]
    process.environment = ["LOGTRIAGE_PATTERNS": Repository.patterns.path()]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    let peak = Self.peak(of: process)
    #expect([0, 1, 3].contains(process.terminationStatus))
    #expect(peak > 1000, "it was watched")
    #expect(peak < Self.bound, "\(peak) KiB")
  }

  /// The most memory that a process had resident, in KiB (proc(5), `VmHWM`), asked for until its end.
  private static func peak(of process: Process) -> Int {
    var peak = 0
    while process.isRunning {
      let path = "/proc/\(process.processIdentifier)/status"
      let status = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      let number = line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) }
      peak = max(peak, number ?? 0)
      usleep(3000)
    }
    process.waitUntilExit()
    return peak
  }
}
#endif
