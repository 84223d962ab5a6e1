/// Counts the quiet lines of a source without making records of them.
///
/// A line is quiet when the sieve marked nothing in it, it is a record of its own by its first
/// bytes, and its level is known to be `info` or below. All others are left to the reader, as if
/// there were no skimmer; what the reader finds is the same either way.
final class LineSkimmer {
  let sieve: any LineSieve
  private let marker: any LineMarker
  let memory: LineMemory
  /// Tells this reader apart from others with the same memory.
  let reader: Int
  let intake: LineIntake
  @exclusivity(unchecked) private var marks: [Int] = []
  @exclusivity(unchecked) private var nextMark = 0
  @exclusivity(unchecked) private var lineMarks: [Int] = []
  /// Whole lines, and from where on they are marked.
  @exclusivity(unchecked) private var block = ByteText(UnsafeRawBufferPointer(start: nil, count: 0))
  @exclusivity(unchecked) private var markedFrom = 0
  /// Bytes of lines that were not known, of those of the block before, or of this one so far.
  @exclusivity(unchecked) private var unknownBytes = 1
  @exclusivity(unchecked) private var blockBytes = 0
  /// The offset of the block in the input.
  @exclusivity(unchecked) private var blockStart = 0
  /// Containers with counted records or a pending line.
  @exclusivity(unchecked) var touched: [ContainerState] = []
  /// The texts of pending lines of earlier blocks, and what those of this block are copied to.
  @exclusivity(unchecked) var keptLines = ByteStore(capacity: 0)
  @exclusivity(unchecked) var spareLines = ByteStore(capacity: 0)
  @exclusivity(unchecked) var prefixes = KnownPrefixes()
  let known: KnownLines
  /// Whether something in the present line is marked.
  @exclusivity(unchecked) private(set) var isLineMarked = false
  /// Whether the present line may have a prefix of compose.
  @exclusivity(unchecked) var isPrefixed = false
  let runs = KnownLineRuns()

  /// When more than one byte in so many is in lines that are not known, a block is marked at once.
  private static let unknownShare = 4
  /// Lines in a row that were not known, and how many of the next are not looked up for that.
  @exclusivity(unchecked) private var misses = 0
  @exclusivity(unchecked) private var pause = 0
  /// How many more known lines there were of late than others, within bounds.
  @exclusivity(unchecked) private var credit = 0
  /// After so many it pays to pause where few lines are known, and for at most so many lines.
  private static let pausesFrom = 4
  private static let longestPause = 32
  /// So many lines that are not known may stand between many that are.
  private static let mostCredit = 256

  /// Longer lines may consist of pieces.
  static let longestLine = 16_000

  init(_ sieve: any LineSieve, _ intake: LineIntake, _ memory: LineMemory) {
    self.sieve = sieve
    self.memory = memory
    marker = memory.marker
    memory.readers += 1
    reader = memory.readers
    known = memory.known
    self.intake = intake
  }

  /// Looks at the next lines of the source, all of which stay where they are until the next block.
  ///
  /// While most lines are known, only the others are marked, one by one.
  func beginBlock(_ block: ByteText, at offset: Int) {
    self.block = block
    blockStart = offset
    marks.removeAll(keepingCapacity: true)
    nextMark = 0
    markedFrom = block.count
    if unknownBytes > blockBytes / Self.unknownShare || !marker.takesLines { markRest(from: 0) }
    blockBytes = block.count
    unknownBytes = 0
  }

  /// Marks the lines of the block from an offset in it on.
  private func markRest(from start: Int) {
    guard start < block.count else { return }
    markedFrom = start
    marker.mark(block.dropping(start), into: &marks)
    if start > 0 { for place in marks.indices { marks[place] += start } }
  }

  /// Takes a line if it is quiet.
  func take(_ line: FramedLine, _ rule: PrefixRule, _ body: (Record) -> Void) -> Bool {
    isLineMarked = isMarked(line)
    guard !isLineMarked, line.isTerminated, line.cut == 0, !line.text.isEmpty,
      line.text.count <= Self.longestLine
    else { return false }
    let traits = BlockTraits(line.text)
    guard !traits.hasControls, !traits.hasForeignBytes else { return false }
    isPrefixed = rule.isExpected
    if JSONFileLine.looksLikeOne(line.text) { return takeJSONFile(line, body) }
    guard rule.isExpected else { return takePlain(line, rule, body) }
    guard let (prefix, payload, container) = prefix(line.text, rule) else { return false }
    return takeStamped(line, from: payload, container, prefix, body)
  }

  private func isMarked(_ line: FramedLine) -> Bool {
    let start = line.offset - blockStart
    if start < markedFrom, unknownBytes > block.count / Self.unknownShare { markRest(from: start) }
    unknownBytes += line.text.count
    guard start >= markedFrom else {
      lineMarks.removeAll(keepingCapacity: true)
      marker.mark(line.text, into: &lineMarks)
      return !lineMarks.isEmpty
    }
    while nextMark < marks.count, marks[nextMark] < start { nextMark += 1 }
    return nextMark < marks.count && marks[nextMark] < start + line.text.count
  }

