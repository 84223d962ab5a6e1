/// The second and the day of the engine's last stamp: neighbouring lines mostly share them, so that
/// only their fraction has to be read.
struct StampedSecond {
  /// What stands behind a stamp: a blank, or the quote of a json-file entry.
  private let follower: UInt8
  /// `2026-11-23T00:00` and `0:00.000000000Z` with the follower, each as two words: the date of the
  /// last stamp, and a zero for each digit that may be another one.
  private var shape: (SIMD2<UInt64>, SIMD2<UInt64>)
  /// The last clock, `01:54:37`, and the time at its beginning.
  private var clock: UInt64 = 0
  private var nanoseconds: Int64 = 0
  /// The time at which the day begins, once there is one.
  private var midnight: Int64 = 0
  private var hasDay = false

  /// What is added to the difference of a byte: it has to stay below 128.
  ///
  /// An hour may begin with 0 to
  /// 2, a minute and a second with 0 to 5; a leap second is read by other means.
  private static var slack: (SIMD2<UInt64>, SIMD2<UInt64>) {
    (
      SIMD2(0x7F7F_7F7F_7F7F_7F7F, 0x767A_7F76_7D7F_7F7F),
      SIMD2(0x7676_767F_767A_7F76, 0x7F7F_7676_7676_7676)
    )
  }

  /// - Parameter follower: The byte behind the stamps.
  init(follower: UInt8) {
    self.follower = follower
    // No byte is both, so that nothing has the shape.
    shape = (SIMD2(0, 1 << 56), SIMD2(2, 0))
  }

  /// The time of a stamp of the same day with nine digits of fraction; nil where it is not one.
  @inline(__always)
  mutating func time(_ line: ByteText, at start: Int) -> Int64? {
    guard start >= 0, line.count &- start >= 31 else { return nil }
    return line.withBytes { bytes in
      let first = bytes.pair(at: start) ^ shape.0
      let next = bytes.pair(at: start &+ 15) ^ shape.1
      let wrong = ((first &+ Self.slack.0) | first) | ((next &+ Self.slack.1) | next)
      guard (wrong[0] | wrong[1]) & 0x8080_8080_8080_8080 == 0, isClock(bytes.word(at: start &+ 11))
      else { return nil }
      return nanoseconds &+ DigitWord.eightDigits(bytes.word(at: start &+ 20)) &* 10
        &+ Int64(bytes[start &+ 28] & 0xF)
    }
  }

  /// The time of a json-file entry of the same day, with one to nine digits of fraction; `end` is
  /// behind its `Z`.
  @inline(__always)
  mutating func time(_ line: ByteText, at start: Int, end: Int) -> Int64? {
    if end &- start == EngineStamp.length { return time(line, at: start) }
    return shorterTime(line, at: start, end: end)
  }

  /// The same of one with less than nine digits, as the others, with zeros in their place.
  private mutating func shorterTime(_ line: ByteText, at start: Int, end: Int) -> Int64? {
    let digits = end - start - 21
    guard hasDay, (1..<9).contains(digits), line.byte(end - 1) == UInt8(ascii: "Z"),
      let date = line.word(start), let hour = line.word(start + 8),
      let clock = line.word(start + 11),
      let fraction = line.word(start + 20).map({ DigitWord.fraction($0) }),
      line.byte(start + 19) == UInt8(ascii: "."), date == shape.0[0],
      (hour ^ shape.0[1]) & 0xFF_FFFF == 0, DigitWord.timeOfDay(clock) != nil, isClock(clock),
      fraction.digits == digits
    else { return nil }
    return nanoseconds + fraction.value
  }

  /// Whether the hour of a clock is one, which becomes the last clock then.
  @inline(__always)
  private mutating func isClock(_ word: UInt64) -> Bool {
    if word == clock { return true }
    let hour = DigitWord.pair(word, 0)
    guard hour < 24 else { return false }
    let seconds = hour &* 3600 &+ DigitWord.pair(word, 3) &* 60 &+ DigitWord.pair(word, 6)
    clock = word
    nanoseconds = midnight &+ Int64(seconds) &* 1_000_000_000
    return true
  }

  /// Takes over the day of a stamp with a fraction; `time` is that of its full second.
  mutating func keep(_ line: ByteText, at start: Int, _ time: Int64) {
    guard let date = line.word(start), let hour = line.word(start + 8),
      let seconds = line.word(start + 11).flatMap({ DigitWord.timeOfDay($0) }),
      line.byte(start + 19) == UInt8(ascii: ".")
    else { return }
    shape = (
      SIMD2(date, hour & 0xFF_FFFF | 0x3030_3A30_3000_0000),
      SIMD2(0x3030_302E_3030_3A30, UInt64(follower) << 56 | 0x5A_3030_3030_3030)
    )
    midnight = time - seconds * 1_000_000_000
    clock = 0
    hasDay = true
  }
}
