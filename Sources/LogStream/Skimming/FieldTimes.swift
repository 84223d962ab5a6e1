/// Reads times in fields; neighbouring lines often have times of the same day and form.
struct FieldTimes {
  /// The length of the last value that was read by its parts, 0 for none.
  private var length = 0
  /// `2026-11-` and `6-11-23T`.
  private var date: (UInt64, UInt64) = (0, 0)
  /// What stands behind the clock, before the digits of a fraction, and how many these are.
  private var mark: UInt8 = 0
  private var digits = 0
  /// The zone, at the end of the last eight bytes.
  private var zone: UInt64 = 0
  private var zoneMask: UInt64 = 0
  /// The time at which the day of the zone begins.
  private var midnight: Int64 = 0

  private static let clock = 11
  private static let clockEnd = 19
  private static let second: Int64 = 1_000_000_000

  /// The time that a value says, in nanoseconds since 1970; nil where it says none.
  @inline(__always)
  mutating func read(_ value: ByteText) -> Int64? {
    guard value.count == length, value.word(0) == date.0, value.word(3) == date.1,
      let last = value.word(length &- 8), last & zoneMask == zone,
      let seconds = value.word(Self.clock).flatMap({ DigitWord.timeOfDay($0) })
    else { return readAnew(value) }
    let time = midnight &+ seconds &* Self.second
    guard digits > 0 else { return time }
    guard value.byte(Self.clockEnd) == mark, let fraction = fraction(value) else {
      return readAnew(value)
    }
    return time &+ fraction
  }

  /// The nanoseconds of a fraction of so many digits as the last one's.
  @inline(__always)
  private func fraction(_ value: ByteText) -> Int64? {
    let start = Self.clockEnd &+ 1
    // Where fewer bytes follow, the last eight of the value hold them.
    let word =
      value.word(start)
      ?? value.word(length &- 8).map { $0 &>> UInt64(8 &* (start &+ 8 &- length)) } ?? 0
    let (number, count) = DigitWord.fraction(word)
    guard count == min(digits, 8) else { return nil }
    guard digits == 9 else { return number }
    let last = value.byte(start &+ 8)
    return last.isDigit ? number &+ Int64(last & 0xF) : nil
  }

  private mutating func readAnew(_ value: ByteText) -> Int64? {
    guard let instant = FieldRole.instant(value) else { return nil }
    length = 0
    keep(value, instant)
    return instant
  }

  /// Takes over the form of a value, if it is `2026-11-23T01:54:37` with or without a fraction, and a
  /// zone.
  private mutating func keep(_ value: ByteText, _ instant: Int64) {
    guard value.byte(4) == UInt8(ascii: "-"), value.byte(7) == UInt8(ascii: "-"),
      let first = value.word(0), let next = value.word(3), let last = value.word(value.count - 8),
      let seconds = value.word(Self.clock).flatMap({ DigitWord.timeOfDay($0) })
    else { return }
    mark = value.byte(Self.clockEnd)
    var end = Self.clockEnd
    if mark == UInt8(ascii: ".") || mark == UInt8(ascii: ",") {
      end += 1
      while value.byte(end).isDigit { end += 1 }
    }
    digits = max(0, end - Self.clockEnd - 1)
    let zoneLength = value.count - end
    guard digits <= 9, end != Self.clockEnd + 1, zoneLength <= 8 else { return }
    zoneMask = zoneLength == 0 ? 0 : UInt64.max << UInt64(64 - 8 * zoneLength)
    (date, zone) = ((first, next), last & zoneMask)
    length = value.count
    let fraction = digits > 0 ? fraction(value) : 0
    midnight = instant - seconds * Self.second - (fraction ?? 0)
    // A fraction that was not read as one.
    if fraction == nil || digits > 0 && fraction == 0 || midnight % Self.second != 0 { length = 0 }
  }
}
