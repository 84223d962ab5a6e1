/// What was found out about earlier lines, for lines that differ from one of them by digits only, and
/// only by such digits as mean nothing: quiet lines, and records that may be told again.
///
/// Most lines of a log are written again and again with other numbers. A line is found by a hash of
/// what all digits have in common, and compared with the earlier one 32 bytes at a step.
final class KnownLines {
  /// What decides how a text is judged, besides the text.
  struct Context: Equatable {
    /// Whether the application's time is needed.
    var wantsTime: Bool { bits & 1 != 0 }
    /// Whether the text stands inside a string of the json-file driver.
    var isWrapped: Bool { bits & 2 != 0 }
    let bits: UInt16

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
    var clock: Int16 {
      switch self {
      case .none: Summary.noClock
      case .header(let header) where !header.day.isEmpty: Summary.otherClock
      case .header(let header): Int16(truncatingIfNeeded: header.clock)
      case .field: Summary.fieldClock
      case .anyHeader: Summary.otherClock
      }
    }
  }

  /// One line that was judged.
  struct Line {
    var level: Level?
    var time: Time
    /// Where the message behind the header begins; nil for JSON, which no line can continue.
    var message: Int?
    /// Whether it is a line of text without a header.
    var isBare = false
    /// Whether a line without a header may belong to it.
    var mayGoOn = false
    /// Whether the application's text is the text as it stands.
    var isRaw: Bool
    /// The number of a record that has to be told, -1 for quiet lines.
    var record: Int
    /// Whether its digits may be others, but for those that the header or the level was read from.
    var mayVary: Bool
    init(level: Level?, time: Time, message: Int?, isRaw: Bool, _ kind: Kind) {
      self.level = level
      self.time = time
      self.message = message
      self.isRaw = isRaw
      mayVary = kind.mayVary
      switch kind {
      case .quiet: record = -1
      case .record(let number, _): record = number
      }
    }

    /// One of text; `text` is that of the application.
    init(_ text: ByteText, _ header: TextHeader, _ time: Time, isRaw: Bool, _ kind: Kind) {
      self.init(
        level: header.level, time: time, message: header.message, isRaw: isRaw, kind)
      isBare = !header.isPresent
      mayGoOn = TraceRules.mayGoOn(text, message: header.message, hasHeader: header.isPresent)
    }
  }

  /// What is needed of each line that is found, in few bytes.
  struct Summary {
    /// The place of its first block and of its last, its length in bytes, and what its context was.
    var start: Int32
    var last: Int32
    var count: Int16
    var context: UInt16
    /// What `Line.record` is.
    var record: Int32
    /// Where a clock stands whose hour has to be one, or one of the three below.
    var clock: Int16
    var level: QuietLevels
    /// Whether the next line may continue it.
    var isText: Bool

    /// The places of the conditions that it has to meet.
    var conditions: Int32
    var conditionCount: Int16
    @inline(__always)
    var isConditional: Bool { conditionCount > 0 }

    /// Whether it is quiet whatever its digits are but those of its clock, if it begins a record.
    var isPlain: Bool
    /// What `Line.isBare` and `Line.mayGoOn` are.
    var isBare: Bool
    var mayGoOn: Bool

    /// There is no time to be read or looked at.
    static let noClock: Int16 = -1
    /// It has to be read, or looked at, by `Line.time`.
    static let otherClock: Int16 = -2
    /// It is the value of a field.
    static let fieldClock: Int16 = -3
  }

  /// A word that must not stand at a place of a line: eight bytes with digits of a literal.
  ///
  /// Where it does stand, the line is not known, whether the rest of the literal is there or not.
  struct Condition {
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

  @exclusivity(unchecked) var lines: [Line] = []
  /// What is compared of them.
  let texts: KnownTexts
  /// Those of all lines.
  @exclusivity(unchecked) var conditions: [Condition] = []
  /// Places of lines by their hash: the hash's upper half, and the place plus one; 0 for none.
  @exclusivity(unchecked) var slots: [UInt64] = []
  /// Hashes of lines that were met once.
  @exclusivity(unchecked) var met: [UInt32] = []
  @exclusivity(unchecked) var learnt = 0
  /// How often all were forgotten.
  @exclusivity(unchecked) var era = 0
  @exclusivity(unchecked) var spared = 0

