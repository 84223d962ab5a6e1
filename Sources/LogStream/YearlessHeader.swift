/// Headers whose time has no year: syslog as BSD wrote it, logcat, log4j's short date.
///
/// They begin a record and may name a level, but give no time: the year would be a guess.
enum YearlessHeader {
  /// `Jun 14 15:16:01 host prog[1]: text`; the text may have a header of its own.
  static func syslog(_ line: ByteText) -> TextHeader? {
    guard line.byte(3) == UInt8(ascii: " "), InstantParser.month(line, 0) != nil else { return nil }
    var at = line.byte(4) == UInt8(ascii: " ") ? 5 : 4
    let day = at
    while line.byte(at).isDigit, at - day < 2 { at += 1 }
    guard let number = InstantParser.number(line, day, at - day), (1...31).contains(number),
      line.byte(at) == UInt8(ascii: " "), let clock = InstantParser.clock(line, at: at + 1),
      line.byte(clock.end) == UInt8(ascii: " ")
    else { return nil }
    guard let start = textStart(line, at: clock.end + 1) else {
      return TextHeader.afterTime(line, ParsedInstant(nanoseconds: nil, end: clock.end))
    }
    return TextHeader.behind(
      line, at: start,
      HeaderExtent(time: (at + 1)..<clock.end, clock: at + 1, day: day..<at, end: start))
  }

  /// The text behind `host prog[1]: `, or nil where no such thing stands.
  private static func textStart(_ line: ByteText, at start: Int) -> Int? {
    guard let blank = line.firstIndex(of: UInt8(ascii: " "), from: start), blank - start <= 255
    else { return nil }
    var at = blank + 1
    // Names like `sshd(pam_unix)[1]`, `com.apple.x`, `docker/db`, and blanks in none of them.
    while line.byte(at) > UInt8(ascii: " "), line.byte(at) != UInt8(ascii: ":") { at += 1 }
    guard at > blank + 1, at - blank <= 128, line.byte(at) == UInt8(ascii: ":"),
      at + 1 == line.count || line.byte(at + 1) == UInt8(ascii: " ")
    else { return nil }
    return min(line.count, at + 2)
  }

  /// `03-17 16:13:38.811  1702  2395 D Tag: text` (logcat), and `17/06/09 20:10:40 INFO text`.
  static func digits(_ line: ByteText) -> TextHeader? {
    switch line.byte(2) {
    case UInt8(ascii: "-"): logcat(line)
    case UInt8(ascii: "/"): shortDate(line)
    default: nil
    }
  }

  private static func logcat(_ line: ByteText) -> TextHeader? {
    guard let month = InstantParser.number(line, 0, 2), (1...12).contains(month),
      let day = InstantParser.number(line, 3, 2), (1...31).contains(day),
      line.byte(5) == UInt8(ascii: " "), let clock = InstantParser.clock(line, at: 6),
      line.byte(clock.end) == UInt8(ascii: " ")
    else { return nil }
    var at = clock.end
    for _ in 0..<2 {
      at = line.skippingBlanks(from: at)
      let start = at
      while line.byte(at).isDigit { at += 1 }
      guard at > start, line.byte(at) == UInt8(ascii: " ") else { return nil }
    }
    at = line.skippingBlanks(from: at)
    guard line.byte(at + 1) == UInt8(ascii: " "), let level = logcatLevel(line.byte(at)) else {
      return nil
    }
    return TextHeader(
      level: level, message: min(line.count, at + 2), isPresent: true,
      extent: HeaderExtent(
        time: 6..<clock.end, clock: 6, month: 0..<2, day: 3..<5, end: at + 2))
  }

  private static func logcatLevel(_ letter: UInt8) -> Level? {
    switch letter {
    case UInt8(ascii: "V"): .trace
    case UInt8(ascii: "A"): .fatal
    case UInt8(ascii: "D"), UInt8(ascii: "I"), UInt8(ascii: "W"), UInt8(ascii: "E"),
      UInt8(ascii: "F"):
      LevelWord.level(letter: letter)
    default: nil
    }
  }

  /// Which of the three numbers is the year cannot be told; a level has to follow.
  private static func shortDate(_ line: ByteText) -> TextHeader? {
    guard InstantParser.number(line, 0, 2) != nil, InstantParser.number(line, 3, 2) != nil,
      line.byte(5) == UInt8(ascii: "/"), InstantParser.number(line, 6, 2) != nil,
      line.byte(8) == UInt8(ascii: " "), let clock = InstantParser.clock(line, at: 9)
    else { return nil }
    let header = TextHeader.afterTime(
      line, ParsedInstant(nanoseconds: nil, end: clock.end), clock: 9)
    return header.level == nil ? nil : header
  }
}
