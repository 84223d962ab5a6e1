/// Takes lines and pieces whose container and stream are known, and makes whole lines of them:
/// stamps are read and removed, pieces joined, terminal codes left out.
final class LineIntake {
  let directory: ContainerDirectory
  @exclusivity(unchecked) var tally = SourceStatistics()
  /// `docker logs --details`: attributes stand before each line.
  @exclusivity(unchecked) var hasDetails = false
  @exclusivity(unchecked) private var linesByFormat = [Int](
    repeating: 0, count: ContainerFormat.allCases.count)
  /// Which of the files of a rotated set is read, 0-based.
  @exclusivity(unchecked) var file = 0
  /// Whether containers may continue here what a part before began.
  @exclusivity(unchecked) var isLaterPart = false {
    didSet { assembler.keepsUnsureStarts = isLaterPart }
  }
  /// The times of all lines, where they are only counted.
  @exclusivity(unchecked) var lineTimes: LineTimes?
  private let assembler: RecordAssembler
  private let plainText = ByteStore(capacity: 4096)
  private let joined = ByteStore(capacity: 4096)
  /// The decoded text of a line that an engine wrapped in JSON.
  let unescaped = ByteStore(capacity: 4096)
  let fields = FieldTable()
  @exclusivity(unchecked) private var second = StampedSecond(follower: UInt8(ascii: " "))
  @exclusivity(unchecked) var entrySecond = StampedSecond(follower: UInt8(ascii: "\""))

  init(container: String?, readsBothClocks: Bool = false) {
    assembler = RecordAssembler(readsBothClocks: readsBothClocks)
    directory = ContainerDirectory(defaultName: container)
  }

  /// What was read so far.
  var statistics: SourceStatistics {
    var result = tally
    for (format, lines) in zip(ContainerFormat.allCases, linesByFormat) where lines > 0 {
      result.formats[format] = lines
    }
    result.records = assembler.recordCount
    result.blankLines = assembler.blankLines
    result.cutRecordBytes += assembler.cutRecordBytes
    if let lineTimes {
      (result.firstTime, result.lastTime) = (
        lineTimes.range?.lowerBound, lineTimes.range?.upperBound
      )
    } else {
      (result.firstTime, result.lastTime) = (assembler.firstTime, assembler.lastTime)
    }
    return result
  }

  /// The containers' first lines that did not surely begin a record, and what is open by now.
  var edges: PartEdges {
    var edges = PartEdges()
    edges.starts = assembler.unsureStarts
    for container in directory.all {
      let name = container.name ?? ""
      if container.hasBegun || container.hasPieces {
        edges.open[name] = .some(PartEdges.OpenRecord(container))
      } else if container.beginsBehindBlank {
        edges.blank.append(name)
      }
    }
    return edges
  }

  /// Whether a container's first line did not surely begin a record.
  var hasUnsureStart: Bool { !assembler.unsureStarts.isEmpty }

  func count(_ format: ContainerFormat, lines: Int = 1) {
    linesByFormat[format.index] += lines
  }

  /// Counts a part of a line that was taken for read as damaged.
  func damage(_ line: FramedLine, _ range: Range<Int>, _ reason: String) {
    tally.readBytes -= range.count
    tally.addDamage(offset: line.offset + range.lowerBound, length: range.count, reason)
  }

  func origin(_ line: FramedLine, at start: Int = 0) -> LineOrigin {
    LineOrigin(
      line: line.number, offset: line.offset + start, file: file, known: line.known)
  }

  /// Hands out what a container holds before a structured line of its own.
  func settle(_ container: ContainerState, _ body: (Record) -> Void) {
    if container.origin != nil { assembler.flush(container, body) }
  }

  /// The same before a line of text; false when held lines still wait.
  func settleOnce(_ container: ContainerState, _ body: (Record) -> Void) -> Bool {
    assembler.settleOnce(container, body)
  }

  /// Counts records that were not made.
  func note(_ skimmed: SkimmedRecords) { assembler.note(skimmed) }

  /// Counts a record that was told without being made.
  func noteRepeated(_ time: Int64?, _ format: ContainerFormat, bytes: Int) {
    tally.lines += 1
    tally.readBytes += bytes
    count(format)
    assembler.noteRepeated(time)
  }

  /// Counts records that were told without being made; their lines and bytes are counted elsewhere.
  func noteRepeated(_ count: RepeatedRecords.Count) {
    assembler.noteRepeated(count.times?.lowerBound, records: count.records)
    assembler.noteRepeated(count.times?.upperBound, records: 0)
  }

  /// Hands out what waits for a next line.
  func flush(_ body: (Record) -> Void) {
    for container in directory.all { assembler.flush(container, body) }
  }

  /// Hands out everything, unfinished pieces too.
  func finish(_ body: (Record) -> Void) {
    for container in directory.all {
      releasePieces(container, .standardOutput, body)
      releasePieces(container, .standardError, body)
      assembler.flush(container, body)
    }
  }

  /// Takes a piece of a line; one without an end waits for the next of its stream and time.
  func acceptPiece(
    _ text: ByteText, _ origin: LineOrigin, isLast: Bool, _ container: ContainerState,
    sameTime: Bool = true, _ body: (Record) -> Void
  ) {
    let pieces = container.pieces(origin.stream)
    if let first = pieces.origin, sameTime, first.time != origin.time {
      releasePieces(container, origin.stream, body)
    }
    if isLast, pieces.origin == nil {
      acceptLine(text, origin, container, body)
      return
    }
    if pieces.origin == nil { pieces.origin = origin }
    pieces.pieceCount += 1
    let room = max(0, LineFramer.lineLimit - pieces.bytes.count)
    pieces.bytes.append(text[0..<room])
    tally.cutRecordBytes += max(0, text.count - room)
    if isLast { releasePieces(container, origin.stream, body) }
  }

