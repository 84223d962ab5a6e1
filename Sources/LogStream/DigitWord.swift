/// Reads digits eight bytes at a time.
///
/// Times stand on nearly every line of a log, so reading them is a large part of reading it.
enum DigitWord {
  /// What a byte of a clock or date must be: `0` stands for a digit, all others for themselves.
  ///
  /// A digit minus `0` is at most 9, to which 0x76 may be added, and a separator minus itself is 0, to
  /// which 0x7F may be added, below 128. The words are literals, the first byte lowest, since a
  /// variable costs an access each time.
  struct Shape {
    fileprivate let pattern: UInt64
    fileprivate let slack: UInt64
  }

  /// The shape `0000-00-`.
  static var date: Shape {
    Shape(pattern: 0x2D30_302D_3030_3030, slack: 0x7F76_767F_7676_7676)
  }
  /// The shape `00:00:00`.
  private static var clock: Shape {
    Shape(pattern: 0x3030_3A30_303A_3030, slack: 0x7676_7F76_767F_7676)
  }
  /// The shape `00000000`.
  private static var digits: Shape {
    Shape(pattern: 0x3030_3030_3030_3030, slack: 0x7676_7676_7676_7676)
  }
  private static var high: UInt64 { 0x8080_8080_8080_8080 }

  /// The bytes minus the shape, one digit a byte, the first lowest; nil where they differ from it.
  @inline(__always)
  static func match(_ word: UInt64, _ shape: Shape) -> UInt64? {
    let rest = word ^ shape.pattern
    return ((rest &+ shape.slack) | rest) & high == 0 ? rest : nil
  }

  /// The seconds of a clock `hh:mm:ss`, a leap second too; nil where a word is none.
  @inline(__always)
  static func timeOfDay(_ word: UInt64) -> Int64? {
    guard let rest = match(word, clock) else { return nil }
    let (hour, minute, second) = (pair(rest, 0), pair(rest, 3), pair(rest, 6))
    guard hour < 24, minute < 60, second < 61 else { return nil }
    return Int64(hour &* 3600 &+ minute &* 60 &+ second)
  }

  /// Whether two digits are an hour.
  @inline(__always)
  static func isHour(_ text: ByteText, at start: Int) -> Bool {
    text.byte(start) < UInt8(ascii: "2") || text.byte(start &+ 1) < UInt8(ascii: "4")
  }

  /// The two digits that begin at a byte of a matched word.
  @inline(__always)
  static func pair(_ rest: UInt64, _ byte: UInt64) -> Int {
    Int(truncatingIfNeeded: (rest &>> (8 &* byte)) & 0xF) &* 10
      &+ Int(truncatingIfNeeded: (rest &>> (8 &* byte &+ 8)) & 0xF)
  }

  /// The number that up to eight digits at the front of a word make as the first of nine digits of
  /// a fraction, and how many there are.
  @inline(__always)
  static func fraction(_ word: UInt64) -> (value: Int64, digits: Int) {
    let rest = word ^ digits.pattern
    let wrong = ((rest &+ digits.slack) | rest) & high
    let count = wrong == 0 ? 8 : wrong.trailingZeroBitCount &>> 3
    guard count > 0 else { return (0, 0) }
    // Digits beyond the last one count as zeros.
    let value = count == 8 ? rest : rest & ((1 &<< UInt64(8 &* count)) &- 1)
    return (eightDigits(value) &* 10, count)
  }

  /// The number that a word of eight digits says.
  @inline(__always)
  static func eightDigits(_ word: UInt64) -> Int64 {
    var value = word & 0x0F0F_0F0F_0F0F_0F0F
    value = (value &* 10) &+ (value &>> 8)
    let low = (value & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let next = ((value &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return Int64(truncatingIfNeeded: (low &+ next) &>> 32)
  }
}
