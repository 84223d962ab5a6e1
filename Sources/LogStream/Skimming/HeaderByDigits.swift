extension TextHeader {
  /// Whether a line without a header might have one if some of its digits were others.
  ///
  /// Says so too often rather than too seldom: what `parse` looks at by class alone (a digit, a letter)
  /// stays as it is, and so does what it compares with words; what is left are numbers in a time.
  static func mayComeByDigits(_ line: ByteText) -> Bool {
    let first = line.byte(0)
    if first.isDigit { return mayBeginWithTime(line) }
    if first.isLetter { return mayComeByDigits(behindLetters: line) }
    switch first {
    case UInt8(ascii: "["):
      // The level in brackets is one of letters.
      return line.byte(1).isDigit || InstantParser.isWeekday(line, at: 1)
    case UInt8(ascii: "<"), UInt8(ascii: "."): return true
    case UInt8(ascii: ":"): return line.contains(" - - [")
    default: return false
    }
  }

  /// `2026-…`, `2026/…`, `00:00:00 …`, `23-Nov-…`, `03-17 …`, `17/06/09 …`, `1:M 23 Nov …`, `1.2.3.4 - - […]`.
  private static func mayBeginWithTime(_ line: ByteText) -> Bool {
    var end = 1
    while line.byte(end).isDigit { end += 1 }
    switch line.byte(end) {
    case UInt8(ascii: ":"): return true
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."): if end <= 4 { return true }
    default: break
    }
    return line.firstIndex(of: UInt8(ascii: "[")).map { $0 < 300 } ?? false
  }

  /// `Nov 23 …`, `Mon Nov 23 …`, `E1123 …`, `E, [2026-…`, `app2026/…`, `host - - […]`.
  private static func mayComeByDigits(behindLetters line: ByteText) -> Bool {
    var end = 1
    while line.byte(end).isLetter { end += 1 }
    return line.byte(end).isDigit || InstantParser.month(line, 0) != nil
      || InstantParser.isWeekday(line, at: 0) || line.hasPrefix(", [", at: 1)
      || line.hasPrefix("waiting for server to ") || line.contains(" - - [")
  }
}
