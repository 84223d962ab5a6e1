/// The clock of a header whose date and zone are known from an earlier line of the same shape.
struct HeaderClock {
  /// Where `hh:mm:ss` stands.
  let clock: Int
  /// The digits behind the clock's point, none at most.
  let fraction: Range<Int>
  /// The time at 00:00:00 of the clock; nil where the header has no year.
  let midnight: Int64?
  /// The two ranges in which digits have to be the same: the date, and the zone or what might be one.
  let fixed: (Range<Int>, Range<Int>)
  /// Where numbers stand that have to be a month and a day of one; empty where the date has to be the same.
  let month: Range<Int>
  let day: Range<Int>
  /// The end of all that was looked at.
  let end: Int

  /// Stands where there is none.
  static let none = HeaderClock()

  private init() {
    (clock, fraction, midnight, fixed, end) = (0, 0..<0, nil, (0..<0, 0..<0), 0)
    (month, day) = (0..<0, 0..<0)
  }

  /// Takes the header of a line; nil where its time cannot be read by its place.
  init?(_ line: ByteText, _ header: TextHeader) {
    guard let extent = header.extent, header.pairs == nil,
      extent.text.map({ !TextHeader.mayComeByDigits(line.dropping($0)) }) ?? true,
      let seconds = Self.seconds(line, at: extent.clock), extent.time.contains(extent.clock + 7)
    else { return nil }
    clock = extent.clock
    fraction = Self.fractionDigits(line, from: extent.clock + 8)
    let zoneEnd = Self.zoneEnd(line, extent.time.upperBound)
    fixed = (
      extent.time.lowerBound..<extent.clock,
      min(fraction.upperBound, extent.time.upperBound)..<zoneEnd
    )
    (month, day) = (extent.month, extent.day)
    end = max(extent.end, zoneEnd)
    midnight = header.time.map { [fraction] in $0 - seconds - Self.nanoseconds(line, fraction) }
  }

  /// The end of the clock and its fraction.
  var digitsEnd: Int { max(clock + 8, fraction.upperBound) }

  /// Whether a place is one of a digit of the clock.
  func isDigit(_ place: Int) -> Bool {
    (clock..<(clock + 8)).contains(place) || fraction.contains(place)
  }

  /// Whether a digit of the header may be another one in lines of the same shape.
  func isFree(_ place: Int, _ line: ByteText) -> Bool {
    guard !fixed.0.contains(place), !fixed.1.contains(place) else { return false }
    // A digit behind a letter may be part of a name that means something.
    return (clock..<(clock + 8)).contains(place) || !Self.isBehindLetter(line, place)
  }

  /// Whether a line, which differs from one with this header by digits only, has a header like it: its
  /// numbers are a date and a time of day.
  func isDated(_ line: ByteText) -> Bool {
    (month.isEmpty || (1...12).contains(Self.number(line, month)))
      && (day.isEmpty || (1...31).contains(Self.number(line, day)))
      && DigitWord.isHour(line, at: clock)
  }

  private static func number(_ line: ByteText, _ digits: Range<Int>) -> Int {
    digits.reduce(0) { $0 &* 10 &+ Int(line.byte($1) & 0xF) }
  }

  /// The time of a line of the shape, in nanoseconds since 1970; nil where its clock is none, and
  /// 0 where there is no year or the time is not wanted.
  ///
  /// The line's text begins at `start` of a block.
  @inline(__always)
  func time(_ block: ByteText, _ start: Int, isWanted: Bool) -> Int64? {
    guard let seconds = Self.seconds(block, at: start &+ clock) else { return nil }
    guard isWanted, let midnight else { return 0 }
    return midnight &+ seconds
      &+ Self.nanoseconds(
        block, (start &+ fraction.lowerBound)..<(start &+ fraction.upperBound))
  }

  /// The nanoseconds of a clock with two digits each, or a blank for the first; nil where it is none.
  @inline(__always)
  private static func seconds(_ line: ByteText, at start: Int) -> Int64? {
    guard var word = line.word(start) else { return nil }
    // MariaDB's ` 1:54:37`: the blank becomes a zero.
    if word & 0xFF == 0x20 { word |= 0x10 }
    return DigitWord.timeOfDay(word).map { $0 &* 1_000_000_000 }
  }

  @inline(__always)
  private static func nanoseconds(_ line: ByteText, _ range: Range<Int>) -> Int64 {
    guard !range.isEmpty else { return 0 }
    if range.count <= 8, let word = line.word(range.lowerBound) {
      return DigitWord.fraction(word).value
    }
    var value: Int64 = 0
    var digits = 0
    for at in range where digits < 9 {
      value = value &* 10 &+ Int64(line.byte(at) & 0xF)
      digits &+= 1
    }
    while digits < 9 {
      value &*= 10
      digits &+= 1
    }
    return value
  }

  private static func fractionDigits(_ line: ByteText, from point: Int) -> Range<Int> {
    guard line.byte(point) == UInt8(ascii: ".") || line.byte(point) == UInt8(ascii: ",") else {
      return point..<point
    }
    var end = point + 1
    while line.byte(end).isDigit { end += 1 }
    return (point + 1)..<end
  }

  /// The end of what might have been taken for the zone of a time that ends at an offset.
  private static func zoneEnd(_ line: ByteText, _ end: Int) -> Int {
    let sign = line.byte(line.byte(end) == UInt8(ascii: " ") ? end + 1 : end)
    return sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? end + 8 : end + 2
  }

  private static func isBehindLetter(_ line: ByteText, _ place: Int) -> Bool {
    var at = place
    while line.byte(at - 1).isDigit { at -= 1 }
    return line.byte(at - 1).isLetter
  }
}