  let mostLines: Int
  /// Of all lines together: 8 MiB.
  static let mostBytes = 1 << 23
  static let slotCount = 1 << 15
  static let probes = 16
  /// How many lines that were met are remembered, and how many of one hash: so that lines which take
  /// turns do not push each other out.
  static let metCount = 1 << 15
  static let metWays = 4
  /// The lengths that are kept, in bytes.
  static let lengths = 32...4096

  /// So many lines are known at most, up to 16,384.
  init(mostLines: Int) {
    self.mostLines = mostLines
    texts = KnownTexts(mostLines: mostLines)
  }

  // MARK: finding

  /// The place of a line that differs from a text by nothing that matters, but for the clock,
  /// which has to be read; the text stands in a block from `start` to `end`.
  @inline(__always)
  func find(_ block: ByteText, _ start: Int, _ end: Int, _ context: Context) -> Int? {
    guard texts.count > 0, Self.lengths.contains(end &- start), start >= 0, end <= block.count
    else { return nil }
    return block.withBytes { block in
      let bytes = UnsafeRawBufferPointer(rebasing: block[start..<end])
      let hash = Self.hash(bytes, context)
      var slot = Int(truncatingIfNeeded: hash) & (Self.slotCount &- 1)
      for _ in 0..<Self.probes {
        let found = slots[slot]
        guard found != 0 else { return nil }
        let place = Int(truncatingIfNeeded: found & 0xFFFF_FFFF) &- 1
        if found &>> 32 == hash &>> 32, texts.isSame(bytes, texts[place], context) {
          spared &+= 1
          return place
        }
        slot = (slot &+ 1) & (Self.slotCount &- 1)
      }
      return nil
    }
  }

  /// Whether none of the literals stands in a line that other digits would bring about; its text
  /// begins at `start`.
  func isQuiet(_ block: ByteText, _ start: Int, _ place: Int) -> Bool {
    let line = texts[place]
    let first = Int(line.conditions)
    var (offset, word) = (-1, UInt64(0))
    for condition in conditions[first..<(first &+ Int(line.conditionCount))] {
      // Neighbours mostly speak of the same place.
      if condition.place != offset {
        offset = condition.place
        word = block.word(start &+ offset) ?? 0
      }
      if condition.word == word { return false }
    }
    return true
  }

  /// Made of some bytes, of digits only what they have in common.
  @inline(__always)
  static func hash(_ bytes: UnsafeRawBufferPointer, _ context: Context) -> UInt64 {
    let last = bytes.count &- 16
    let (half, quarter, eighth) = (last &>> 1, last &>> 2, last &>> 3)
    let front =
      letters(bytes.sixteen(at: eighth)) &+ letters(bytes.sixteen(at: quarter)) &* 3
      &+ letters(bytes.sixteen(at: quarter &+ eighth)) &* 5
      &+ letters(bytes.sixteen(at: half)) &* 7
    let back =
      letters(bytes.sixteen(at: last)) &* 9 &+ letters(bytes.sixteen(at: last &- eighth)) &* 11
      &+ letters(bytes.sixteen(at: last &- quarter)) &* 13
      &+ letters(bytes.sixteen(at: half &+ eighth)) &* 15
    let sum = unsafeBitCast(front &+ back, to: SIMD2<UInt64>.self)
    let seed = UInt64(truncatingIfNeeded: bytes.count) &<< 8 | UInt64(context.bits)
    let mixed = (sum[0] ^ seed &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
    let other = (sum[1] ^ mixed ^ mixed &>> 32) &* 0x9E37_79B9_7F4A_7C15
    let both = (other ^ other &>> 29) &* 0xD6E8_FEB8_6659_FD93
    return both ^ both &>> 32
  }

  /// Letters as they are, and of all other bytes the upper half.
  @inline(__always)
  private static func letters(_ text: SIMD16<UInt8>) -> SIMD8<UInt16> {
    let letter = SIMD16<UInt8>(repeating: 0x40)
    let isLetter = unsafeBitCast((text & letter) .== letter, to: SIMD16<UInt8>.self)
    return unsafeBitCast(text & (isLetter | SIMD16(repeating: 0xF0)), to: SIMD8<UInt16>.self)
  }
}
