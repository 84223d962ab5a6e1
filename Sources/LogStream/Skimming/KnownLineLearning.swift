extension KnownLines {
  /// Whether it pays to learn a line: it was met before, and what was learnt so far is made use of.
  func wants(_ text: ByteText, _ context: Context) -> Bool {
    guard Self.lengths.contains(text.count), learnt < mostLines || spared > 4 * learnt else {
      return false
    }
    let (first, mark) = place(text, context)
    for slot in first..<(first + Self.metWays) where met[slot] & ~1 == mark {
      // It may be known and not have been looked for.
      return met[slot] & 1 == 0 && find(text, 0, text.count, context) == nil
    }
    meet(mark, first)
    return false
  }

  /// Remembers that a line cannot be learnt; false, for the learning.
  @discardableResult
  func refuse(_ text: ByteText, _ context: Context) -> Bool {
    let (first, mark) = place(text, context)
    for slot in first..<(first + Self.metWays) where met[slot] & ~1 == mark {
      met[slot] = mark | 1
      return false
    }
    meet(mark | 1, first)
    return false
  }

  /// Notes a line that was met, in place of the one that was noted first of those with its slots.
  private func meet(_ mark: UInt32, _ first: Int) {
    for slot in (first + 1..<(first + Self.metWays)).reversed() { met[slot] = met[slot - 1] }
    met[first] = mark
  }

  /// The first slot of those where a line is noted that was met, and by what; the lowest bit is free.
  private func place(_ text: ByteText, _ context: Context) -> (first: Int, mark: UInt32) {
    if met.isEmpty { met = [UInt32](repeating: 0, count: Self.metCount) }
    let hash = text.withBytes { Self.hash($0, context) }
    return (
      Int(truncatingIfNeeded: hash) & (Self.metCount - Self.metWays),
      UInt32(truncatingIfNeeded: hash >> 32) & ~1 | 2
    )
  }

  /// What a line is.
  enum Kind {
    /// Nothing matters in it, unless one of some literals stands in it.
    case quiet(unless: [NumberedLiteral])
    /// A record that has a number: all its digits but those of the clock are the same, unless it may
    /// vary.
    case record(Int, mayVary: Bool)

    var mayVary: Bool {
      if case .record(_, let mayVary) = self { mayVary } else { true }
    }

    func fixes(isClock: Bool) -> Bool { !mayVary && !isClock }
  }

  /// Keeps a JSON line; `levelField` and `timeField` are the places of the values that say them.
  ///
  /// - Returns: Whether it is kept.
  @discardableResult
  func learn(
    _ text: ByteText, _ context: Context, level: Level?, levelField: Range<Int>?,
    timeField: Range<Int>?, as kind: Kind
  ) -> Bool {
    let line = Line(
      level: level, time: context.wantsTime ? timeField.map { .field($0) } ?? .none : .none,
      message: nil, isRaw: true, kind)
    return insert(line, text, context, kind) {
      !(levelField?.contains($0) ?? false)
        && !kind.fixes(isClock: timeField?.contains($0) ?? false)
    }
  }

  /// Keeps a line of text with a header, which an engine may have written with escapes.
  ///
  /// - Returns: Whether it is kept.
  @discardableResult
  func learn(
    _ text: ByteText, _ context: Context, _ header: TextHeader, writtenAs written: ByteText?,
    as kind: Kind
  ) -> Bool {
    if header.pairs == 0, let fields = LogfmtHeader.fields(text) {
      return learn(text, context, fields, writtenAs: written, as: kind)
    }
    let line = written ?? text
    guard let clock = HeaderClock(text, header) else {
      guard written == nil, kind.mayVary else { return refuse(line, context) }
      let known = Line(text, header, .anyHeader, isRaw: true, kind)
      return insert(known, text, context, kind) { _ in true }
    }
    let known = Line(text, header, .header(clock), isRaw: written == nil, kind)
    // The clock has to stand at the same place in both, before the first escape.
    guard line[0..<clock.digitsEnd].equals(text[0..<clock.digitsEnd]) else {
      return refuse(line, context)
    }
    guard let written else {
      return insert(known, text, context, kind) {
        ($0 >= clock.end || clock.isFree($0, text)) && !kind.fixes(isClock: clock.isDigit($0))
      }
    }
    guard let places = Unescaping.places(written, upTo: clock.end) else {
      return refuse(line, context)
    }
    return insert(known, written, context, kind) {
      (!places.indices.contains($0) || clock.isFree(places[$0], text))
        && !kind.fixes(isClock: clock.isDigit($0))
    }
  }

  /// Keeps a line whose header was read from fields, and which an engine may have written with escapes.
  ///
  /// - Returns: Whether it is kept.
  @discardableResult
  func learn(
    _ text: ByteText, _ context: Context, _ fields: FieldHeader, writtenAs written: ByteText?,
    as kind: Kind
  ) -> Bool {
    let line = written ?? text
    // Where the line is written with escapes, its time stands elsewhere.
    guard fields.isFirm, written == nil || !context.wantsTime else { return refuse(line, context) }
    var time = fields.time
    if let written, let range = time {
      guard let places = Unescaping.places(written, upTo: range.upperBound),
        let start = places.firstIndex(of: range.lowerBound), places.count == start + range.count
      else { return refuse(line, context) }
      time = start..<(start + range.count)
    }
    let known = Line(
      text, fields.header, context.wantsTime ? time.map { .field($0) } ?? .none : .none,
      isRaw: written == nil, kind)
    return insert(known, line, context, kind) {
      !kind.fixes(isClock: time?.contains($0) ?? false)
    }
  }

  /// Keeps a quiet line of text without a header that begins a record wherever it stands, or nearly so.
  func learnBare(_ text: ByteText, _ context: Context, unless numbered: [NumberedLiteral]) {
    let isFixed = TextHeader.mayComeByDigits(text)
    let kind = Kind.quiet(unless: isFixed ? [] : numbered)
    let line = Line(text, TextHeader(), .none, isRaw: true, kind)
    _ = insert(line, text, context, kind) { _ in !isFixed }
  }

  private func insert(
    _ line: Line, _ text: ByteText, _ context: Context, _ kind: Kind, isFree: (Int) -> Bool
  ) -> Bool {
    var numbered: [NumberedLiteral] = []
    if case .quiet(let literals) = kind { numbered = literals }
    // A shorter one has no word to look for.
    guard numbered.allSatisfy({ $0.bytes.count >= 8 }) else { return refuse(text, context) }
    let blocks = text.count / 32 + 1
    if !texts.hasRoom(blocks: blocks) { forgetAll() }
    if slots.isEmpty { slots = [UInt64](repeating: 0, count: Self.slotCount) }
    let hash = text.withBytes { Self.hash($0, context) }
    guard let slot = freeSlot(hash) else { return refuse(text, context) }
    texts.append(
      Summary(
        start: Int32(texts.byteCount), last: Int32(texts.byteCount + 64 * (blocks - 1)),
        count: Int16(text.count), context: context.bits,
        record: Int32(truncatingIfNeeded: line.record), clock: line.time.clock,
        level: QuietLevels(line.level), isText: line.message != nil,
        conditions: Int32(conditions.count), conditionCount: Int16(numbered.count),
        isPlain: line.record < 0 && numbered.isEmpty, isBare: line.isBare,
        mayGoOn: line.mayGoOn), line.time)
    conditions += numbered.map(Condition.init).sorted { $0.place < $1.place }
    texts.append(text, slack: Self.slack(text, line.time, isFree), blocks: blocks)
    lines.append(line)
    slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(lines.count)
    learnt += 1
    return true
  }

  /// What may be added to digits that may be others, so that they stay below 128 minus zero; 127 for
  /// all other bytes.
  private static func slack(
    _ text: ByteText, _ time: Time, _ isFree: (Int) -> Bool
  ) -> [UInt8] {
    var clock: Int?
    if case .header(let header) = time { clock = header.clock }
    var slack = [UInt8](repeating: 0x7F, count: text.count)
    var escapeEnd = 0
    for at in 0..<text.count {
      let byte = text.byte(at)
      if byte == UInt8(ascii: "\\") { escapeEnd = at + escapeLength(text, at) }
      guard byte.isDigit, at >= escapeEnd, isFree(at) else { continue }
      switch clock.map({ at - $0 }) {
      case 0: slack[at] = 0x7F - 2
      // A leap second is not known.
      case 3, 6: slack[at] = 0x7F - 5
      default: slack[at] = 0x7F - 9
      }
    }
    return slack
  }

  /// How many bytes from a backslash on may be one escape, as far as digits are concerned.
  private static func escapeLength(_ text: ByteText, _ slash: Int) -> Int {
    switch text.byte(slash + 1) {
    case UInt8(ascii: "u"): 6
    case UInt8(ascii: "U"): 10
    case UInt8(ascii: "x"), UInt8(ascii: "0")...UInt8(ascii: "9"): 4
    default: 2
    }
  }

  private func freeSlot(_ hash: UInt64) -> Int? {
    let first = Int(truncatingIfNeeded: hash)
    return (0..<Self.probes).lazy.map { (first &+ $0) & (Self.slotCount - 1) }
      .first { slots[$0] == 0 }
  }

  /// Begins anew when it is full.
  private func forgetAll() {
    era += 1
    lines.removeAll(keepingCapacity: true)
    texts.removeAll()
    conditions.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = 0 }
  }
}
