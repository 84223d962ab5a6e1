/// How the lines of a run are wrapped: where their text begins and ends, and what the engine's clock says.
protocol KnownLineForm {
  /// Whether the engine gave each line a time.
  static var hasTime: Bool { get }
  /// Whether the text stands inside a string of the json-file driver.
  static var isEntry: Bool { get }

  /// The text of a line, from `start` of a block to its newline, with a prefix of `lead` bytes; nil
  /// where that takes a closer look.
  static func unwrap(
    _ block: ByteText, _ start: Int, _ newline: Int, _ lead: Int, _ intake: LineIntake
  ) -> (text: Int, end: Int, time: Int64)?
}

/// Behind a stamp of the engine, with or without a prefix of compose before it.
enum StampedForm: KnownLineForm {
  static var hasTime: Bool { true }
  static var isEntry: Bool { false }

  @inline(__always)
  static func unwrap(
    _ block: ByteText, _ start: Int, _ newline: Int, _ lead: Int, _ intake: LineIntake
  ) -> (text: Int, end: Int, time: Int64)? {
    let text = start &+ lead &+ EngineStamp.length &+ 1
    guard let time = intake.stampTimeToday(block, at: start &+ lead),
      // CRI's lines have the same stamp.
      lead > 0 || block.byte(text) != UInt8(ascii: "s")
    else { return nil }
    return (text, newline, time)
  }
}

/// Behind a prefix of compose.
enum PrefixedForm: KnownLineForm {
  static var hasTime: Bool { false }
  static var isEntry: Bool { false }

  @inline(__always)
  static func unwrap(
    _ block: ByteText, _ start: Int, _ newline: Int, _ lead: Int, _ intake: LineIntake
  ) -> (text: Int, end: Int, time: Int64)? {
    let text = start &+ lead
    // It may have a stamp.
    guard block.byte(text &+ EngineStamp.length &- 1) != UInt8(ascii: "Z") else { return nil }
    return (text, newline, KnownTexts.noTime)
  }
}

/// In an entry of the json-file driver.
enum EntryForm: KnownLineForm {
  static var hasTime: Bool { true }
  static var isEntry: Bool { true }

  @inline(__always)
  static func unwrap(
    _ block: ByteText, _ start: Int, _ newline: Int, _ lead: Int, _ intake: LineIntake
  ) -> (text: Int, end: Int, time: Int64)? {
    intake.unwrapEntry(block, start, newline)
  }
}
