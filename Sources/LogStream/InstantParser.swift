/// An instant that was read from bytes, and where it ended.
struct ParsedInstant {
  /// Nanoseconds since 1970-01-01T00:00:00Z; nil where the year is not written.
  var nanoseconds: Int64?
  /// The offset after the last byte of the instant.
  var end: Int
}

/// Reads the ways in which logs write a time; digits and ranges are checked.
///
/// A time without a zone is taken as UTC, which is what containers run in.
enum InstantParser {
  /// `2026-11-23T00:06:25.123456789Z`, also with a blank for `T`, `,` for the point, `/` in the
  /// date, one-digit hours (MariaDB), `±hh:mm` and no zone at all.
  static func dateTime(_ text: ByteText, at start: Int) -> ParsedInstant? {
    if let usual = usualDateTime(text, at: start) { return usual }
    guard let year = number(text, start, 4) else { return nil }
    let mark = text.byte(start + 4)
    guard mark == UInt8(ascii: "-") || mark == UInt8(ascii: "/") || mark == UInt8(ascii: "."),
      text.byte(start + 7) == mark,
      let month = number(text, start + 5, 2), let day = number(text, start + 8, 2)
    else { return nil }
    var at = start + 10
    guard text.byte(at) == UInt8(ascii: "T") || text.byte(at) == UInt8(ascii: " ") else {
      return nil
    }
    at += 1
    if text.byte(at) == UInt8(ascii: " ") { at += 1 }
    guard let clock = clock(text, at: at) else { return nil }
    return finish(text, (year, month, day), clock)
  }

  /// The common spelling: dashes, one separator, two digits of everything.
  @inline(__always)
  private static func usualDateTime(_ text: ByteText, at start: Int) -> ParsedInstant? {
    guard let front = text.word(start), let date = DigitWord.match(front, DigitWord.date),
      text.byte(start + 8).isDigit, text.byte(start + 9).isDigit,
      text.byte(start + 10) == UInt8(ascii: "T") || text.byte(start + 10) == UInt8(ascii: " "),
      let clock = usualClock(text, at: start + 11)
    else { return nil }
    let year = DigitWord.pair(date, 0) * 100 + DigitWord.pair(date, 2)
    let day = Int(text.byte(start + 8) & 0xF) * 10 + Int(text.byte(start + 9) & 0xF)
    return finish(text, (year, DigitWord.pair(date, 5), day), clock)
  }

  /// `hh:mm:ss` with two digits each; nil also where the range of one is wrong.
  @inline(__always)
  private static func usualClock(_ text: ByteText, at start: Int) -> Clock? {
    guard let seconds = text.word(start).flatMap({ DigitWord.timeOfDay($0) }) else { return nil }
    var clock = Clock(seconds: seconds, fraction: 0, end: start + 8)
    let point = text.byte(clock.end)
    if point == UInt8(ascii: ".") || point == UInt8(ascii: ","), text.byte(clock.end + 1).isDigit {
      (clock.fraction, clock.end) = fraction(text, at: clock.end + 1)
    }
    return clock
  }

  /// `23 Nov 2026 01:54:37.502` (Redis).
  static func dayMonthYear(_ text: ByteText, at start: Int) -> ParsedInstant? {
    guard let day = number(text, start, 2), let month = month(text, start + 3),
      let year = number(text, start + 7, 4), let clock = clock(text, at: start + 12)
    else { return nil }
    return finish(text, (year, month, day), clock)
  }

  /// `23/Nov/2026:00:36:47 +0000` (access logs; Python's http.server has a blank for the colon, PHP
  /// dashes for the slashes).
  static func accessLog(_ text: ByteText, at start: Int) -> ParsedInstant? {
    let mark = text.byte(start + 2)
    guard let day = number(text, start, 2), mark == UInt8(ascii: "/") || mark == UInt8(ascii: "-"),
      let month = month(text, start + 3), text.byte(start + 6) == mark,
      let year = number(text, start + 7, 4), let clock = clock(text, at: start + 12)
    else { return nil }
    var instant = finish(text, (year, month, day), clock)
    if let found = instant, text.byte(found.end) == UInt8(ascii: " "),
      let zone = zone(text, at: found.end + 1), zone.end > found.end + 1
    {
      instant?.nanoseconds = found.nanoseconds.map { $0 - zone.seconds * 1_000_000_000 }
      instant?.end = zone.end
    }
    return instant
  }

  /// `Mon Nov 23 00:06:25 UTC 2026` and `Mon Nov 23 00:06:25.123 2026` (date(1), Apache).
  static func weekday(_ text: ByteText, at start: Int) -> ParsedInstant? {
    guard isWeekday(text, at: start),
      text.byte(start + 3) == UInt8(ascii: " "), let month = month(text, start + 4)
    else { return nil }
    let two = text.byte(start + 8) == UInt8(ascii: " ")
    guard let day = number(text, start + (two ? 9 : 8), two ? 1 : 2),
      let clock = clock(text, at: start + 11)
    else { return nil }
    var at = clock.end + 1
    if text.byte(at).isUpper {
      while text.byte(at).isUpper { at += 1 }
      at += 1
    }
    guard let year = number(text, at, 4) else { return nil }
    var instant = finish(text, (year, month, day), clock)
    instant?.end = at + 4
    return instant
  }

