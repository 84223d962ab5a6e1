import LogStream
import Testing

@Suite("A reader that counts lines only counts them as one that makes records")
struct LineCounterTests {
  /// What both have to count alike.
  private static func counts(_ bytes: [UInt8], chunk: Int, linesOnly: Bool) -> SourceStatistics {
    var options = LogReader.Options(chunkSize: chunk)
    options.countsLinesOnly = linesOnly
    let reader = LogReader(options: options, sieve: OpenSieve())
    // Reading memory cannot fail.
    try? reader.read(from: MemorySource(bytes)) { _ in }
    var counts = reader.statistics
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
}
