/// Reads level and time of a container's JSON lines without finding all their fields.
struct QuietJSON {
  private var level: LearnedField?
  private var time: LearnedField?
  private var misses = 0
  /// The last value of each, and what it meant.
  private var lastLevel = (bytes: [UInt8](), level: Level.info)
  private var lastTime = (bytes: [UInt8](), nanoseconds: Int64(0))

  /// So many lines are read in full in vain before the container's lines are left alone.
  private static let mostMisses = 64

  /// Level and time of a whole JSON line, or nil when it has to be read in full.
  ///
  /// The time is wanted where no engine wrote one, so that the application's counts.
  mutating func read(_ line: ByteText, wantsTime: Bool) -> (level: Level, time: Int64?)? {
    guard let word = level?.value(in: line), let found = level(of: word) else { return nil }
    guard wantsTime else { return (found, nil) }
    guard let value = time?.value(in: line), let instant = instant(of: value) else { return nil }
    return (found, instant)
  }

  /// Learns from a line that is read in full; `text` is the same line without escapes around it.
  mutating func learn(_ text: ByteText, isWrapped: Bool, fields: FieldTable) {
    guard misses < Self.mostMisses else { return }
    misses += 1
    fields.begin(text)
    guard JSONObjectScanner.scan(text, into: &fields.ranges) else { return }
    var (level, time): (LearnedField?, LearnedField?)
    for index in 0..<fields.count {
      let range = fields.ranges[index]
      guard range.kind == .string || range.kind == .number, !range.nameIsEscaped else { continue }
      switch FieldRole(fields.name(index)) {
      case .level where level == nil:
        level = LearnedField(range, in: text, isWrapped: isWrapped)
      case .time where time == nil: time = LearnedField(range, in: text, isWrapped: isWrapped)
      default: break
      }
    }
    if let level { self.level = level }
    if let time { self.time = time }
  }

  private mutating func level(of word: ByteText) -> Level? {
    if lastLevel.bytes.withUnsafeBytes({ ByteText($0).equals(word) }) { return lastLevel.level }
    guard let level = LevelWord.level(ofField: word) else { return nil }
    lastLevel = (word.withBytes { Array($0) }, level)
    return level
  }

  private mutating func instant(of value: ByteText) -> Int64? {
    if lastTime.bytes.withUnsafeBytes({ ByteText($0).equals(value) }) {
      return lastTime.nanoseconds
    }
    guard let instant = FieldRole.instant(value) else { return nil }
    lastTime = (value.withBytes { Array($0) }, instant)
    return instant
  }
}