  /// Seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by size.
  static func epoch(_ text: ByteText) -> Int64? {
    var whole: Int64 = 0
    var at = 0
    while text.byte(at).isDigit, at < 19 {
      let (shifted, over) = whole.multipliedReportingOverflow(by: 10)
      let (sum, overSum) = shifted.addingReportingOverflow(Int64(text.byte(at) - 48))
      guard !over, !overSum else { return nil }
      whole = sum
      at += 1
    }
    guard at >= 9 else { return nil }
    var fraction: Int64 = 0
    if text.byte(at) == UInt8(ascii: ".") {
      let (value, end) = self.fraction(text, at: at + 1)
      fraction = value
      at = end
    }
    guard at == text.count else { return nil }
    let unit: Int64 =
      switch whole {
      case ..<100_000_000_000: 1_000_000_000
      case ..<100_000_000_000_000: 1_000_000
      case ..<100_000_000_000_000_000: 1_000
      default: 1
      }
    let (value, over) = whole.multipliedReportingOverflow(by: unit)
    let (sum, overSum) = value.addingReportingOverflow(
      unit >= 1_000_000 ? fraction / (1_000_000_000 / unit) : 0)
    return over || overSum ? nil : sum
  }

  /// A time of day.
  struct Clock {
    var seconds: Int64
    var fraction: Int64
    var end: Int
  }

  /// `hh:mm:ss` with an optional fraction after a point or a comma; the hour may have one digit.
  static func clock(_ text: ByteText, at start: Int) -> Clock? {
    if let usual = usualClock(text, at: start) { return usual }
    let hourDigits = text.byte(start + 1) == UInt8(ascii: ":") ? 1 : 2
    let at = start + hourDigits
    guard let hour = number(text, start, hourDigits), hour < 24,
      text.byte(at) == UInt8(ascii: ":"), let minute = number(text, at + 1, 2), minute < 60,
      text.byte(at + 3) == UInt8(ascii: ":"), let second = number(text, at + 4, 2), second < 61
    else { return nil }
    var end = at + 6
    var fraction: Int64 = 0
    let point = text.byte(end)
    if point == UInt8(ascii: ".") || point == UInt8(ascii: ","), text.byte(end + 1).isDigit {
      (fraction, end) = self.fraction(text, at: end + 1)
    }
    return Clock(seconds: Int64(hour * 3600 + minute * 60 + second), fraction: fraction, end: end)
  }

  /// Whether the English short name of a weekday stands at an offset.
  static func isWeekday(_ text: ByteText, at start: Int) -> Bool {
    weekdays.contains { text.hasPrefix($0, at: start) }
  }

  private static let weekdays: [StaticString] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months: [StaticString] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The month whose English short name stands at an offset, 1 to 12.
  static func month(_ text: ByteText, _ at: Int) -> Int? {
    guard text.byte(at).isUpper else { return nil }
    return months.firstIndex { text.hasPrefix($0, at: at) }.map { $0 + 1 }
  }

  private static func fraction(_ text: ByteText, at start: Int) -> (value: Int64, end: Int) {
    var value: Int64 = 0
    var digits = 0
    var at = start
    if let word = text.word(start) {
      let front = DigitWord.fraction(word)
      at = start + front.digits
      guard front.digits == 8, text.byte(at).isDigit else { return (front.value, at) }
      (value, digits) = (front.value / 10, 8)
    }
    while text.byte(at).isDigit {
      if digits < 9 { value = value * 10 + Int64(text.byte(at) - 48) }
      digits += 1
      at += 1
    }
    while digits < 9 {
      value *= 10
      digits += 1
    }
    return (value, at)
  }

  /// `count` digits as a number; nil when one of them is none.
  static func number(_ text: ByteText, _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for at in start..<(start + count) {
      let digit = text.byte(at)
      guard digit.isDigit else { return nil }
      value = value * 10 + Int(digit - 48)
    }
    return value
  }

  private static func zone(_ text: ByteText, at start: Int) -> (seconds: Int64, end: Int)? {
    let sign = text.byte(start)
    if sign == UInt8(ascii: "Z") { return (0, start + 1) }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let hours = number(text, start + 1, 2), hours < 24
    else { return nil }
    var end = start + 3
    if text.byte(end) == UInt8(ascii: ":") { end += 1 }
    var minutes = 0
    if let found = number(text, end, 2) {
      minutes = found
      end += 2
    }
    let seconds = Int64(hours * 3600 + minutes * 60)
    return (sign == UInt8(ascii: "-") ? -seconds : seconds, end)
  }

  private static func finish(
    _ text: ByteText, _ date: (year: Int, month: Int, day: Int), _ clock: Clock
  ) -> ParsedInstant? {
    guard (1...12).contains(date.month), date.day >= 1,
      date.day <= daysInMonth(date.year, date.month)
    else { return nil }
    var end = clock.end
    var offset: Int64 = 0
    if let zone = zone(text, at: end) {
      offset = zone.seconds
      end = zone.end
    } else if text.byte(end) == UInt8(ascii: " "), number(text, end + 2, 4) != nil,
      !text.byte(end + 6).isDigit, let zone = zone(text, at: end + 1)
    {
      offset = zone.seconds
      end = zone.end
    }
    // Years outside this range do not fit the nanoseconds, and mean "never" where they are seen.
    guard (1970...2261).contains(date.year) else {
      return ParsedInstant(nanoseconds: nil, end: end)
    }
    let seconds = days(date.year, date.month, date.day) * 86_400 + clock.seconds - offset
    return ParsedInstant(nanoseconds: seconds * 1_000_000_000 + clock.fraction, end: end)
  }

  private static func daysInMonth(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468)
  }
}
