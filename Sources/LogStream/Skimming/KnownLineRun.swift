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
struct KnownLineRunState {
  /// The place of the container's prefix, -1 without one.
  let prefix: Int
  var format = ContainerFormat.plain
  var count = QuietCount()
  /// Whether it has lines of the present block.
  var hasBegun = false
  /// The last line, which the next one may continue, if it is one of text: its places in the block.
  var isPending = false
  var start = 0
  var end = 0
  /// Where the application's text stands.
  var payload = 0..<0
  var number = 0
  /// The place of the known line.
  var known = 0
  var time: Int64?
  var level: QuietLevels = []
  /// The number of the record that it is, -1 for a quiet line.
  var record = -1

  /// Records that are only counted: how many, and the places of the known lines that they are like.
  var toldCount = 0
  var told: [Int] = []

  /// The place of the known line that the last line was like, -1 for none, and how many bytes stood
  /// around its text.
  var last = -1
  /// In what order its lines came.
  var order: KnownOrder
  var overhead = 0
  /// Whether the engine gave that line a time.
  var hasTime = false
  /// The last time that was read in a field.
  var times = FieldTimes()
}

/// The place of such a run in the memory of all, `KnownLineRuns`, which outlives it.
///
/// No object: changing from container to container would cost a count of references each time.
struct KnownLineRun {
  fileprivate let memory: UnsafeMutablePointer<KnownLineRunState>

  @inline(__always)
  var state: KnownLineRunState {
    get { memory.pointee }
    nonmutating _modify { yield &memory.pointee }
  }

  @inline(__always)
  var prefix: Int { memory.pointee.prefix }

  /// Makes a line of text the last one.
  @inline(__always)
  func wait(
    _ start: Int, _ end: Int, _ payload: Range<Int>, _ number: Int, _ known: Int, _ time: Int64?,
    _ found: KnownLines.Summary
  ) {
    memory.pointee.isPending = true
    memory.pointee.start = start
    memory.pointee.end = end
    memory.pointee.payload = payload
    memory.pointee.number = number
    memory.pointee.known = known
    memory.pointee.time = time
    memory.pointee.level = found.level
    memory.pointee.record = Int(found.record)
  }

  /// Whether the last line is a record that has to be told.
  @inline(__always)
  var isUntold: Bool { memory.pointee.isPending && memory.pointee.record >= 0 }

  /// Counts the last line, which the next one does not continue.
  @inline(__always)
  func commit() {
    guard memory.pointee.isPending else { return }
    memory.pointee.count.add(
      memory.pointee.time, level: memory.pointee.level,
      bytes: memory.pointee.end &- memory.pointee.start &+ 1)
    memory.pointee.isPending = false
  }
}

/// The runs of known lines of all prefixes.
final class KnownLineRuns {
  private let memory: UnsafeMutableBufferPointer<KnownLineRunState>
  /// Those that have begun, in their order.
  @exclusivity(unchecked) private(set) var begun: [Int] = []

  init() {
    memory = .allocate(capacity: KnownPrefixes.most + 2)
    for place in memory.indices {
      // Most containers of many write little.
      let order = KnownOrder(capacity: place < 2 ? 1 << 16 : 1 << 14)
      memory.initializeElement(at: place, to: KnownLineRunState(prefix: place - 2, order: order))
    }
  }

  deinit {
    for run in memory { run.order.deallocate() }
    memory.deinitialize()
    memory.deallocate()
  }

  /// That of lines with the prefix at a place, -1 for those without one; -2 is that of no line.
  @inline(__always)
  subscript(prefix: Int) -> KnownLineRun {
    precondition(prefix >= -2 && prefix &+ 2 < memory.count)
    guard let first = memory.baseAddress else { preconditionFailure("there is always one") }
    return KnownLineRun(memory: first + (prefix &+ 2))
  }

  /// Begins a run.
  func begin(_ run: KnownLineRun) {
    run.state.hasBegun = true
    begun.append(run.prefix)
  }

  func removeBegun() { begun.removeAll(keepingCapacity: true) }
}
