/// What the reader expects of prefixes of compose.
struct PrefixRule {
  /// Lines have one; without this a line that looks so is the application's own.
  var isExpected: Bool
  /// How many blanks at least stand before the bar.
  var blanks: Int
}

/// Prefixes of compose without colours that stood before earlier lines, and their containers.
struct KnownPrefixes {
  /// The bytes of all of them, one behind the other.
  private var pool: [UInt8] = []
  private var starts: [Int] = []
  private var lengths: [Int] = []
  /// The first eight bytes of each.
  private var fronts: [UInt64] = []
  private var formats: [ContainerFormat] = []
  private var containers: [ContainerState] = []
  private var recent = 0

  private static let most = 64

  /// The container of a line, and where the text behind its prefix begins.
  mutating func find(_ line: ByteText) -> (ContainerFormat, Int, ContainerState)? {
    guard let place = place(of: line, at: 0, line.count) else { return nil }
    return (formats[place], lengths[place], containers[place])
  }

  /// The place of the prefix of a line that stands in a block from `start` to `end`.
  @inline(__always)
  mutating func place(of block: ByteText, at start: Int, _ end: Int) -> Int? {
    guard let front = block.word(start), !fronts.isEmpty else { return nil }
    if holds(block, front, start, end, recent) { return recent }
    for place in fronts.indices where holds(block, front, start, end, place) {
      recent = place
      return place
    }
    return nil
  }

  @inline(__always)
  func length(_ place: Int) -> Int { lengths[place] }

  @inline(__always)
  func format(_ place: Int) -> ContainerFormat { formats[place] }

  func container(_ place: Int) -> ContainerState { containers[place] }

  @inline(__always)
  private func holds(
    _ block: ByteText, _ front: UInt64, _ start: Int, _ end: Int, _ place: Int
  ) -> Bool {
    guard fronts[place] == front, lengths[place] <= end &- start else { return false }
    return pool.withUnsafeBytes { pool in
      let from = starts[place]
      return block.holds(
        UnsafeRawBufferPointer(rebasing: pool[from..<(from &+ lengths[place])]), at: start)
    }
  }

  /// Remembers a prefix of eight bytes or more, its last blank included.
  mutating func keep(_ bytes: ByteText, _ format: ContainerFormat, _ container: ContainerState) {
    guard let front = bytes.word(0), fronts.count < Self.most else { return }
    starts.append(pool.count)
    bytes.withBytes { pool += $0 }
    lengths.append(bytes.count)
    fronts.append(front)
    formats.append(format)
    containers.append(container)
  }
}
