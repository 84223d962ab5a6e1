import Testing

@testable import LogStream

/// Lines that follow each other again and again, with now and then another one between them.
@Suite struct KnownLineChainTests {
  /// What an engine or compose puts around the lines.
  enum Wrapping: CaseIterable {
    case stamped, jsonFile, compose, stampedCompose, plain

    func line(_ text: String, _ random: inout SeededGenerator) -> String {
      let digits = Int.random(in: 100_000_000...999_999_999, using: &random)
      let second = Int.random(in: 10...59, using: &random)
      let hour = Int.random(in: 0..<40, using: &random) == 0 ? 24 : 11
      let stamp = "2026-11-23T\(hour):02:\(second).\(digits)Z"
      let name = Int.random(in: 0..<12, using: &random) == 0 ? "db-1  " : "web-1 "
      switch self {
      case .stamped: return "\(stamp) \(text)"
      case .jsonFile:
        let short = Bool.random(using: &random) ? stamp : stamp.replacing("\(digits)Z", with: "12Z")
        let escaped = text.replacing("\"", with: "\\\"")
        return #"{"log":"\#(escaped)\n","stream":"stdout","time":"\#(short)"}"#
      case .compose: return "\(name) | \(text)"
      case .stampedCompose: return "\(name) | \(stamp) \(text)"
      case .plain: return text
      }
    }
  }

  private static func texts(_ number: Int, _ random: inout SeededGenerator) -> String {
    let digits = Int.random(in: 100...999, using: &random)
    let minute = Int.random(in: 10...70, using: &random)
    return [
      #"{"level":"info","msg":"a request of some length","took":\#(digits),"path":"/x"}"#,
      "2026-11-23 00:\(minute):27.\(digits) UTC [\(digits)] LOG:  a statement of some length",
      "2026/11/23 00:\(minute):28 [notice] 1#1: a worker process of some length \(digits)",
      #"{"level":"debug","time":"2026-11-23T00:\#(minute):29Z","msg":"another of some length"}"#,
      "time=\"2026-11-23T00:\(minute):30Z\" level=info msg=\"a third of some length\" n=\(digits)",
      "stdout F a line that looks a little like one of CRI, of some length \(digits)",
      "2026-11-23 00:\(minute):31,\(digits) ERROR a failure of some length, as it comes again",
      "a line without a header that is of some length, too, with \(digits)",
    ][number % 8]
  }

  /// In turn mostly, as a log has them, with some in another order and some changed.
  private static func lines(_ wrapping: Wrapping, seed: Int) -> [String] {
    var random = SeededGenerator(seed: UInt64(seed))
    let order = (0..<12).map { _ in Int.random(in: 0..<8, using: &random) }
    var at = 0
    return (0..<500).map { _ in
      at = Int.random(in: 0..<10, using: &random) == 0 ? at + 5 : at + 1
      var line = wrapping.line(texts(order[at % order.count], &random), &random)
      switch Int.random(in: 0..<30, using: &random) {
      case 0: line = String(line.dropLast(Int.random(in: 1...line.count / 2, using: &random)))
      case 1: line = String(line.dropFirst(Int.random(in: 1...40, using: &random)))
      case 2: line += " and more"
      case 3: line = line.replacing("some", with: "9omE")
      case 4: line += "Z"
      default: break
      }
      return line
    }
  }

  @Test("are read as they are without skimming", arguments: Wrapping.allCases, 0..<24)
  func chains(_ wrapping: Wrapping, seed: Int) {
    let text = Self.lines(wrapping, seed: seed).joined(separator: "\n") + "\n"
    for sieve: any LineSieve in [ScatteredSieve(), OpenSieve()] {
      let comparison = SkimComparison([Array(text.utf8)], chunk: seed % 2 == 0 ? 1 << 18 : 4001)
      #expect(comparison.difference(sieve: sieve) == nil)
    }
  }

  @Test("are taken: most lines of a log that repeats itself", arguments: Wrapping.allCases)
  func taken(_ wrapping: Wrapping) throws {
    var random = SeededGenerator(seed: 1)
    let text = (0..<400).map { number in
      let line = Self.texts(number % 2, &random).replacing("00:6", with: "00:1")
        .replacing("00:7", with: "00:2")
      return wrapping.line(line, &random) + "\n"
    }
    var options = LogReader.Options()
    options.head = Array("web-1  | a\ndb-1   | b\nweb-1  | c\n".utf8)
    if wrapping != .compose, wrapping != .stampedCompose { options.head = nil }
    let memory = LineMemory(OpenSieve())
    let reader = LogReader(options: options, sieve: OpenSieve(), memory: memory)
    try reader.read(from: MemorySource(Array(text.joined().utf8)), { _ in })
    #expect(memory.known.spared > 100)
  }

  @Test("what was learnt of one part is true of the next", arguments: Wrapping.allCases, 0..<6)
  func memory(_ wrapping: Wrapping, seed: Int) throws {
    let lines = Self.lines(wrapping, seed: seed)
    let parts = [lines[..<250], lines[250...]].map { $0.joined(separator: "\n") + "\n" }
    let memory = LineMemory(ScatteredSieve())
    for part in parts {
      var options = LogReader.Options()
      options.head = Array(parts[0].utf8)
      let full = LogReader(options: options)
      try full.read(from: MemorySource(Array(part.utf8)), { _ in })
      let skimmed = LogReader(options: options, sieve: ScatteredSieve(), memory: memory)
      var count = 0
      try skimmed.read(from: MemorySource(Array(part.utf8)), skimmed: { count += $0.count }) { _ in
        count += 1
      }
      #expect(skimmed.statistics == full.statistics && count == full.statistics.records)
    }
  }
}
