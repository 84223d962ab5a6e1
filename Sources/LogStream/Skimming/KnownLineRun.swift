/// Quiet records that were counted, without whose they are.
struct QuietCount {
  var records = 0
  /// Bytes of their lines, newlines included.
  var bytes = 0
  /// Earliest and latest time, nanoseconds since 1970; the first is above the last without any.
  var first = Int64.max
  var last = Int64.min
  /// The levels that some of them have.
  var levels: QuietLevels = []

  /// A record of one line.
  @inline(__always)
  mutating func add(_ time: Int64?, level: QuietLevels, bytes length: Int) {
    records &+= 1
    bytes &+= length
    levels.formUnion(level)
    if let time {
      first = min(first, time)
      last = max(last, time)
    }
  }

  /// The same of more.
  mutating func add(_ more: QuietCount) {
    records &+= more.records
    bytes &+= more.bytes
    levels.formUnion(more.levels)
    first = min(first, more.first)
    last = max(last, more.last)
  }
}

/// Lines of one container and one format that are counted, from one line that is read to the next.
final class KnownLineRun {
  /// The place of the container's prefix, -1 without one.
  let prefix: Int
  @exclusivity(unchecked) var format = ContainerFormat.plain
  @exclusivity(unchecked) var count = QuietCount()
  /// Whether it has lines of the present block.
  @exclusivity(unchecked) var hasBegun = false
  /// The last line, which the next one may continue, if it is one of text: its places in the block.
  @exclusivity(unchecked) var isPending = false
  @exclusivity(unchecked) var start = 0
  @exclusivity(unchecked) var end = 0
  /// Where the application's text stands.
  @exclusivity(unchecked) var payload = 0..<0
  @exclusivity(unchecked) var number = 0
  /// The place of the known line.
  @exclusivity(unchecked) var known = 0
  @exclusivity(unchecked) var time: Int64?
  @exclusivity(unchecked) var level: QuietLevels = []
  /// The number of the record that it is, -1 for a quiet line.
  @exclusivity(unchecked) var record = -1

  /// The place of the known line that the last line was like, -1 for none, and how many bytes stood
  /// around its text.
  @exclusivity(unchecked) var last = -1
  @exclusivity(unchecked) var overhead = 0
  /// Whether the engine gave that line a time.
  @exclusivity(unchecked) var hasTime = false
  /// The last time that was read in a field.
  @exclusivity(unchecked) var times = FieldTimes()

  init(prefix: Int) { self.prefix = prefix }

  /// Makes a line of text the last one.
  @inline(__always)
  func wait(
    _ start: Int, _ end: Int, _ payload: Range<Int>, _ number: Int, _ known: Int, _ time: Int64?,
    _ found: KnownLines.Summary
  ) {
    isPending = true
    (self.start, self.end, self.payload) = (start, end, payload)
    (self.number, self.known, self.time) = (number, known, time)
    level = found.level
    record = Int(found.record)
  }

  /// Whether the last line is a record that has to be told.
  @inline(__always)
  var isUntold: Bool { isPending && record >= 0 }

  /// Counts the last line, which the next one does not continue.
  @inline(__always)
  func commit() {
    guard isPending else { return }
    count.add(time, level: level, bytes: end &- start &+ 1)
    isPending = false
  }
}
