/// What was read of one source, and what could not be.
///
/// `bytes == readBytes + damagedBytes + cutBytes + skippedBytes` holds at the end of every source.
package struct SourceStatistics: Sendable, Equatable, Codable {
  /// A part of the input that no record was made of.
  package struct Damage: Sendable, Equatable, Codable {
    /// 0-based offset of its first byte.
    package var offset: Int
    package var length: Int
    package var reason: String
  }

  /// All bytes of the input.
  package var bytes = 0
  /// Bytes of lines that were understood, newlines included.
  package var readBytes = 0
  package var damagedBytes = 0
  /// Bytes of over-long lines beyond the cap.
  package var cutBytes = 0
  /// Byte order marks and the like.
  package var skippedBytes = 0

  package var lines = 0
  package var blankLines = 0
  package var records = 0
  /// Pieces of 16 KiB that were put together again.
  package var joinedPieces = 0
  package var cutLines = 0
  /// Bytes of over-long records (many lines, many pieces) that are not in their text.
  package var cutRecordBytes = 0
  /// Lines that are not UTF-8; their records are there, with U+FFFD where text is made of them.
  package var invalidLines = 0
  package var nulBytes = 0
  package var damageCount = 0
  /// The first damaged parts; `damageCount` says how many there are.
  package var damage: [Damage] = []
  /// Earliest and latest time of a record, nanoseconds since 1970; where lines are only counted, of
  /// a line, and nil if one has none.
  package var firstTime: Int64?
  package var lastTime: Int64?
  /// Lines by the format that wrapped them.
  package var formats: [ContainerFormat: Int] = [:]
  /// Why nothing was read, for content that is no text.
  package var refusal: String?

  package init() {}

  static let damageLimit = 50

  mutating func addDamage(offset: Int, length: Int, _ reason: String) {
    damageCount += 1
    damagedBytes += length
    if damage.count < Self.damageLimit {
      damage.append(Damage(offset: offset, length: length, reason: reason))
    }
  }

  /// Adds what was read of the part of the same input that follows.
  package mutating func append(_ next: SourceStatistics) {
    for var damage in next.damage where self.damage.count < Self.damageLimit {
      damage.offset += bytes
      self.damage.append(damage)
    }
    damageCount += next.damageCount
    bytes += next.bytes
    readBytes += next.readBytes
    damagedBytes += next.damagedBytes
    cutBytes += next.cutBytes
    skippedBytes += next.skippedBytes
    lines += next.lines
    blankLines += next.blankLines
    records += next.records
    joinedPieces += next.joinedPieces
    cutLines += next.cutLines
    cutRecordBytes += next.cutRecordBytes
    invalidLines += next.invalidLines
    nulBytes += next.nulBytes
    firstTime = [firstTime, next.firstTime].compactMap { $0 }.min()
    lastTime = [lastTime, next.lastTime].compactMap { $0 }.max()
    formats.merge(next.formats, uniquingKeysWith: +)
    refusal = refusal ?? next.refusal
  }

  /// The names of the formats that were seen, most lines first.
  package var formatNames: [String] {
    formats.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map(\.key.rawValue)
  }
}
