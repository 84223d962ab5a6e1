/// The texts of known lines, and what is needed of each line that is found, in memory of their own: as
/// arrays they would cost a count of references for each line that is compared.
final class KnownTexts {
  /// The texts in blocks of 32 bytes, the last one overlapping the one before.
  ///
  /// Each is 32 bytes of the text, with a zero for each digit that may be another one, and then 32 of
  /// what is added to a byte that differs: it has to stay below 128, which digits do minus zero.
  private let patterns: UnsafeMutableRawBufferPointer
  private let summaries: UnsafeMutableBufferPointer<KnownLines.Summary>
  /// The lines that followed each, `mostFollowers` of them, the last one first: one look tells where a
  /// line would end.
  private let followers: UnsafeMutableBufferPointer<KnownOrder.Guess>
  /// One of each, which tells something where `Summary.clock` is a place.
  private let clocks: UnsafeMutableBufferPointer<HeaderClock>
  /// Where the value of the field stands that says the time, where `Summary.clock` tells of one.
  private let fields: UnsafeMutableBufferPointer<Range<Int>>
  private let tellings: UnsafeMutableBufferPointer<Telling>
  @exclusivity(unchecked) private(set) var count = 0
  /// How much of the patterns is in use.
  @exclusivity(unchecked) private(set) var byteCount = 0

  /// Memory that is not written to is not taken from the system.
  init(mostLines: Int) {
    patterns = .allocate(byteCount: KnownLines.mostBytes, alignment: 64)
    summaries = .allocate(capacity: mostLines)
    followers = .allocate(capacity: mostLines * Self.mostFollowers)
    clocks = .allocate(capacity: mostLines)
    fields = .allocate(capacity: mostLines)
    tellings = .allocate(capacity: mostLines)
  }

  deinit {
    patterns.deallocate()
    summaries.deallocate()
    followers.deallocate()
    clocks.deallocate()
    fields.deallocate()
    tellings.deallocate()
  }

  /// The line at a place, which is one of those there are.
  @inline(__always)
  subscript(place: Int) -> KnownLines.Summary {
    precondition(place >= 0 && place < count)
    return summaries[place]
  }

  /// So many lines that followed another are noted.
  ///
  /// Of the benchmark's known lines 75 % are the one that followed last, 12, 6 and 3 % those before.
  static let mostFollowers = 4

  /// How many lines are guessed, by number from 0 on: the one that the order tells, the one that it told
  /// before something else came, and those that followed the last line.
  static let guesses = 2 + mostFollowers

  /// A line that may come next, behind the one at a place.
  @inline(__always)
  func guess(_ number: Int, _ order: KnownOrder, after last: Int) -> KnownOrder.Guess {
    if number == 0 { return order.likeliest }
    return number == 1 ? order.interrupted : follower(of: last, number &- 2)
  }

  /// The line that followed a line so many times before it was met last.
  @inline(never)
  func follower(of place: Int, _ number: Int) -> KnownOrder.Guess {
    guard place >= 0, place < count, number < Self.mostFollowers else { return .none }
    return followers[place &* Self.mostFollowers &+ number]
  }

  /// Puts a line before those that followed another earlier; the one before it or the last of them goes.
  @inline(never)
  func note(_ line: KnownOrder.Guess, after last: Int) {
    guard last >= 0, last < count else { return }
    let first = last &* Self.mostFollowers
    var number = first
    while number < first &+ Self.mostFollowers &- 1, followers[number] != line { number &+= 1 }
    while number > first {
      followers[number] = followers[number &- 1]
      number &-= 1
    }
    followers[first] = line
  }

  @inline(__always)
  func level(of place: Int) -> QuietLevels { self[place].level }

  /// Whether a line that is like one of these, its text beginning at `start` of a block, is quiet
  /// without conditions, and has no clock, or one of which only the hour needs a look; `last` is the place
  /// of the line before.
  ///
  /// Where the engine gave no time, `time` becomes that of the clock or of a field.
  @inline(__always)
  func isPlain(
    _ place: Int, _ block: ByteText, _ start: Int, after last: Int, hasTime: Bool,
    _ times: inout FieldTimes, _ time: inout Int64
  ) -> Bool {
    guard self[place].isPlain, !self[place].isBare || !self[last].mayGoOn else { return false }
    let clock = Int(self[place].clock)
    if clock == Int(KnownLines.Summary.noClock) { return true }
    guard clock >= 0 else {
      guard !hasTime, clock == Int(KnownLines.Summary.fieldClock),
        let found = fieldTime(of: place, block, start, &times)
      else { return false }
      time = found
      return true
    }
    if hasTime { return DigitWord.isHour(block, at: start &+ clock) }
    guard let found = clocks[place].time(block, start, isWanted: true) else { return false }
    if clocks[place].midnight != nil { time = found }
    return true
  }

  /// The time that a field of a line says, by its `Summary`, whose text begins at `start` of a block;
  /// nil where it says none.
  @inline(never)
  func fieldTime(
    of place: Int, _ block: ByteText, _ start: Int, _ times: inout FieldTimes
  ) -> Int64? {
    precondition(place >= 0 && place < count)
    let range = fields[place]
    return times.read(block[(start &+ range.lowerBound)..<(start &+ range.upperBound)])
  }

  /// The clock of the header of a line that has one by its `Summary`.
  func clock(of place: Int) -> HeaderClock {
    precondition(place >= 0 && place < count)
    return clocks[place]
  }

  /// Stands for no time, which is later than any; none that is read is that late.
  static let noTime = Int64.max