  /// Whether to look for the next line among the known ones; not always where few are known.
  func triesKnown() -> Bool {
    guard pause > 0 else { return true }
    pause -= 1
    return false
  }

  /// Takes note of how many lines in a row were known.
  func noteKnown(_ lines: Int) {
    misses = lines > 0 ? 0 : misses + 1
    credit = lines > 0 ? min(credit + lines, Self.mostCredit) : max(credit - 1, 0)
    if credit == 0, misses >= Self.pausesFrom { pause = min(misses, Self.longestPause) }
  }

  // MARK: wrappers

  private func takePlain(
    _ line: FramedLine, _ rule: PrefixRule, _ body: (Record) -> Void
  ) -> Bool {
    if CRILine.parse(line.text) != nil { return false }
    return takeStamped(line, from: 0, intake.directory.main, nil, body) { text in
      // A line that looks like compose's is counted by the reader, which may come to believe it.
      ComposePrefix.parse(text, blanks: rule.blanks) == nil
    }
  }

  /// The container of a prefix without colours, and where the text behind it begins.
  func prefix(
    _ line: ByteText, _ rule: PrefixRule
  ) -> (ContainerFormat, Int, ContainerState)? {
    if let known = prefixes.find(line) { return known }
    guard let found = ComposePrefix.parse(line, blanks: rule.blanks) else { return nil }
    let container = intake.directory.container(named: line[found.name])
    if line.byte(found.payload - 1) == UInt8(ascii: " ") {
      prefixes.keep(line[0..<found.payload], found.format, container)
    }
    return (found.format, found.payload, container)
  }

  private func takeStamped(
    _ line: FramedLine, from start: Int, _ container: ContainerState, _ prefix: ContainerFormat?,
    _ body: (Record) -> Void, isUnprefixed: (ByteText) -> Bool = { _ in true }
  ) -> Bool {
    let text = line.text
    var at = start
    var time: Int64?
    if text.byte(start).isDigit {
      if let stamp = intake.stampTime(text, at: start) {
        at += EngineStamp.length + 1
        guard text.byte(at - 1) == UInt8(ascii: " "), !text.hasPrefix("std", at: at),
          EngineStamp.innerRecord(text, from: at, after: stamp) == nil
        else { return false }
        time = stamp
      } else if intake.foreignStamp(text, at: start) != nil {
        return false
      }
    }
    let format = prefix ?? (time == nil ? .plain : .dockerLogsTimestamps)
    var end = text.count
    if text.byte(end - 1) == UInt8(ascii: "\r") { end -= 1 }
    let payload = text[min(at, end)..<end]
    if payload.byte(0) == UInt8(ascii: "{") {
      return takeJSON(line, payload, format, time, container, body)
    }
    guard time != nil || isUnprefixed(text) else { return false }
    return takeText(line, payload, format, time, container, body)
  }

  /// An entry in the engine's own spelling, whose line ends with a newline.
  private func takeJSONFile(_ line: FramedLine, _ body: (Record) -> Void) -> Bool {
    let container = intake.directory.main
    let end = line.text.count
    guard let tail = JSONFileTail.read(line.text, 0, end),
      let time = intake.entryTime(line.text, at: tail.time, end: end - 2)
    else { return false }
    let payload = line.text[JSONFileLine.opening..<(tail.log - 2)]
    if payload.byte(0) == UInt8(ascii: "{") {
      guard !BlockTraits.hasCodeEscapes(payload) || QuietJSON.hasPlainEscapes(payload) else {
        return false
      }
      return takeJSON(line, payload, .jsonFile, time, container, body)
    }
    guard isWhole(line.text, to: tail.log), payload.byte(payload.count - 1) != UInt8(ascii: "\r")
    else { return false }
    guard payload.firstIndex(of: UInt8(ascii: "\\")) != nil else {
      return takeText(line, payload, .jsonFile, time, container, body)
    }
    guard let text = unescaped(payload) else { return false }
    return takeText(line, text, .jsonFile, time, container, writtenAs: payload, body)
  }

  // MARK: payloads

  private func takeJSON(
    _ line: FramedLine, _ payload: ByteText, _ format: ContainerFormat, _ time: Int64?,
    _ container: ContainerState, _ body: (Record) -> Void
  ) -> Bool {
    guard payload.byte(payload.count - 1) == UInt8(ascii: "}"), !container.hasPieces else {
      return false
    }
    let context = context(format, time)
    guard
      let found = container.skim.json.read(
        payload, wantsTime: context.wantsTime, isWrapped: context.isWrapped)
    else { return takeBroken(line, payload, format, time, container, body) }
    guard found.level.map({ $0 < .warning }) ?? true else { return false }
    learn(payload, context, found.level)
    container.hasBegun = true
    commit(container)
    intake.settle(container, body)
    count(line, format, container, time ?? found.time, found.level)
    return true
  }

