/// What the reader expects of prefixes of compose.
struct PrefixRule {
  /// Lines have one; without this a line that looks so is the application's own.
  var isExpected: Bool
  /// How many blanks at least stand before the bar.
  var blanks: Int
}

/// Prefixes of compose without colours that stood before earlier lines, and their containers.
struct KnownPrefixes {
  private struct Prefix {
    /// The first eight bytes, and the last.
    var front: UInt64
    var back: UInt64
    var length: Int
    /// Where all of its bytes begin in the pool.
    var start: Int
    var format: ContainerFormat
  }

  private var known: [Prefix] = []
  /// Those of all prefixes: apart from them, so that a look at one counts no reference.
  private var containers: [ContainerState] = []
  /// The bytes of all of them, one behind the other.
  private var pool: [UInt8] = []
  private var recent = 0

  private static let most = 64

  /// The container of a line, and where the text behind its prefix begins.
  mutating func find(_ line: ByteText) -> (ContainerFormat, Int, ContainerState)? {
    guard let place = place(of: line, at: 0, line.count) else { return nil }
    return (known[place].format, known[place].length, containers[place])
  }

  /// The place of the prefix of a line that stands in a block from `start` to `end`.
  @inline(__always)
  mutating func place(of block: ByteText, at start: Int, _ end: Int) -> Int? {
    guard !known.isEmpty, let front = block.word(start) else { return nil }
    if holds(block, front, start, end, recent) { return recent }
    return otherPlace(of: block, front, at: start, end)
  }

  /// Whether a prefix stands at the beginning of a line in a block.
  @inline(__always)
  func stands(_ place: Int, _ block: ByteText, _ start: Int) -> Bool {
    guard let front = block.word(start) else { return false }
    return holds(block, front, start, block.count, place)
  }

  private mutating func otherPlace(
    of block: ByteText, _ front: UInt64, at start: Int, _ end: Int
  ) -> Int? {
    for place in known.indices where holds(block, front, start, end, place) {
      recent = place
      return place
    }
    return nil
  }

  @inline(__always)
  func length(_ place: Int) -> Int { known[place].length }

  @inline(__always)
  func format(_ place: Int) -> ContainerFormat { known[place].format }

  func container(_ place: Int) -> ContainerState { containers[place] }

  @inline(__always)
  private func holds(
    _ block: ByteText, _ front: UInt64, _ start: Int, _ end: Int, _ place: Int
  ) -> Bool {
    let length = known[place].length
    guard known[place].front == front, length <= end &- start,
      block.word(start &+ length &- 8) == known[place].back
    else { return false }
    return length <= 16 || holdsMiddle(block, start, known[place])
  }

  @inline(__always)
  private func holdsMiddle(_ block: ByteText, _ start: Int, _ prefix: Prefix) -> Bool {
    guard prefix.length <= 32 else { return holdsAll(block, start, prefix) }
    return pool.withUnsafeBytes { pool in
      block.withBytes { block in
        let last = prefix.length &- 16
        let wrong =
          (pool.pair(at: prefix.start) ^ block.pair(at: start))
          | (pool.pair(at: prefix.start &+ last) ^ block.pair(at: start &+ last))
        return wrong[0] | wrong[1] == 0
      }
    }
  }

  private func holdsAll(_ block: ByteText, _ start: Int, _ prefix: Prefix) -> Bool {
    pool.withUnsafeBytes { pool in
      block.holds(
        UnsafeRawBufferPointer(rebasing: pool[prefix.start..<(prefix.start + prefix.length)]),
        at: start)
    }
  }

  /// Remembers a prefix of eight bytes or more, its last blank included.
  mutating func keep(_ bytes: ByteText, _ format: ContainerFormat, _ container: ContainerState) {
    guard let front = bytes.word(0), let back = bytes.word(bytes.count - 8),
      known.count < Self.most
    else { return }
    known.append(
      Prefix(
        front: front, back: back, length: bytes.count, start: pool.count, format: format))
    containers.append(container)
    bytes.withBytes { pool += $0 }
  }
}
