/// The second and the day of the engine's last stamp: neighbouring lines mostly share them, so that
/// only their fraction has to be read.
struct StampedSecond {
  /// `2026-11-23T01:54:37.` as two words and a half.
  private var front: (UInt64, UInt64, UInt64) = (0, 0, 0)
  private var nanoseconds: Int64 = 0
  /// `2026-11-` and `6-11-23T`, and the time at which the day begins.
  private var day: (UInt64, UInt64) = (0, 0)
  private var midnight: Int64 = 0

  private static let half: UInt64 = 0xFFFF_FFFF

  /// The time of a stamp of the same day that is followed by a blank; nil where it is not one.
  @inline(__always)
  mutating func time(_ line: ByteText, at start: Int) -> Int64? {
    guard start >= 0, line.count &- start >= 31 else { return nil }
    return line.withBytes { bytes in
      guard bytes[start &+ 29] == UInt8(ascii: "Z"), bytes[start &+ 30] == UInt8(ascii: " "),
        bytes[start &+ 28].isDigit, isSameSecond(bytes, start)
      else { return nil }
      let fraction = DigitWord.fraction(bytes.word(at: start &+ 20))
      guard fraction.digits == 8 else { return nil }
      return nanoseconds &+ fraction.value &+ Int64(bytes[start &+ 28] & 0xF)
    }
  }

  /// The time of a json-file entry of the same day, with one to nine digits of fraction; `end` is
  /// behind its `Z`.
  @inline(__always)
  mutating func time(_ line: ByteText, at start: Int, end: Int) -> Int64? {
    let digits = end &- start &- 21
    guard start >= 0, digits > 0, digits < 10, end <= line.count, line.count &- start >= 32
    else { return nil }
    return line.withBytes { bytes in
      guard bytes[end &- 1] == UInt8(ascii: "Z"), isSameSecond(bytes, start) else { return nil }
      let fraction = DigitWord.fraction(bytes.word(at: start &+ 20))
      guard fraction.digits == min(digits, 8) else { return nil }
      guard digits == 9 else { return nanoseconds &+ fraction.value }
      let last = bytes[start &+ 28]
      return last.isDigit ? nanoseconds &+ fraction.value &+ Int64(last & 0xF) : nil
    }
  }

  /// Whether the second is the last one, or one of the same day, which is the last one then; the
  /// caller knows that twenty bytes are there.
  @inline(__always)
  private mutating func isSameSecond(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Bool {
    let (first, next) = (bytes.word(at: start), bytes.word(at: start &+ 8))
    let third = bytes.word(at: start &+ 12) &>> 32
    if first == front.0, next == front.1, third == front.2 { return true }
    guard first == day.0, bytes.word(at: start &+ 3) == day.1,
      bytes[start &+ 19] == UInt8(ascii: "."),
      let seconds = DigitWord.timeOfDay(bytes.word(at: start &+ 11))
    else { return false }
    front = (first, next, third)
    nanoseconds = midnight &+ seconds &* 1_000_000_000
    return true
  }

  /// Takes over a stamp with a fraction; `time` is that of its full second.
  mutating func keep(_ line: ByteText, at start: Int, _ time: Int64) {
    guard let first = line.word(start), let next = line.word(start + 8),
      let third = line.word(start + 16), line.byte(start + 19) == UInt8(ascii: "."),
      let inDay = line.word(start + 3),
      let seconds = line.word(start + 11).flatMap({ DigitWord.timeOfDay($0) })
    else { return }
    front = (first, next, third & Self.half)
    nanoseconds = time
    day = (first, inDay)
    midnight = time - seconds * 1_000_000_000
  }
}