  private func releasePieces(
    _ container: ContainerState, _ stream: Record.Stream?, _ body: (Record) -> Void
  ) {
    let pieces = container.pieces(stream)
    guard let origin = pieces.origin else { return }
    if pieces.pieceCount > 1 { tally.joinedPieces += pieces.pieceCount }
    acceptLine(pieces.bytes.text, origin, container, body)
    pieces.removeAll()
  }

  /// Takes a line from `start` on: with a stamp of the engine, several of them, or none.
  func acceptStamped(
    _ line: FramedLine, from start: Int, _ container: ContainerState,
    stampedFormat: ContainerFormat?, stream: Record.Stream? = nil, _ body: (Record) -> Void
  ) {
    var origin = origin(line)
    origin.stream = stream
    var next = acceptStampedPart(line.text, from: start, &origin, container, body)
    if let stampedFormat { count(origin.time == nil ? .plain : stampedFormat) }
    while let begin = next {
      next = acceptStampedPart(line.text, from: begin, &origin, container, body)
    }
  }

  /// Takes one record of a line; returns where the next begins, if output without a newline was
  /// followed by that of the next run.
  private func acceptStampedPart(
    _ line: ByteText, from start: Int, _ origin: inout LineOrigin, _ container: ContainerState,
    _ body: (Record) -> Void
  ) -> Int? {
    origin.time = stampTime(line, at: start)
    var stampEnd = origin.time == nil ? start : start + EngineStamp.length + 1
    if origin.time == nil, let foreign = foreignStamp(line, at: start) {
      origin.time = foreign.nanoseconds
      stampEnd = foreign.end + 1
    }
    let payload = detailsEnd(line, from: stampEnd)
    // What the engine writes before each piece of a line: the same stamp and attributes.
    let lead = line[start..<payload]
    var from = payload
    var pieces = 1
    joined.removeAll()
    while !lead.isEmpty, line.count - from > EngineStamp.pieceSize,
      line[(from + EngineStamp.pieceSize)..<(from + EngineStamp.pieceSize + lead.count)]
        .equals(lead)
    {
      joined.append(line[from..<(from + EngineStamp.pieceSize)])
      from += EngineStamp.pieceSize + lead.count
      pieces += 1
    }
    let inner = origin.time.flatMap { EngineStamp.innerRecord(line, from: from, after: $0) }
    var text = line[from..<(inner ?? line.count)]
    if pieces > 1 {
      tally.joinedPieces += pieces
      joined.append(text)
      text = joined.text
    }
    acceptLine(text, origin, container, body)
    return inner
  }

  /// The time that podman and others write before a JSON line, which would not be JSON with it.
  func foreignStamp(_ line: ByteText, at start: Int) -> ParsedInstant? {
    guard line.byte(line.count - 1) == UInt8(ascii: "}"), line.byte(start).isDigit,
      let instant = InstantParser.dateTime(line, at: start), line.hasPrefix(" {\"", at: instant.end)
    else { return nil }
    return instant
  }

  /// `EngineStamp.parse` that remembers the second and the day, which are the same for most lines.
  @inline(__always)
  func stampTime(_ line: ByteText, at start: Int) -> Int64? {
    second.time(line, at: start) ?? newStampTime(line, at: start)
  }

  /// The same of a stamp of the day of the last one only.
  @inline(__always)
  func stampTimeToday(_ line: ByteText, at start: Int) -> Int64? { second.time(line, at: start) }

  private func newStampTime(_ line: ByteText, at start: Int) -> Int64? {
    guard let time = EngineStamp.parse(line, at: start),
      let clock = InstantParser.clock(line, at: start + 11)
    else { return nil }
    second.keep(line, at: start, time - clock.fraction)
    return time
  }

  /// The time of a json-file entry, of the same form but for zeros at its end; `end` is behind its
  /// `Z`.
  @inline(__always)
  func entryTime(_ line: ByteText, at start: Int, end: Int) -> Int64? {
    entrySecond.time(line, at: start, end: end) ?? newEntryTime(line, at: start, end: end)
  }

  private func newEntryTime(_ line: ByteText, at start: Int, end: Int) -> Int64? {
    let text = line[start..<end]
    guard let instant = InstantParser.dateTime(text, at: 0), instant.end == text.count,
      let time = instant.nanoseconds, let clock = InstantParser.clock(text, at: 11)
    else { return nil }
    entrySecond.keep(text, at: 0, time - clock.fraction)
    return time
  }

  private func detailsEnd(_ line: ByteText, from start: Int) -> Int {
    guard hasDetails, let range = DetailsPrefix.parse(line, from: start) else {
      return min(start, line.count)
    }
    return range.upperBound + 1
  }

  /// Takes a whole line of the application: without a carriage return and terminal codes.
  func acceptLine(
    _ text: ByteText, _ origin: LineOrigin, _ container: ContainerState, _ body: (Record) -> Void
  ) {
    var text = text
    if text.byte(text.count - 1) == UInt8(ascii: "\r") { text = text[0..<(text.count - 1)] }
    if !text.isUTF8 { tally.invalidLines += 1 }
    lineTimes?.note(origin.time)
    if text.firstIndex(of: 0x1B) != nil {
      plainText.removeAll()
      TerminalCodes.append(text, without: plainText)
      text = plainText.text
    }
    assembler.accept(text, origin, of: container, body)
  }
}
