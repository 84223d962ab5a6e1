/// What the reader expects of prefixes of compose.
struct PrefixRule {
  /// Lines have one; without this a line that looks so is the application's own.
  var isExpected: Bool
  /// How many blanks at least stand before the bar.
  var blanks: Int
}

/// A prefix of compose without colours that stood before earlier lines.
struct KnownPrefix {
  let length: Int
  let format: ContainerFormat
  /// The first sixteen bytes, the last sixteen and where these begin, and which of the bytes there are:
  /// the first ones are the last ones where there are fewer.
  fileprivate let front: SIMD2<UInt64>
  fileprivate let back: SIMD2<UInt64>
  fileprivate let backStart: Int
  fileprivate let mask: SIMD2<UInt64>
  /// Where all of its bytes begin in the pool.
  fileprivate let place: Int

  /// The prefix of a text of eight bytes or more.
  fileprivate init(_ text: ByteText, _ format: ContainerFormat, at place: Int) {
    length = text.count
    self.format = format
    self.place = place
    var bytes = text[0..<16].withBytes { Array($0) }
    let count = bytes.count
    bytes += [UInt8](repeating: 0, count: 16 - count)
    front = bytes.withUnsafeBytes { $0.pair(at: 0) }
    backStart = max(0, length - 16)
    back = count < 16 ? front : text.withBytes { $0.pair(at: text.count - 16) }
    mask = (0..<16).map { $0 < count ? UInt8.max : 0 }.withUnsafeBytes { $0.pair(at: 0) }
  }

  /// Whether it may stand at a place of a block, sixteen bytes or its length before the end: it does if
  /// it has no more than 32 bytes.
  @inline(__always)
  fileprivate func fits(_ block: UnsafeRawBufferPointer, _ start: Int) -> Bool {
    let wrong =
      (block.pair(at: start) ^ front) & mask | (block.pair(at: start &+ backStart) ^ back) & mask
    return wrong[0] | wrong[1] == 0
  }
}

/// The prefixes of compose that stood before earlier lines, and their containers.
struct KnownPrefixes {
  private var known: [KnownPrefix] = []
  /// Those of all prefixes: apart from them, so that a look at one counts no reference.
  private var containers: [ContainerState] = []
  /// The bytes of all of them, one behind the other.
  private var pool: [UInt8] = []
  private var recent = 0
  /// The place of the prefix that was found last by a hash, plus one.
  private var hints = [UInt8](repeating: 0, count: 64)

  static let most = 64

  /// The container of a line, and where the text behind its prefix begins.
  mutating func find(_ line: ByteText) -> (ContainerFormat, Int, ContainerState)? {
    guard let place = place(of: line, at: 0, line.count) else { return nil }
    return (known[place].format, known[place].length, containers[place])
  }

  /// The place of the prefix of a line that stands in a block from `start` to `end`.
  @inline(__always)
  mutating func place(of block: ByteText, at start: Int, _ end: Int) -> Int? {
    guard !known.isEmpty else { return nil }
    if stands(known[recent], block, start, end) { return recent }
    return otherPlace(of: block, at: start, end)
  }

  /// The prefix at a place.
  subscript(place: Int) -> KnownPrefix { known[place] }

  /// Whether a prefix stands at the beginning of a line in a block.
  @inline(__always)
  func stands(_ place: Int, _ block: ByteText, _ start: Int) -> Bool {
    stands(known[place], block, start, block.count)
  }

  /// Whether a prefix stands before a line that begins at `start` of a block and does not end before `end`.
  @inline(__always)
  func stands(_ prefix: KnownPrefix, _ block: ByteText, _ start: Int, _ end: Int) -> Bool {
    guard start >= 0, prefix.length <= end &- start, end <= block.count else { return false }
    guard block.count &- start >= 16 else { return holdsAll(block, start, prefix) }
    return block.withBytes { prefix.fits($0, start) }
      && (prefix.length <= 32 || holdsAll(block, start, prefix))
  }

  /// Containers mostly take turns in lines: which one has a prefix is told by some of its bytes.
  @inline(never)
  private mutating func otherPlace(of block: ByteText, at start: Int, _ end: Int) -> Int? {
    guard let front = block.word(start) else { return nil }
    // Compose makes all of them equally long.
    let back = block.word(start &+ known[recent].length &- 8) ?? 0
    let hash = (front ^ back &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    let hint = Int(truncatingIfNeeded: hash &>> 58)
    let guess = Int(hints[hint]) - 1
    if guess >= 0, stands(known[guess], block, start, end) {
      recent = guess
      return guess
    }
    for place in known.indices where stands(known[place], block, start, end) {
      recent = place
      hints[hint] = UInt8(place + 1)
      return place
    }
    return nil
  }

  @inline(__always)
  func length(_ place: Int) -> Int { known[place].length }

  @inline(__always)
  func format(_ place: Int) -> ContainerFormat { known[place].format }

  func container(_ place: Int) -> ContainerState { containers[place] }

  @inline(never)
  private func holdsAll(_ block: ByteText, _ start: Int, _ prefix: KnownPrefix) -> Bool {
    pool.withUnsafeBytes { pool in
      block.holds(
        UnsafeRawBufferPointer(rebasing: pool[prefix.place..<(prefix.place + prefix.length)]),
        at: start)
    }
  }

  /// Remembers a prefix of eight bytes or more, its last blank included.
  mutating func keep(_ bytes: ByteText, _ format: ContainerFormat, _ container: ContainerState) {
    guard bytes.count >= 8, known.count < Self.most else { return }
    known.append(KnownPrefix(bytes, format, at: pool.count))
    containers.append(container)
    bytes.withBytes { pool += $0 }
  }
}
