/// What was found out about earlier lines, for lines that differ from one of them by digits only, and
/// only by such digits as mean nothing: quiet lines, and records that may be told again.
///
/// Most lines of a log are written again and again with other numbers. A line is found by a hash of
/// what all digits have in common, and compared with the earlier one 32 bytes at a step.
struct KnownLines {
  /// What decides how a text is judged, besides the text.
  struct Context: Equatable {
    /// Whether the application's time is needed.
    var wantsTime: Bool { bits & 1 != 0 }
    /// Whether the text stands inside a string of the json-file driver.
    var isWrapped: Bool { bits & 2 != 0 }
    fileprivate let bits: UInt16

    /// Lines with `isPrefixed` stand in a source whose lines have prefixes of compose.
    @inline(__always)
    init(wantsTime: Bool, isWrapped: Bool, isPrefixed: Bool) {
      bits = Self.bit(wantsTime) | Self.bit(isWrapped) &<< 1 | Self.bit(isPrefixed) &<< 2
    }

    /// As a number, without a branch.
    @inline(__always)
    private static func bit(_ flag: Bool) -> UInt16 { UInt16(unsafeBitCast(flag, to: UInt8.self)) }
  }

  /// Where the time of a line stands.
  enum Time {
    /// There is none, or it is not needed.
    case none
    case header(HeaderClock)
    /// The header has to be parsed again.
    case anyHeader
    /// The value of a field.
    case field(Range<Int>)

    /// What `Summary.clock` is.
    fileprivate var clock: Int16 {
      switch self {
      case .none: Summary.noClock
      case .header(let header): Int16(truncatingIfNeeded: header.clock)
      case .anyHeader, .field: Summary.otherClock
      }
    }
  }

  /// One line that was judged.
  struct Line {
    var level: Level?
    var time: Time
    /// Where the message behind the header begins; nil for JSON, which no line can continue.
    var message: Int?
    /// Whether the application's text is the text as it stands.
    var isRaw: Bool
    /// The number of a record that has to be told, -1 for quiet lines.
    var record: Int
    init(level: Level?, time: Time, message: Int?, isRaw: Bool, _ kind: Kind) {
      self.level = level
      self.time = time
      self.message = message
      self.isRaw = isRaw
      switch kind {
      case .quiet: record = -1
      case .record(let number): record = number
      }
    }

    init(_ header: TextHeader, _ time: Time, isRaw: Bool, _ kind: Kind) {
      self.init(
        level: header.level, time: time, message: header.message, isRaw: isRaw, kind)
    }
  }

  /// What is needed of each line that is found, in few bytes.
  struct Summary {
    /// The place of the line that followed, -1 for none.
    fileprivate var next: Int32 = -1
    /// The place of its first block and of its last, its length in bytes, and what its context was.
    fileprivate var start: Int32
    fileprivate var last: Int32
    fileprivate var count: Int16
    fileprivate var context: UInt16
    /// What `Line.record` is.
    fileprivate(set) var record: Int32
    /// Where a clock stands whose hour has to be one, or one of the two below.
    fileprivate(set) var clock: Int16
    fileprivate(set) var level: QuietLevels
    /// Whether the next line may continue it.
    fileprivate(set) var isText: Bool

    /// The places of the conditions that it has to meet.
    fileprivate var conditions: Int32
    fileprivate var conditionCount: Int16

    /// There is no time to be read or looked at.
    static let noClock: Int16 = -1
    /// It has to be read by `Line.time`.
    static let otherClock: Int16 = -2
  }

  /// A word that must not stand at a place of a line: eight bytes with digits of a literal. Where it
  /// does stand, the line is not known, whether the rest of the literal is there or not.
  private struct Condition {
    var place: Int
    var word: UInt64

    init(_ literal: NumberedLiteral) {
      let bytes = literal.bytes
      let last = bytes.lastIndex { $0.isDigit } ?? 0
      let start = min(max(0, last - 7), max(0, bytes.count - 8))
      place = literal.place + start
      word = bytes.withUnsafeBytes { ByteText($0).word(start) } ?? 0
    }
  }

  private(set) var lines: [Line] = []
  /// One of each.
  private(set) var summaries: [Summary] = []
  /// The texts in blocks of 32 bytes, the last one overlapping the one before.
  ///
  /// Each is 32 bytes of the text, with a zero for each digit that may be another one, and then 32 of
  /// what is added to a byte that differs: it has to stay below 128, which digits do minus zero.
  private var patterns: [UInt8] = []
  /// Those of all lines.
  private var conditions: [Condition] = []
  /// Places of lines by their hash: the hash's upper half, and the place plus one; 0 for none.
  private var slots: [UInt64] = []
  /// Hashes of lines that were met once.
  private var met: [UInt32] = []
  private var learnt = 0
  private var spared = 0

