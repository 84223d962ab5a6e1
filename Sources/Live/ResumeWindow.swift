import Findings

/// What was read last of a container's log, so that reading can go on without a gap and without a
/// line twice.
///
/// `--since` gives every line at or after a time again, those that were read among them, and lines
/// of the two outputs may come out of order. The lines of the last second are remembered by time
/// and hash: reading goes on from the first of them, and each that comes again is dropped once.
struct ResumeWindow {
  private struct Line: Hashable {
    var time: Int64
    var hash: UInt64
  }

  private var lines: [Line] = []
  private var start = 0
  private var latest = Int64.min
  /// The lines that will come again, with how often; empty but after a resume.
  private var expected: [Line: Int] = [:]
  /// No line after this time comes again.
  private var lastExpected = Int64.min

  /// How long before the latest line a line may still arrive.
  private static let span: Int64 = 1_000_000_000
  private let most: Int

  /// - Parameter most: The most lines that are remembered.
  init(most: Int = 1 << 16) {
    self.most = most
  }

  /// Whether a line is new; it is remembered then.
  mutating func admits(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let time = LogStamp.nanoseconds(line) else { return true }
    let entry = Line(time: time, hash: Self.hash(line))
    if time <= lastExpected, let count = expected[entry] {
      expected[entry] = count == 1 ? nil : count - 1
      return false
    }
    if !expected.isEmpty, time - Self.span > lastExpected { expected = [:] }
    remember(entry)
    return true
  }

  private mutating func remember(_ line: Line) {
    lines.append(line)
    latest = max(latest, line.time)
    while start < lines.count, lines[start].time < latest - Self.span { start += 1 }
    if lines.count - start > most {
      let dropped = start + most / 2
      let time = lines[start..<dropped].map(\.time).max() ?? 0
      // Of lines with one time either all are remembered or none: `--since` gives them all.
      let kept = lines[dropped...].filter { $0.time > time }
      // Lines that all have one time can only be forgotten together, and then all would come again.
      if !kept.isEmpty || lines.count - start > 16 * most {
        lines = kept
        start = 0
      }
    } else if start > 256, start > lines.count / 2 {
      lines.removeFirst(start)
      start = 0
    }
  }

  /// Where to go on, as `--since` takes it; nil for the beginning.
  ///
  /// From here on the remembered lines are expected again.
  mutating func resume() -> String? {
    // What was forgotten is older than this, so it does not come again.
    let known = lines[start...].filter { $0.time >= latest - Self.span }
    guard let first = known.map(\.time).min() else { return nil }
    expected = Dictionary(known.map { ($0, 1) }, uniquingKeysWith: +)
    lastExpected = latest
    return Timestamp(nanoseconds: first).description
  }

  /// FNV-1a over the whole line.
  private static func hash(_ line: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in line { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }
}
