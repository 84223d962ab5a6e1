/// The part of a line that a header was read from.
struct HeaderExtent {
  /// The bytes of its time.
  var time: Range<Int>
  /// Where `hh:mm:ss` would stand within it.
  var clock: Int
  /// Where numbers stand that have to be a month and a day of one, whichever, as no time is told of them.
  var month = 0..<0
  var day = 0..<0
  /// The end of what was looked at.
  var end: Int
  /// Where a text begins that was looked at, too, and has no header of its own; nil without one.
  var text: Int?
}

/// The headers of a container's earlier lines, so that others of the same shape need not be parsed.
///
/// Two lines have one shape when all bytes that the header was read from are the same, but for the
/// digits of the clock and of numbers that mean nothing (process numbers, addresses). The date and
/// the zone are the same, so that only the clock is left to be read.
struct HeaderShapes {
  private struct Shape {
    var header: TextHeader
    var clock: HeaderClock
    /// Where any letter may stand: the message behind a level begins there.
    var letter: Int?
  }

  /// The three masks of a word: what it was, which bits have to be the same, which bytes are digits.
  private struct Masks {
    var was: UInt64 = 0
    var same: UInt64 = 0
    var digits: UInt64 = 0

    @inline(__always)
    func hold(_ word: UInt64) -> Bool {
      let free = word & digits
      return (word ^ was) & same
        | ((free &+ (0x0606_0606_0606_0606 & digits)) & 0x4040_4040_4040_4040) == 0
    }
  }

  private var shapes: [Shape] = []
  /// How many words of each are compared.
  private var words: [Int] = []
  /// So many of each: `mostWords`.
  private var masks: [Masks] = []
  /// The places of the shapes of each bucket, one more in each byte; 0 for none.
  private var buckets = [UInt64](repeating: 0, count: Self.bucketCount)
  /// Shapes that were learnt, and lines that were spared by them.
  private var learnt = 0
  private var spared = 0

  private static let mostShapes = 64
  private static let mostWords = 12
  private static let bucketCount = 64

  /// The header of a line of a known shape; its time only if it is wanted.
  @inline(__always)
  mutating func find(_ line: ByteText, wantsTime: Bool) -> TextHeader? {
    guard let place = place(of: line) else { return nil }
    let shape = shapes[place]
    guard let time = shape.clock.time(line, 0, isWanted: wantsTime),
      shape.letter.map({ line.byte($0).isLetter }) ?? true
    else { return nil }
    spared &+= 1
    var header = shape.header
    header.time = wantsTime && shape.clock.midnight != nil ? time : nil
    return header
  }

  @inline(__always)
  private func place(of line: ByteText) -> Int? {
    guard !words.isEmpty, line.count >= 24 else { return nil }
    return line.withBytes { bytes in
      masks.withUnsafeBufferPointer { masks in
        var places = buckets[Self.bucket(bytes.word(at: 0), bytes.word(at: 16))]
        while places != 0 {
          let place = Int(truncatingIfNeeded: places & 0xFF) &- 1
          let count = words[place]
          if bytes.count >= count &* 8,
            Self.isSame(bytes, count, masks[(place &* Self.mostWords)...])
          {
            return place
          }
          places &>>= 8
        }
        return nil
      }
    }
  }

  @inline(__always)
  private static func isSame(
    _ bytes: UnsafeRawBufferPointer, _ count: Int, _ masks: Slice<UnsafeBufferPointer<Masks>>
  ) -> Bool {
    for number in 0..<count
    where !masks[masks.startIndex &+ number].hold(bytes.word(at: number &* 8)) {
      return false
    }
    return true
  }

  /// The bucket of the lines whose first and third words are the same but for their digits.
  @inline(__always)
  private static func bucket(_ first: UInt64, _ third: UInt64) -> Int {
    let key = withoutDigits(first) ^ (withoutDigits(third) &* 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: (key &* 0xD6E8_FEB8_6659_FD93) &>> 58)
  }

  /// A word with zeros for all digits.
  @inline(__always)
  private static func withoutDigits(_ word: UInt64) -> UInt64 {
    let rest = word ^ 0x3030_3030_3030_3030
    let others = ((rest &+ 0x7676_7676_7676_7676) | rest) & 0x8080_8080_8080_8080
    let digits = (others ^ 0x8080_8080_8080_8080) &>> 7
    return word & ~(digits &* 0x0F)
  }

  // MARK: learning

  /// Keeps the shape of a line whose header was parsed, if it is one of a kind that is met again.
  mutating func learn(_ line: ByteText, _ header: TextHeader) {
    guard let clock = HeaderClock(line, header), header.time != nil,
      learnt < Self.mostShapes || spared > 8 * learnt
    else { return }
    var end = clock.end
    let hasLetter = header.level != nil && header.message == end - 1 && line.byte(end - 1).isLetter
    if hasLetter { end -= 1 }
    let count = (end + 7) / 8
    guard end >= 24, count <= Self.mostWords, line.count >= count * 8, let first = line.word(0),
      let third = line.word(16)
    else { return }
    var header = header
    header.extent = nil
    let bucket = Self.bucket(first, third)
    let place = place(
      for: Shape(header: header, clock: clock, letter: hasLetter ? end : nil), in: bucket)
    words[place] = count
    for number in 0..<count {
      masks[place * Self.mostWords + number] = Self.masks(line, from: number * 8, end: end, clock)
    }
  }

  /// A place for a shape; a full bucket loses its oldest one.
  private mutating func place(for shape: Shape, in bucket: Int) -> Int {
    learnt += 1
    if shapes.count == Self.mostShapes { forgetAll() }
    shapes.append(shape)
    words.append(0)
    masks += Array(repeating: Masks(), count: Self.mostWords)
    buckets[bucket] = buckets[bucket] << 8 | UInt64(shapes.count)
    return shapes.count - 1
  }

  /// Begins anew: the shapes of yesterday are met no more.
  private mutating func forgetAll() {
    shapes.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    masks.removeAll(keepingCapacity: true)
    for bucket in buckets.indices { buckets[bucket] = 0 }
  }

  private static func masks(
    _ line: ByteText, from start: Int, end: Int, _ clock: HeaderClock
  ) -> Masks {
    var result = Masks(was: line.word(start) ?? 0)
    for at in start..<min(start + 8, end) {
      let shift = UInt64(8 * (at - start))
      let isFree = line.byte(at).isDigit && clock.isFree(at, line)
      result.same |= (isFree ? 0xF0 : 0xFF) << shift
      if isFree { result.digits |= 0xFF << shift }
    }
    return result
  }
}
