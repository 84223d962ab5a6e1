/// Reads level and time of a container's JSON lines without keeping their fields.
///
/// Stricter than `JSONObjectScanner`: what it does not answer is read in full, and what it answers
/// is what the full reader finds. The text may stand inside a string of the json-file driver, where
/// the engine wrote a backslash before each quote and each backslash.
struct QuietJSON {
  /// The last value, and what it meant.
  private var lastLevel: (bytes: [UInt8], level: Level)?
  private var times = FieldTimes()
  private var shapes = JSONShapes()

  /// More fields than this are read in full.
  private static let mostFields = 128

  /// Level and time of a whole JSON line, or nil when it has to be read in full.
  mutating func read(
    _ line: ByteText, wantsTime: Bool, isWrapped: Bool
  ) -> (level: Level?, time: Int64?)? {
    if let found = known(line, wantsTime: wantsTime, isWrapped: isWrapped) { return found }
    var walk = JSONWalk(line: line, isWrapped: isWrapped)
    shapes.begin(isWrapped: isWrapped)
    var level: Level?
    var time: Int64?
    for _ in 0..<Self.mostFields {
      guard let name = walk.name() else { return nil }
      let start = walk.at
      guard let value = walk.value() else { return nil }
      let role = FieldRole(name)
      shapes.note(start..<walk.at, of: line, role, isFixed: role == .level && level == nil)
      if let role {
        switch role {
        case .level where level == nil:
          guard value.firstIndex(of: UInt8(ascii: "\\")) == nil else { return nil }
          level = self.level(of: value)
        case .time where wantsTime && time == nil:
          guard value.firstIndex(of: UInt8(ascii: "\\")) == nil else { return nil }
          time = times.read(value)
        default: break
        }
      }
      guard let isLast = walk.isLast() else { return nil }
      if isLast {
        shapes.learn(line, level)
        return (level, time)
      }
    }
    return nil
  }

  /// The same for a line of a shape that was met before; nil also where it takes more to tell.
  @inline(__always)
  private mutating func known(
    _ line: ByteText, wantsTime: Bool, isWrapped: Bool
  ) -> (level: Level?, time: Int64?)? {
    guard let found = shapes.follow(line, isWrapped: isWrapped) else { return nil }
    guard wantsTime, let value = found.time else { return (found.level, nil) }
    guard value.firstIndex(of: UInt8(ascii: "\\")) == nil, let time = times.read(value) else {
      return nil
    }
    return (found.level, time)
  }

  /// Whether the numbers that stand for characters in a string of the engine's are those of `<`,
  /// `>` and `&` only, which mean nothing in the structure of what is written.
  static func hasPlainEscapes(_ text: ByteText) -> Bool {
    var from = 0
    while let slash = text.firstIndex(of: UInt8(ascii: "\\"), from: from) {
      switch text.byte(slash + 1) {
      case UInt8(ascii: "u"):
        guard
          text.hasPrefix("003c", at: slash + 2) || text.hasPrefix("003e", at: slash + 2)
            || text.hasPrefix("0026", at: slash + 2)
        else { return false }
      case UInt8(ascii: "x"): return false
      default: break
      }
      from = slash + 2
    }
    return true
  }

  private mutating func level(of word: ByteText) -> Level? {
    if let lastLevel, lastLevel.bytes.withUnsafeBytes({ ByteText($0).equals(word) }) {
      return lastLevel.level
    }
    guard let level = LevelWord.level(ofField: word) else { return nil }
    lastLevel = (word.withBytes { Array($0) }, level)
    return level
  }

  /// Where level and time stand in a line that was read, quotes of the time not included; nil where
  /// the line has to be read in full.
  static func places(
    _ line: ByteText, isWrapped: Bool
  ) -> (level: Range<Int>?, time: Range<Int>?)? {
    var walk = JSONWalk(line: line, isWrapped: isWrapped)
    var found: (level: Range<Int>?, time: Range<Int>?) = (nil, nil)
    for _ in 0..<mostFields {
      guard let name = walk.name() else { return nil }
      let start = walk.at
      guard let value = walk.value() else { return nil }
      switch FieldRole(name) {
      case .level where found.level == nil: found.level = start..<walk.at
      case .time where found.time == nil:
        let quotes = (walk.at - start - value.count) / 2
        found.time = (start + quotes)..<(walk.at - quotes)
      default: break
      }
      guard let isLast = walk.isLast() else { return nil }
      if isLast { return found }
    }
    return nil
  }
}