  private static let mostLines = 4096
  /// Of all lines together: 2 MiB.
  private static let mostBytes = 1 << 21
  private static let slotCount = 1 << 13
  private static let probes = 8
  /// The lengths that are kept, in bytes.
  private static let lengths = 32...4096

  // MARK: finding

  /// The place of a line that differs from a text by nothing that matters, but for the clock,
  /// which has to be read; the text stands in a block from `start` to `end`.
  @inline(__always)
  mutating func find(_ block: ByteText, _ start: Int, _ end: Int, _ context: Context) -> Int? {
    guard !summaries.isEmpty, Self.lengths.contains(end &- start), start >= 0, end <= block.count
    else { return nil }
    return block.withBytes { block in
      let bytes = UnsafeRawBufferPointer(rebasing: block[start..<end])
      let hash = Self.hash(bytes, context)
      var slot = Int(truncatingIfNeeded: hash) & (Self.slotCount &- 1)
      for _ in 0..<Self.probes {
        let found = slots[slot]
        guard found != 0 else { return nil }
        let place = Int(truncatingIfNeeded: found & 0xFFFF_FFFF) &- 1
        if found &>> 32 == hash &>> 32, isSame(bytes, summaries[place], context) {
          spared &+= 1
          return place
        }
        slot = (slot &+ 1) & (Self.slotCount &- 1)
      }
      return nil
    }
  }

  /// The line that followed a line when that was met last, and the length of its text in bytes.
  @inline(__always)
  func next(after place: Int) -> (place: Int, length: Int)? {
    guard place >= 0, place < summaries.count else { return nil }
    let next = Int(summaries[place].next)
    guard next >= 0, next < summaries.count else { return nil }
    return (next, Int(summaries[next].count))
  }

  /// Notes that a line followed another.
  @inline(__always)
  mutating func note(_ place: Int, after last: Int) {
    guard last >= 0, last < summaries.count else { return }
    summaries[last].next = Int32(truncatingIfNeeded: place)
  }

  /// Whether a text is like a line, as in `find`.
  @inline(__always)
  mutating func holds(
    _ place: Int, _ block: ByteText, _ start: Int, _ end: Int, _ context: Context
  ) -> Bool {
    guard Self.lengths.contains(end &- start), start >= 0, end <= block.count else { return false }
    let isHeld = block.withBytes { block in
      isSame(UnsafeRawBufferPointer(rebasing: block[start..<end]), summaries[place], context)
    }
    if isHeld { spared &+= 1 }
    return isHeld
  }

  /// Whether none of the literals stands in a line that other digits would bring about; its text
  /// begins at `start`.
  @inline(__always)
  func isQuiet(_ block: ByteText, _ start: Int, _ line: Summary) -> Bool {
    line.conditionCount == 0 || meetsConditions(block, start, line)
  }

  private func meetsConditions(_ block: ByteText, _ start: Int, _ line: Summary) -> Bool {
    let first = Int(line.conditions)
    var (place, word) = (-1, UInt64(0))
    for condition in conditions[first..<(first &+ Int(line.conditionCount))] {
      // Neighbours mostly speak of the same place.
      if condition.place != place {
        place = condition.place
        word = block.word(start &+ place) ?? 0
      }
      if condition.word == word { return false }
    }
    return true
  }

  @inline(__always)
  private func isSame(
    _ bytes: UnsafeRawBufferPointer, _ line: Summary, _ context: Context
  ) -> Bool {
    guard line.count == bytes.count, line.context == context.bits else { return false }
    return patterns.withUnsafeBytes { patterns in
      var wrong = Self.difference(bytes, bytes.count &- 32, patterns, Int(line.last))
      var place = Int(line.start)
      var at = 0
      while at &+ 32 <= bytes.count {
        wrong |= Self.difference(bytes, at, patterns, place)
        at &+= 32
        place &+= 64
      }
      return (wrong[0] | wrong[1]) & 0x8080_8080_8080_8080 == 0
    }
  }

  /// What has the highest bit set for bytes that differ by more than a digit that may be another
  /// one, of 32 bytes.
  @inline(__always)
  private static func difference(
    _ bytes: UnsafeRawBufferPointer, _ at: Int, _ patterns: UnsafeRawBufferPointer, _ place: Int
  ) -> SIMD2<UInt64> {
    excess(bytes.pair(at: at), patterns.pair(at: place), patterns.pair(at: place &+ 32))
      | excess(
        bytes.pair(at: at &+ 16), patterns.pair(at: place &+ 16),
        patterns.pair(at: place &+ 48))
  }

