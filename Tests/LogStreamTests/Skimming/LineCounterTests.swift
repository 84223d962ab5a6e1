import LogStream
import Testing

@Suite("A reader that counts lines only counts them as one that makes records")
struct LineCounterTests {
  private static func statistics(
    _ bytes: [UInt8], chunk: Int, linesOnly: Bool = true
  ) -> SourceStatistics {
    var options = LogReader.Options(chunkSize: chunk)
    options.countsLinesOnly = linesOnly
    let reader = LogReader(options: options, sieve: OpenSieve())
    // Reading memory cannot fail.
    try? reader.read(from: MemorySource(bytes)) { _ in }
    return reader.statistics
  }

  /// What both have to count alike.
  private static func counts(_ bytes: [UInt8], chunk: Int, linesOnly: Bool) -> SourceStatistics {
    var counts = statistics(bytes, chunk: chunk, linesOnly: linesOnly)
    (counts.records, counts.blankLines, counts.invalidLines, counts.cutRecordBytes) = (0, 0, 0, 0)
    (counts.firstTime, counts.lastTime) = (nil, nil)
    return counts
  }

  @Test("inputs of all formats, whole and damaged", arguments: 0..<12)
  func generated(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(7000 + seed))
    for round in 0..<20 {
      let bytes = LineCorpus.input(60, isDamaged: round % 2 == 1, &random)
      let chunk = Int.random(in: 1...5000, using: &random)
      let lines = Self.counts(bytes, chunk: chunk, linesOnly: true)
      let records = Self.counts(bytes, chunk: 1 << 18, linesOnly: false)
      #expect(lines == records, "seed \(seed), round \(round)")
      guard lines == records else { return }
    }
  }

  @Test(
    "a json-file entry that ends early is damaged in both",
    arguments: [
      #"{"log":"a\n","stream":"stdout","time":"2026-11-23T00:00:01.5Z"}{"log":"a long text behind it\n","stream":"stdout","time":"2026-11-23T00:00:01.5Z"}"#,
      #"{"log":"C:\\","stream":"stdout","time":"2026-11-23T00:00:01.5Z"} and more\n","stream":"stdout","time":"2026-11-23T00:00:01.5Z"}"#,
      #"{"log":"{\"a\":\"b \\\" c\",\"d\":\"e\\\\\"}\n","stream":"stderr","time":"2026-11-23T00:00:01.123456789Z"}"#,
    ])
  func damaged(_ line: String) {
    let bytes = Array((line + "\n" + line + "\n").utf8)
    #expect(
      Self.counts(bytes, chunk: 100, linesOnly: true)
        == Self.counts(bytes, chunk: 100, linesOnly: false))
  }

  private static func time(_ nanoseconds: Int64, digits: Int) -> String {
    let (second, fraction) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let decimals = String(String(1_000_000_000 + fraction).dropFirst().prefix(digits))
    return
      "2026-11-23T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)).\(decimals)Z"
  }

  @Test(
    "the range of times is that of the lines, in any order",
    arguments: ["stamped", "json-file", "json-file, short", "compose"], 0..<8)
  func times(_ format: String, _ seed: Int) {
    var random = SeededGenerator(seed: UInt64(9000 + seed))
    let midnight: Int64 = 1_795_392_000_000_000_000  // 2026-11-23
    var (times, text): ([Int64], String) = ([], "")
    for number in 0..<200 {
      let digits = format == "json-file, short" ? Int.random(in: 1...8, using: &random) : 9
      let unit = (digits..<9).reduce(Int64(1)) { all, _ in all * 10 }
      // Neighbours share their second, or not, or stand in another order.
      let second = Int64.random(in: 0..<(number % 50 < 25 ? 3 : 86_400), using: &random)
      let time =
        second * 1_000_000_000 + Int64.random(in: 0..<1_000_000_000, using: &random) / unit * unit
      times.append(midnight + time)
      let stamp = Self.time(time, digits: digits)
      switch format {
      case "stamped": text += "\(stamp) a line \(number)\n"
      case "compose": text += "web-1  | \(stamp) a line \(number)\n"
      default:
        text +=
          #"{"log":"a line \#(number) of some length\n","stream":"stderr","time":"\#(stamp)"}"#
          + "\n"
      }
    }
    let seen = Self.statistics(Array(text.utf8), chunk: Int.random(in: 1...9000, using: &random))
    #expect(seen.lines == times.count)
    #expect([seen.firstTime, seen.lastTime] == [times.min(), times.max()])
  }

  @Test(
    "no range where a line has no time",
    arguments: [
      "no stamp", #"{"log":"a\n","stream":"stdout"}"#,
      "2026-11-23T00:00:01Z one of the application",
    ])
  func partial(_ line: String) {
    let stamped = "2026-11-23T00:00:01.123456789Z a\n"
    let seen = Self.statistics(Array((stamped + line + "\n" + stamped).utf8), chunk: 100)
    #expect(seen.firstTime == nil)
    #expect(Self.statistics(Array((stamped + stamped).utf8), chunk: 100).firstTime != nil)
  }
}