  /// Takes a line that would be JSON, were it sound.
  private func takeBroken(
    _ line: FramedLine, _ payload: ByteText, _ format: ContainerFormat, _ time: Int64?,
    _ container: ContainerState, _ body: (Record) -> Void
  ) -> Bool {
    var text = payload
    if format == .jsonFile {
      guard let place = line.text.range(of: payload), isWhole(line.text, to: place.upperBound + 2),
        let unescaped = unescaped(payload)
      else { return false }
      text = unescaped
    }
    guard let broken = FieldHeader.broken(text, intake.fields), broken.header.isPresent else {
      return false
    }
    return takeText(
      line, text, format, time, container, broken: broken,
      writtenAs: format == .jsonFile ? payload : nil, body)
  }

  /// Whether the text of an entry ends at a place: a quote before it is the end of a damaged one.
  private func isWhole(_ entry: ByteText, to end: Int) -> Bool {
    var isEscaped = false
    return JSONObjectScanner.stringEnd(entry, 8, &isEscaped) == end
  }

  /// The text that the engine wrote with escapes; nil where the reader would change it.
  func unescaped(_ written: ByteText) -> ByteText? {
    intake.unescaped.removeAll()
    Unescaping.append(written, to: intake.unescaped)
    let text = intake.unescaped.text
    // The reader takes what terminals understand out of the text.
    guard text.firstIndex(of: 0x1B) == nil, text.firstIndex(of: 0) == nil,
      text.byte(text.count - 1) != UInt8(ascii: "\r"), text.isUTF8
    else { return nil }
    return text
  }

  /// Takes a line of text, which an engine may have written in another way than the text itself.
  private func takeText(
    _ line: FramedLine, _ payload: ByteText, _ format: ContainerFormat, _ time: Int64?,
    _ container: ContainerState, broken: FieldHeader? = nil,
    writtenAs written: ByteText? = nil, _ body: (Record) -> Void
  ) -> Bool {
    let indent = payload.skippingBlanks(from: 0)
    guard indent < payload.count, !container.hasPieces else { return false }
    let header =
      broken?.header
      ?? (indent > 0 ? TextHeader() : container.skim.header(of: payload, wantsTime: time == nil))
    guard header.level.map({ $0 < .warning }) ?? true,
      written == nil
        || ContainerState.trace(of: payload, message: header.message, header.isPresent) == .none,
      header.isPresent || isOnItsOwn(payload, container), intake.settleOnce(container, body)
    else { return false }
    if header.isPresent {
      learn(payload, context(format, time), broken, writtenAs: written)
    } else if written == nil {
      learnBare(payload, context(format, time))
    }
    container.hasBegun = true
    commit(container)
    touch(container)
    container.skim.pending = ContainerSkim.PendingLine(
      line: line, payload: written == nil ? line.text.range(of: payload) : nil, indent: indent,
      format: format,
      time: time ?? header.time, hasHeader: header.isPresent, level: header.level,
      message: header.message)
    return true
  }

  /// Whether a line without a header begins a record after what its container wrote before.
  func isOnItsOwn(_ payload: ByteText, _ container: ContainerState) -> Bool {
    let before =
      container.skim.pending?.context ?? (container.origin == nil ? nil : container.context)
    // The first line of a part may continue what the part before holds.
    guard let before else { return container.hasBegun || !intake.isLaterPart }
    // What opens a trace is read in full, once it is known that the trace may go on.
    if container.skim.pending != nil, before.state != .none { return false }
    if case .starts = TraceRules.judge(payload, after: before) { return true }
    return false
  }

  // MARK: counting

  /// Counts the pending line: the next one is a record of its own.
  func commit(_ container: ContainerState) {
    guard let pending = container.skim.pending else { return }
    container.skim.pending = nil
    count(pending.line, pending.format, container, pending.time, pending.level)
  }

  func count(
    _ line: FramedLine, _ format: ContainerFormat, _ container: ContainerState, _ time: Int64?,
    _ level: Level?
  ) {
    var one = QuietCount()
    one.add(time, level: QuietLevels(level), bytes: line.text.count + 1)
    count(one, format, container)
  }

  /// Counts records of one line each, and the lines and bytes of those that are told.
  @inline(__always)
  func count(
    _ records: QuietCount, told: Int = 0, _ format: ContainerFormat, _ container: ContainerState
  ) {
    guard records.records + told > 0 else { return }
    intake.tally.lines += records.records + told
    intake.tally.readBytes += records.bytes
    intake.count(format, lines: records.records + told)
    guard records.records > 0 else { return }
    touch(container)
    container.skim.records.add(records)
  }

  @inline(__always)
  func touch(_ container: ContainerState) {
    guard !container.isTouched else { return }
    container.isTouched = true
    touched.append(container)
  }
}