  @inline(__always)
  private static func excess(
    _ text: SIMD2<UInt64>, _ pattern: SIMD2<UInt64>, _ slack: SIMD2<UInt64>
  ) -> SIMD2<UInt64> {
    let rest = text ^ pattern
    return (rest &+ slack) | rest
  }

  /// Made of some bytes, of digits only what they have in common.
  @inline(__always)
  private static func hash(_ bytes: UnsafeRawBufferPointer, _ context: Context) -> UInt64 {
    let last = bytes.count &- 16
    let sum = unsafeBitCast(
      letters(bytes.sixteen(at: last)) &+ letters(bytes.sixteen(at: last &>> 1)) &* 3
        &+ letters(bytes.sixteen(at: last &>> 2)) &* 5
        &+ letters(bytes.sixteen(at: last &- last &>> 2)) &* 9,
      to: SIMD2<UInt64>.self)
    let seed = UInt64(truncatingIfNeeded: bytes.count) &<< 8 | UInt64(context.bits)
    let mixed = (sum[0] ^ seed &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    let other = (sum[1] ^ mixed &>> 32) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ other ^ other &>> 32
  }

  /// Letters as they are, and of all other bytes the upper half.
  @inline(__always)
  private static func letters(_ text: SIMD16<UInt8>) -> SIMD8<UInt16> {
    let letter = SIMD16<UInt8>(repeating: 0x40)
    let isLetter = unsafeBitCast((text & letter) .== letter, to: SIMD16<UInt8>.self)
    return unsafeBitCast(text & (isLetter | SIMD16(repeating: 0xF0)), to: SIMD8<UInt16>.self)
  }

  // MARK: learning

  /// Whether it pays to learn a line: it was met before, and what was learnt so far is made use of.
  mutating func wants(_ text: ByteText, _ context: Context) -> Bool {
    guard Self.lengths.contains(text.count), learnt < Self.mostLines || spared > 4 * learnt else {
      return false
    }
    if met.isEmpty { met = [UInt32](repeating: 0, count: Self.slotCount) }
    let (slot, mark) = place(text, context)
    switch met[slot] {
    case mark: return true
    case mark | 1: return false
    default:
      met[slot] = mark
      return false
    }
  }

  /// Remembers that a line cannot be learnt; false, for the learning.
  @discardableResult
  mutating func refuse(_ text: ByteText, _ context: Context) -> Bool {
    let (slot, mark) = place(text, context)
    met[slot] = mark | 1
    return false
  }

  /// Where a line is remembered that was met, and by what; the lowest bit is free.
  private func place(_ text: ByteText, _ context: Context) -> (slot: Int, mark: UInt32) {
    let hash = text.withBytes { Self.hash($0, context) }
    return (
      Int(truncatingIfNeeded: hash) & (Self.slotCount - 1),
      UInt32(truncatingIfNeeded: hash >> 32) & ~1 | 2
    )
  }

  /// What a line is.
  enum Kind {
    /// Nothing matters in it, unless one of some literals stands in it.
    case quiet(unless: [NumberedLiteral])
    /// A record that has a number: all its digits but those of the clock are the same.
    case record(Int)

    fileprivate func fixes(isClock: Bool) -> Bool {
      if case .record = self { !isClock } else { false }
    }
  }

  /// Keeps a JSON line; `levelField` and `timeField` are the places of the values that say them.
  ///
  /// - Returns: Whether it is kept.
  @discardableResult
  mutating func learn(
    _ text: ByteText, _ context: Context, level: Level?, levelField: Range<Int>?,
    timeField: Range<Int>?, as kind: Kind
  ) -> Bool {
    let line = Line(
      level: level, time: context.wantsTime ? timeField.map { .field($0) } ?? .none : .none,
      message: nil, isRaw: true, kind)
    return insert(line, text, context, kind) {
      !(levelField?.contains($0) ?? false)
        && !kind.fixes(isClock: timeField?.contains($0) ?? false)
    }
  }

  /// Keeps a line of text with a header, which an engine may have written with escapes.
  ///
  /// - Returns: Whether it is kept.
  @discardableResult
  mutating func learn(
    _ text: ByteText, _ context: Context, _ header: TextHeader, writtenAs written: ByteText?,
    as kind: Kind
  ) -> Bool {
    let line = written ?? text
    guard let clock = HeaderClock(text, header) else {
      guard written == nil, case .quiet = kind else { return refuse(line, context) }
      let known = Line(header, .anyHeader, isRaw: true, kind)
      return insert(known, text, context, kind) { _ in true }
    }
    let known = Line(header, .header(clock), isRaw: written == nil, kind)
    // The clock has to stand at the same place in both, before the first escape.
    guard line[0..<clock.digitsEnd].equals(text[0..<clock.digitsEnd]) else {
      return refuse(line, context)
    }
    guard let written else {
      return insert(known, text, context, kind) {
        ($0 >= clock.end || clock.isFree($0, text)) && !kind.fixes(isClock: clock.isDigit($0))
      }
    }
    guard let places = Unescaping.places(written, upTo: clock.end) else {
      return refuse(line, context)
    }
    return insert(known, written, context, kind) {
      (!places.indices.contains($0) || clock.isFree(places[$0], text))
        && !kind.fixes(isClock: clock.isDigit($0))
    }
  }

  private mutating func insert(
    _ line: Line, _ text: ByteText, _ context: Context, _ kind: Kind, isFree: (Int) -> Bool
  ) -> Bool {
    var numbered: [NumberedLiteral] = []
    if case .quiet(let literals) = kind { numbered = literals }
    let blocks = text.count / 32 + 1
    if lines.count == Self.mostLines || patterns.count + 64 * blocks > Self.mostBytes {
      forgetAll()
    }
    if slots.isEmpty { slots = [UInt64](repeating: 0, count: Self.slotCount) }
    let hash = text.withBytes { Self.hash($0, context) }
    guard let slot = freeSlot(hash) else { return refuse(text, context) }
    summaries.append(
      Summary(
        start: Int32(patterns.count), last: Int32(patterns.count + 64 * (blocks - 1)),
        count: Int16(text.count), context: context.bits,
        record: Int32(truncatingIfNeeded: line.record), clock: line.time.clock,
        level: QuietLevels(line.level), isText: line.message != nil,
        conditions: Int32(conditions.count), conditionCount: Int16(numbered.count)))
    conditions += numbered.map(Condition.init).sorted { $0.place < $1.place }
    append(text, Self.slack(text, line.time, isFree), blocks: blocks)
    lines.append(line)
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(lines.count)
    learnt += 1
    return true
  }

  /// What may be added to digits that may be others, so that they stay below 128 minus zero; 127 for
  /// all other bytes.
  private static func slack(
    _ text: ByteText, _ time: Time, _ isFree: (Int) -> Bool
  ) -> [UInt8] {
    var clock: Int?
    if case .header(let header) = time { clock = header.clock }
    var slack = [UInt8](repeating: 0x7F, count: text.count)
    var escapeEnd = 0
    for at in 0..<text.count {
      if text.byte(at) == UInt8(ascii: "\\") { escapeEnd = at + escapeLength(text, at) }
      guard text.byte(at).isDigit, at >= escapeEnd, isFree(at) else { continue }
      switch clock.map({ at - $0 }) {
      case 0: slack[at] = 0x7F - 2
      // A leap second is not known.
      case 3, 6: slack[at] = 0x7F - 5
      default: slack[at] = 0x7F - 9
      }
    }
    return slack
  }

  /// Adds the blocks of a text.
  private mutating func append(_ text: ByteText, _ slack: [UInt8], blocks: Int) {
    for block in 0..<blocks {
      let start = block == blocks - 1 ? text.count - 32 : block * 32
      for at in start..<(start + 32) {
        patterns.append(slack[at] < 0x7F ? UInt8(ascii: "0") : text.byte(at))
      }
      patterns += slack[start..<(start + 32)]
    }
  }

  /// How many bytes from a backslash on may be one escape, as far as digits are concerned.
  private static func escapeLength(_ text: ByteText, _ slash: Int) -> Int {
    switch text.byte(slash + 1) {
    case UInt8(ascii: "u"): 6
    case UInt8(ascii: "U"): 10
    case UInt8(ascii: "x"), UInt8(ascii: "0")...UInt8(ascii: "9"): 4
    default: 2
    }
  }

  private func freeSlot(_ hash: UInt64) -> Int? {
    let first = Int(truncatingIfNeeded: hash)
    return (0..<Self.probes).lazy.map { (first &+ $0) & (Self.slotCount - 1) }
      .first { slots[$0] == 0 }
  }

  /// Begins anew when it is full.
  private mutating func forgetAll() {
    lines.removeAll(keepingCapacity: true)
    summaries.removeAll(keepingCapacity: true)
    patterns.removeAll(keepingCapacity: true)
    conditions.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }
}
