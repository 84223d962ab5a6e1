/// The second of the engine's last stamp: neighbouring lines mostly share it, so that only their
/// fraction has to be read.
struct StampedSecond {
  /// `2026-11-23T01:54:37.` as two words and a half.
  private var front: (UInt64, UInt64, UInt64) = (0, 0, 0)
  private var nanoseconds: Int64?

  private static let half: UInt64 = 0xFFFF_FFFF

  /// The time of a stamp of the same second that is followed by a blank; nil where it is not one.
  @inline(__always)
  func time(_ line: ByteText, at start: Int) -> Int64? {
    guard let nanoseconds, let first = line.word(start), first == front.0,
      let next = line.word(start + 8), next == front.1,
      let third = line.word(start + 16), third & Self.half == front.2,
      let digits = line.word(start + 20), line.byte(start + 29) == UInt8(ascii: "Z"),
      line.byte(start + 30) == UInt8(ascii: " "), line.byte(start + 28).isDigit
    else { return nil }
    let fraction = DigitWord.fraction(digits)
    guard fraction.digits == 8 else { return nil }
    return nanoseconds + fraction.value + Int64(line.byte(start + 28) & 0xF)
  }

  /// The time of a json-file entry of the same second, with one to nine digits of fraction; `end`
  /// is behind its `Z`.
  @inline(__always)
  func time(_ line: ByteText, at start: Int, end: Int) -> Int64? {
    let digits = end &- start &- 21
    guard let nanoseconds, digits > 0, digits < 10, let first = line.word(start), first == front.0,
      let next = line.word(start + 8), next == front.1,
      let third = line.word(start + 16), third & Self.half == front.2,
      let word = line.word(start + 20), line.byte(end &- 1) == UInt8(ascii: "Z")
    else { return nil }
    let fraction = DigitWord.fraction(word)
    guard fraction.digits == min(digits, 8) else { return nil }
    guard digits == 9 else { return nanoseconds &+ fraction.value }
    let last = line.byte(start &+ 28)
    return last.isDigit ? nanoseconds &+ fraction.value &+ Int64(last & 0xF) : nil
  }

  /// Takes over a stamp with a fraction; `time` is that of its full second.
  mutating func keep(_ line: ByteText, at start: Int, _ time: Int64) {
    guard let first = line.word(start), let next = line.word(start + 8),
      let third = line.word(start + 16), line.byte(start + 19) == UInt8(ascii: ".")
    else { return }
    front = (first, next, third & Self.half)
    nanoseconds = time
  }
}
