/// Reads times in fields; neighbouring lines often have the same one, or one of the same day.
struct FieldTimes {
  private var last: [UInt8] = []
  private var nanoseconds: Int64 = 0
  /// The time at 00:00:00 of the last one's clock, which begins at `clock`; nil where it has none.
  private var midnight: Int64?

  private static let clock = 11
  private static let clockEnd = 19

  /// The time that a value says, in nanoseconds since 1970; nil where it says none.
  @inline(__always)
  mutating func read(_ value: ByteText) -> Int64? {
    guard value.count == last.count, !last.isEmpty else { return readAnew(value) }
    if last.withUnsafeBytes({ ByteText($0).equals(value) }) { return nanoseconds }
    // Another clock with the same date, fraction and zone.
    guard let midnight, isSameButClock(value),
      let seconds = value.word(Self.clock).flatMap({ DigitWord.timeOfDay($0) })
    else { return readAnew(value) }
    return midnight &+ seconds &* 1_000_000_000
  }

  @inline(__always)
  private func isSameButClock(_ value: ByteText) -> Bool {
    last.withUnsafeBytes { last in
      let last = ByteText(last)
      return value[0..<Self.clock].equals(last[0..<Self.clock])
        && value.dropping(Self.clockEnd).equals(last.dropping(Self.clockEnd))
    }
  }

  private mutating func readAnew(_ value: ByteText) -> Int64? {
    guard let instant = FieldRole.instant(value) else { return nil }
    last = value.withBytes { Array($0) }
    nanoseconds = instant
    // `2026-11-23T01:54:37`, and whatever follows.
    let isUsual = value.byte(4) == UInt8(ascii: "-") && value.byte(7) == UInt8(ascii: "-")
    midnight = value.word(Self.clock).flatMap { DigitWord.timeOfDay($0) }.flatMap {
      isUsual ? instant - $0 * 1_000_000_000 : nil
    }
    return instant
  }
}
