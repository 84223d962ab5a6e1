/// What PHP writes to its log: `[23-Nov-2026 00:00:00 UTC] PHP Warning:  text`, also without a time.
enum PHPHeader {
  /// The header of a line whose time is read already; nil where no zone follows the time.
  static func parse(_ line: ByteText, _ instant: ParsedInstant) -> TextHeader? {
    guard line.byte(instant.end) == UInt8(ascii: " ") else { return nil }
    let zone = instant.end + 1
    var end = zone
    while line.byte(end).isLetter || line.byte(end) == UInt8(ascii: "/")
      || line.byte(end) == UInt8(ascii: "_")
    {
      end += 1
    }
    guard end > zone, line.hasPrefix("] ", at: end), LevelWord.level(line[zone..<end]) == nil else {
      return nil
    }
    // The names of other zones stand for no fixed difference from UTC.
    let isUniversal = line[zone..<end].equals("UTC") || line[zone..<end].equals("GMT")
    return TextHeader(
      time: isUniversal ? instant.nanoseconds : nil, level: level(line, at: end + 2),
      message: end + 2, isPresent: true)
  }

  /// The level of `PHP Warning:  ` (php-src `main/main.c`, `php_error_cb`).
  static func level(_ line: ByteText, at start: Int) -> Level? {
    guard line.hasPrefix("PHP ", at: start) else { return nil }
    for (name, level) in names where line.hasPrefix(name, at: start + 4) { return level }
    return nil
  }

  private static let names: [(StaticString, Level)] = [
    ("Warning:  ", .warning), ("Fatal error:  ", .fatal), ("Parse error:  ", .fatal),
    ("Notice:  ", .info), ("Deprecated:  ", .info), ("Recoverable fatal error:  ", .error),
  ]
}
