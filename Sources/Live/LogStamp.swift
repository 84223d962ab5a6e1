/// The time that the engine puts in front of a line (`docker logs --timestamps`), as nanoseconds.
///
/// `2026-01-02T03:04:05.000000000Z`: fixed width with nine digits and `Z`
/// (`moby/moby pkg/jsonmessage RFC3339NanoFixed`), so that it is read without a formatter.
struct LogStamp {
  static let length = 30

  /// Nanoseconds since 1970; nil where the line does not begin with such a stamp.
  static func nanoseconds(_ line: UnsafeRawBufferPointer) -> Int64? {
    guard line.count >= length, line[4] == 0x2d, line[10] == 0x54, line[19] == 0x2e,
      line[29] == 0x5a
    else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      var value: Int64 = 0
      for index in range {
        let digit = line[index] &- 0x30
        guard digit < 10 else { return nil }
        value = value * 10 + Int64(digit)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      let fraction = number(20..<29), (1...12).contains(month), (1...31).contains(day), year > 1970
    else { return nil }
    // Days from civil dates: years begin in March, so that the leap day is the last one.
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    let days = era * 146_097 + dayOfEra - 719_468
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second
    guard seconds < Int64.max / 1_000_000_000 else { return nil }
    return seconds * 1_000_000_000 + fraction
  }
}
