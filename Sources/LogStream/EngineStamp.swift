/// The stamp of `docker logs -t`: nine fraction digits, `Z`, one blank.
enum EngineStamp {
  /// The length of `2026-11-23T01:54:37.647139523Z`.
  static let length = 30
  /// The size at which the engine cuts a line into pieces.
  static let pieceSize = 16_384

  /// The instant at `start` when a whole stamp stands there, followed by a blank or the line's end.
  static func parse(_ text: ByteText, at start: Int) -> Int64? {
    // A stamp with a zone in its fraction is a broken one.
    guard hasShape(text, at: start), let instant = InstantParser.dateTime(text, at: start),
      instant.end == start + length
    else { return nil }
    return instant.nanoseconds
  }

  /// A cheap look at the separators only.
  static func hasShape(_ text: ByteText, at start: Int) -> Bool {
    guard text.byte(start + 29) == UInt8(ascii: "Z"), text.byte(start + 19) == UInt8(ascii: "."),
      text.byte(start + 10) == UInt8(ascii: "T"), text.byte(start + 4) == UInt8(ascii: "-")
    else { return false }
    let next = start + length
    return next == text.count || text.byte(next) == UInt8(ascii: " ")
      || (text.byte(next) == UInt8(ascii: "\r") && next + 1 == text.count)
  }

  /// The next place after `start` where a new record begins in the middle of a line, because the
  /// output before it ended without a newline.
  ///
  /// The engine's later stamp is never earlier than the line's own, while a time that an
  /// application prints lies before the moment the engine read it.
  static func innerRecord(_ text: ByteText, from start: Int, after time: Int64) -> Int? {
    var from = start + length - 1
    while let mark = text.firstIndex(of: UInt8(ascii: "Z"), from: from) {
      let begin = mark - length + 1
      if begin > start, let inner = parse(text, at: begin), inner > time,
        !isPartOfSentence(text, at: begin)
      {
        return begin
      }
      from = mark + 1
    }
    return nil
  }

  /// Whether what stands before a time speaks for a time that the application itself printed.
  private static func isPartOfSentence(_ text: ByteText, at begin: Int) -> Bool {
    switch text.byte(begin - 1) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="), UInt8(ascii: "("),
      UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "<"),
      UInt8(ascii: "\t"), UInt8(ascii: "`"):
      return true
    case UInt8(ascii: " "):
      let before = text[0..<begin]
      return prepositions.contains { before.hasSuffix($0) }
    default: return false
    }
  }

  private static let prepositions: [StaticString] = [
    " at ", " on ", " until ", " before ", " after ", " by ", " to ", " for ", " is ", " from ",
    " since ", "= ", ": ", " till ", " than ",
  ]
}