  /// Records like a line that are told together.
  struct Telling {
    /// Whose records are only counted that are not earlier than a time.
    fileprivate var owner = -1
    fileprivate var settled = noTime
    var records = 0
    /// The earliest and latest time, nanoseconds since 1970; the first is above the last without any.
    fileprivate var first = Int64.max
    fileprivate var last = Int64.min
    /// The 1-based number of the last one among the records of its run.
    var number = 0

    /// From the earliest to the latest time, nanoseconds since 1970; nil where none has one.
    var times: ClosedRange<Int64>? { first > last ? nil : first...last }
  }

  /// Takes note that records like a line are only counted for an owner, unless earlier than a time.
  func settle(_ place: Int, at time: Int64, for owner: Int) {
    precondition(place >= 0 && place < count)
    guard tellings[place].records == 0 else { return }
    let isKnown = tellings[place].owner == owner
    tellings[place].settled = isKnown ? min(tellings[place].settled, time) : time
    tellings[place].owner = owner
  }

  /// Whether a record like a line is only counted.
  func isSettled(_ place: Int, at time: Int64, for owner: Int) -> Bool {
    precondition(place >= 0 && place < count)
    return tellings[place].owner == owner && tellings[place].settled <= time
  }

  /// Counts a record; whether it is the first one that is yet to be told.
  @inline(__always)
  func tell(_ place: Int, at time: Int64, number: Int) -> Bool {
    precondition(place >= 0 && place < count)
    tellings[place].records &+= 1
    tellings[place].number = number
    if time != Self.noTime {
      tellings[place].first = min(tellings[place].first, time)
      tellings[place].last = max(tellings[place].last, time)
    }
    return tellings[place].records == 1
  }

  /// What was counted, which is told now.
  func takeTelling(_ place: Int) -> Telling {
    precondition(place >= 0 && place < count)
    let telling = tellings[place]
    tellings[place] = Telling()
    tellings[place].owner = telling.owner
    tellings[place].settled = telling.settled
    return telling
  }

  /// Whether there is room for one more line.
  func hasRoom(blocks: Int) -> Bool {
    count < summaries.count && byteCount + 64 * blocks <= patterns.count
  }

  /// Adds a line, and what its time is read by; its blocks are to follow.
  func append(_ line: KnownLines.Summary, _ time: KnownLines.Time) {
    precondition(count < summaries.count)
    summaries.initializeElement(at: count, to: line)
    for number in 0..<Self.mostFollowers {
      followers.initializeElement(at: count &* Self.mostFollowers &+ number, to: .none)
    }
    var (clock, field) = (HeaderClock.none, 0..<0)
    switch time {
    case .header(let header): clock = header
    case .field(let range): field = range
    case .none, .anyHeader: break
    }
    clocks.initializeElement(at: count, to: clock)
    fields.initializeElement(at: count, to: field)
    tellings.initializeElement(at: count, to: Telling())
    count += 1
  }

  /// Adds the blocks of a text of 32 bytes or more, for which there is room: where less than 127 may be
  /// added to a byte, it is a digit that may be another one.
  func append(_ text: ByteText, slack: [UInt8], blocks: Int) {
    precondition(text.count >= 32 && slack.count == text.count)
    precondition(byteCount + 64 * blocks <= patterns.count)
    for block in 0..<blocks {
      let start = min(block * 32, text.count - 32)
      for at in 0..<32 {
        let free = slack[start + at]
        patterns[byteCount + at] = free < 0x7F ? UInt8(ascii: "0") : text.byte(start + at)
        patterns[byteCount + 32 + at] = free
      }
      byteCount += 64
    }
  }

  func removeAll() { (count, byteCount) = (0, 0) }

  /// Whether a text that stands in a block from `start` to `end` is like the line at a place.
  @inline(__always)
  func isSame(
    _ block: ByteText, _ start: Int, _ end: Int, _ place: Int, _ context: KnownLines.Context
  ) -> Bool {
    guard place >= 0, place < count, start >= 0, end <= block.count,
      end &- start == summaries[place].count, summaries[place].context == context.bits
    else { return false }
    return block.withBytes { block in
      isSame(block, start, end, Int(summaries[place].start), Int(summaries[place].last))
    }
  }

  /// The same of a text that stands in a block from `start` to `end`.
  @inline(__always)
  func isSame(
    _ block: ByteText, _ start: Int, _ end: Int, _ line: KnownLines.Summary,
    _ context: KnownLines.Context
  ) -> Bool {
    guard KnownLines.lengths.contains(end &- start), start >= 0, end <= block.count else {
      return false
    }
    return block.withBytes { block in
      isSame(UnsafeRawBufferPointer(rebasing: block[start..<end]), line, context)
    }
  }

  /// Whether a text differs from a line by nothing that matters, but for the clock.
  @inline(__always)
  func isSame(
    _ bytes: UnsafeRawBufferPointer, _ line: KnownLines.Summary, _ context: KnownLines.Context
  ) -> Bool {
    guard line.count == bytes.count, line.context == context.bits else { return false }
    return isSame(bytes, 0, bytes.count, Int(line.start), Int(line.last))
  }

  @inline(__always)
  private func isSame(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int, _ first: Int, _ last: Int
  ) -> Bool {
    let patterns = UnsafeRawBufferPointer(self.patterns)
    var wrong = Self.difference(bytes, end &- 32, patterns, last)
    var place = first
    var at = start
    while at &+ 32 <= end {
      wrong |= Self.difference(bytes, at, patterns, place)
      at &+= 32
      place &+= 64
    }
    return (wrong[0] | wrong[1]) & 0x8080_8080_8080_8080 == 0
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
}
