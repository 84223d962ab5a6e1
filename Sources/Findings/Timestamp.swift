/// A point in time with the precision of its source.
///
/// Counted in nanoseconds since 1970-01-01T00:00:00Z, so it covers the years 1678 to 2261.
package struct Timestamp: Hashable, Comparable, Sendable, Codable {
  /// Nanoseconds since 1970-01-01T00:00:00Z.
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// The seconds from `other` to this point; negative when this point is earlier.
  package func seconds(since other: Timestamp) -> Double {
    let (difference, overflow) = nanoseconds.subtractingReportingOverflow(other.nanoseconds)
    return overflow ? 0 : Double(difference) / 1e9
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC with as many fraction digits as are needed (0, 3, 6 or 9).
  package var description: String {
    let (days, nanosOfDay) = nanoseconds.quotientAndRemainderFloored(by: 86_400_000_000_000)
    let date = CivilDate(daysSince1970: days)
    let seconds = nanosOfDay / 1_000_000_000
    let fraction = nanosOfDay % 1_000_000_000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    return "\(day)T\(clock.joined(separator: ":"))\(Self.fractionText(fraction))Z"
  }

  private static func fractionText(_ fraction: Int64) -> String {
    if fraction == 0 { return "" }
    if fraction % 1_000_000 == 0 { return "." + padded(fraction / 1_000_000, 3) }
    if fraction % 1000 == 0 { return "." + padded(fraction / 1000, 6) }
    return "." + padded(fraction, 9)
  }
}

extension Timestamp {
  /// Reads RFC 3339 text such as `2026-11-23T01:00:30.061082869Z` or with an offset `+02:00`.
  ///
  /// Accepts 0 to 9 fraction digits (more are cut) and a blank in place of the `T`.
  package init?(rfc3339 text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2),
      reader.take("-"), let day = reader.number(2), reader.take("T") || reader.take(" "),
      let hour = reader.number(2), reader.take(":"), let minute = reader.number(2),
      reader.take(":"), let second = reader.number(2),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
    else { return nil }
    let fraction = reader.take(".") || reader.take(",") ? reader.fraction() : 0
    guard let offset = reader.zoneOffset(), reader.isAtEnd else { return nil }
    let days = CivilDate(year: year, month: month, day: day).daysSince1970
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset
    guard (-9_000_000_000...9_000_000_000).contains(seconds) else { return nil }
    self.init(nanoseconds: seconds * 1_000_000_000 + fraction)
  }
}

/// Reads fixed-width numbers from the front of a text.
private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = Substring(text).utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Character) -> Bool {
    guard let byte = character.asciiValue, rest.first == byte else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func number(_ digits: Int) -> Int64? {
    guard rest.count >= digits else { return nil }
    var value: Int64 = 0
    for byte in rest.prefix(digits) {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int64(byte - 48)
    }
    rest = rest.dropFirst(digits)
    return value
  }

  mutating func fraction() -> Int64 {
    var value: Int64 = 0
    var digits = 0
    while let byte = rest.first, (48...57).contains(byte) {
      if digits < 9 {
        value = value * 10 + Int64(byte - 48)
        digits += 1
      }
      rest = rest.dropFirst()
    }
    while digits < 9 {
      value *= 10
      digits += 1
    }
    return value
  }

  /// The zone's offset from UTC in seconds.
  mutating func zoneOffset() -> Int64? {
    if take("Z") || take("z") { return 0 }
    let negative = take("-")
    guard negative || take("+"), let hours = number(2) else { return nil }
    _ = take(":")
    guard let minutes = number(2) else { return nil }
    return (hours * 3600 + minutes * 60) * (negative ? -1 : 1)
  }
}

/// A date of the proleptic Gregorian calendar (the days-from-civil algorithm).
private struct CivilDate {
  var year: Int64
  var month: Int64
  var day: Int64

  init(year: Int64, month: Int64, day: Int64) {
    self.year = year
    self.month = month
    self.day = day
  }

  init(daysSince1970: Int64) {
    let shifted = daysSince1970 + 719_468
    let (era, dayOfEra) = shifted.quotientAndRemainderFloored(by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var daysSince1970: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = shiftedYear.quotientAndRemainderFloored(by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}

extension Int64 {
  /// Division that rounds towards negative infinity, so that the remainder is never negative.
  fileprivate func quotientAndRemainderFloored(by divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

private func padded(_ value: Int64, _ width: Int) -> String {
  let text = String(value)
  return String(repeating: "0", count: max(0, width - text.count)) + text
}
