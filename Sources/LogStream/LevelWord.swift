/// The words and numbers that programs use for levels.
enum LevelWord {
  /// The level of a word in any case; nil when it is none.
  static func level(_ word: ByteText) -> Level? {
    guard (3...11).contains(word.count) else { return nil }
    for (name, level) in words where isSame(word, name) { return level }
    return nil
  }

  /// The level that the value of a structured record's field names: a number, a letter or a word.
  static func level(ofField value: ByteText) -> Level? {
    if value.count <= 3, let number = InstantParser.number(value, 0, value.count) {
      return level(number: number)
    }
    // MongoDB writes one letter.
    return value.count == 1 ? level(letter: value.byte(0)) : level(value)
  }

  /// The level of `level` numbers as pino, bunyan and Python write them.
  static func level(number: Int) -> Level? {
    switch number {
    case 10: .trace
    case 20: .debug
    case 30: .info
    case 40: .warning
    case 50: .error
    case 60: .fatal
    default: nil
    }
  }

  /// The level of one letter (klog, glog, capnslog).
  static func level(letter: UInt8) -> Level? {
    switch letter {
    case UInt8(ascii: "T"): .trace
    case UInt8(ascii: "D"): .debug
    case UInt8(ascii: "I"), UInt8(ascii: "N"): .info
    case UInt8(ascii: "W"): .warning
    case UInt8(ascii: "E"): .error
    case UInt8(ascii: "F"), UInt8(ascii: "C"): .fatal
    default: nil
    }
  }

  /// Whether a word in capitals is a level even without a mark after it.
  static func isUsual(_ word: ByteText) -> Bool {
    usual.contains { isSame(word, $0) }
  }

  private static let usual: [StaticString] = [
    "info", "error", "warning", "warn", "debug", "trace", "fatal", "critical", "severe", "panic",
    "notice",
  ]

  private static func isSame(_ word: ByteText, _ name: StaticString) -> Bool {
    guard word.count == name.utf8CodeUnitCount else { return false }
    for at in 0..<word.count where word.byte(at) | 0x20 != name.utf8Start[at] { return false }
    return true
  }

  /// Words in small letters, most frequent first.
  ///
  /// `crit` and `alert` are one connection's or one file's trouble in nginx;
  /// Python's `critical` is the end of the program.
  private static let words: [(StaticString, Level)] = [
    ("info", .info), ("error", .error), ("warning", .warning), ("warn", .warning),
    ("debug", .debug), ("trace", .trace), ("fatal", .fatal), ("notice", .info), ("note", .info),
    ("log", .info), ("panic", .fatal), ("critical", .fatal), ("crit", .error), ("alert", .error),
    ("emerg", .fatal), ("emergency", .fatal), ("severe", .error), ("inf", .info),
    ("information", .info), ("wrn", .warning), ("err", .error), ("dbg", .debug), ("trc", .trace),
    ("ftl", .fatal), ("fata", .fatal), ("pani", .fatal), ("dpanic", .fatal), ("erro", .error),
    ("debu", .debug), ("trac", .trace), ("fail", .error), ("system", .info), ("default", .info),
    ("verbose", .debug), ("fine", .debug), ("finer", .debug), ("finest", .trace),
    ("debug1", .debug), ("debug2", .debug), ("debug3", .debug), ("debug4", .debug),
    ("debug5", .debug), ("success", .info), ("config", .info), ("silly", .trace), ("http", .info),
  ]
}
