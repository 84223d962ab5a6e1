/// Reads one source and hands out its records, in bounded memory, whatever the size of the chunks.
///
/// The reader recognises what wrapped each line (the engine's stamps, its json-file, compose's
/// prefixes, CRI), puts pieces of long lines together, removes terminal codes and gives what is
/// left to the `RecordAssembler`.
package final class LogReader {
  /// What the caller knows of the source.
  package struct Options: Sendable {
    /// The container for lines that do not name one.
    package var container: String?
    /// Decide on each line at once instead of looking at the first 64 KiB: for live sources.
    package var isLive = false
    /// Bytes that are asked of a source at a time.
    package var chunkSize = 1 << 18

    package init(container: String? = nil, isLive: Bool = false, chunkSize: Int = 1 << 18) {
      self.container = container
      self.isLive = isLive
      self.chunkSize = chunkSize
    }
  }

  private let options: Options
  private var framer = LineFramer()
  private let assembler = RecordAssembler()
  private let directory: ContainerDirectory
  private var sniffed: SniffedFormat?
  private var tally = SourceStatistics()
  private let plainText = ByteStore(capacity: 4096)
  private let unescaped = ByteStore(capacity: 4096)
  private let joined = ByteStore(capacity: 4096)
  /// Lines in a row that look like compose's, while the source is not taken for it.
  private var composeStreak = 0

  package init(options: Options = Options()) {
    self.options = options
    directory = ContainerDirectory(defaultName: options.container)
  }

  /// What was read so far; complete after `finish`.
  package var statistics: SourceStatistics {
    var result = tally
    result.records = assembler.recordCount
    result.blankLines = assembler.blankLines
    result.cutRecordBytes += assembler.cutRecordBytes
    result.firstTime = assembler.firstTime
    result.lastTime = assembler.lastTime
    return result
  }

  /// Reads a source to its end.
  package func read(
    from source: any ByteSource, _ body: (Record) -> Void
  ) throws(LogStreamError) {
    var failure: LogStreamError?
    while failure == nil {
      framer.compact()
      var length = 0
      framer.buffer.fill(minimum: max(1, options.chunkSize)) { free in
        let room = UnsafeMutableRawBufferPointer(rebasing: free.prefix(max(1, options.chunkSize)))
        do throws(LogStreamError) {
          length = try source.read(into: room)
        } catch {
          failure = error
        }
        return length
      }
      guard length > 0 else { break }
      tally.bytes += length
      drain(atEnd: false, body)
    }
    finish(body)
    if let failure { throw failure }
  }

  /// Takes the next bytes of a source that the caller reads itself.
  package func consume(_ bytes: ByteText, _ body: (Record) -> Void) {
    framer.compact()
    framer.buffer.append(bytes)
    tally.bytes += bytes.count
    drain(atEnd: false, body)
  }

  /// Hands out what waits for a next line; for live sources after a silence.
  package func flush(_ body: (Record) -> Void) {
    for container in directory.all { assembler.flush(container, body) }
  }

  /// Ends the source: the last line, unfinished pieces and waiting records.
  package func finish(_ body: (Record) -> Void) {
    drain(atEnd: true, body)
    for container in directory.all {
      releasePieces(container, .standardOutput, body)
      releasePieces(container, .standardError, body)
      assembler.flush(container, body)
    }
  }

  private func drain(atEnd: Bool, _ body: (Record) -> Void) {
    let format: SniffedFormat
    if let sniffed {
      format = sniffed
    } else {
      let seen = framer.unread
      guard atEnd || options.isLive || seen.count >= FormatSniffer.window else { return }
      if options.isLive, !atEnd, seen.firstIndex(of: UInt8(ascii: "\n")) == nil { return }
      format = FormatSniffer.sniff(seen[0..<FormatSniffer.window])
      sniffed = format
      framer.skip(format.markLength)
      tally.skippedBytes += format.markLength
      if let refusal = format.refusal { tally.refusal = refusal }
    }
    if format.refusal != nil {
      let length = framer.unread.count
      framer.skip(length)
      tally.skippedBytes += length
      return
    }
    while let line = framer.next(atEnd: atEnd) { accept(line, body) }
  }

  private func accept(_ line: FramedLine, _ body: (Record) -> Void) {
    tally.lines += 1
    tally.readBytes += line.text.count + (line.isTerminated ? 1 : 0)
    if line.cut > 0 {
      tally.cutLines += 1
      tally.cutBytes += line.cut
    }
    if JSONFileLine.looksLikeOne(line.text) || line.text.byte(0) == 0 {
      acceptJSONFile(line, body)
      return
    }
    if let prefix = composePrefix(line.text) {
      count(prefix.format)
      let container = directory.container(named: line.text[prefix.name])
      acceptStamped(line, from: prefix.payload, container, stampedFormat: nil, body)
      return
    }
    if let cri = CRILine.parse(line.text) {
      acceptCRI(line, cri, body)
      return
    }
    let container = sniffed?.hasComposePrefix == true ? directory.unnamed : directory.main
    acceptStamped(line, from: 0, container, stampedFormat: .dockerLogsTimestamps, body)
  }

  private func count(_ format: ContainerFormat) {
    tally.formats[format, default: 0] += 1
  }

  /// The prefix, where the source is taken for compose's output.
  private func composePrefix(_ line: ByteText) -> ComposePrefix? {
    guard let prefix = ComposePrefix.parse(line, blanks: sniffed?.prefixBlanks ?? 2) else {
      if sniffed?.hasComposePrefix == false { composeStreak = 0 }
      return nil
    }
    if sniffed?.hasComposePrefix == true { return prefix }
    composeStreak += 1
    guard composeStreak >= 8 else { return nil }
    sniffed?.hasComposePrefix = true
    return prefix
  }

  // MARK: json-file

  private func acceptJSONFile(_ line: FramedLine, _ body: (Record) -> Void) {
    var start = 0
    while line.text.byte(start) == 0, start < line.text.count { start += 1 }
    if start > 0 {
      tally.nulBytes += start
      damage(line, 0..<start, "NUL bytes")
      guard start < line.text.count else { return }
    }
    while true {
      let rest = line.text.dropping(start)
      if let entry = JSONFileLine.parse(rest) {
        count(.jsonFile)
        accept(entry, line, start, body)
        return
      }
      guard let next = JSONFileLine.resynchronise(line.text, after: start + 1) else { break }
      damage(line, start..<next, "half an entry of the json-file driver")
      start = next
    }
    let rest = line.text.dropping(start)
    guard JSONFileLine.looksLikeOne(rest), !isWholeObject(rest) else {
      acceptStamped(line, from: start, directory.main, stampedFormat: .dockerLogsTimestamps, body)
      return
    }
    damage(
      line, start..<line.text.count,
      line.isTerminated ? "half an entry of the json-file driver" : "entry cut off at the end")
  }

  private func isWholeObject(_ text: ByteText) -> Bool {
    var fields: [FieldRange] = []
    return JSONObjectScanner.scan(text, into: &fields)
  }

  private func damage(_ line: FramedLine, _ range: Range<Int>, _ reason: String) {
    tally.readBytes -= range.count
    tally.addDamage(offset: line.offset + range.lowerBound, length: range.count, reason)
  }

  private func accept(
    _ entry: JSONFileLine, _ line: FramedLine, _ start: Int, _ body: (Record) -> Void
  ) {
    let origin = LineOrigin(
      time: entry.time, stream: entry.stream, line: line.number, offset: line.offset + start)
    var text = entry.log
    if entry.isEscaped {
      let slash = text.firstIndex(of: UInt8(ascii: "\\")) ?? 0
      if slash == text.count - 2, text.byte(slash + 1) == UInt8(ascii: "n") {
        acceptPiece(text[0..<slash], origin, isLast: true, directory.main, body)
        return
      }
      unescaped.removeAll()
      Unescaping.append(text, to: unescaped)
      text = unescaped.text
    }
    let hasNewline = text.byte(text.count - 1) == UInt8(ascii: "\n")
    // The engine cuts at its buffer's size only: a shorter piece was the end of a run's output.
    let isLast = hasNewline || text.count < EngineStamp.pieceSize
    acceptPiece(
      hasNewline ? text[0..<(text.count - 1)] : text, origin, isLast: isLast, directory.main, body)
  }

  // MARK: pieces

  /// Takes a piece of a line; one without an end waits for the next of its stream and time.
  private func acceptPiece(
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

  private func acceptCRI(_ line: FramedLine, _ cri: CRILine, _ body: (Record) -> Void) {
    count(.cri)
    let origin = LineOrigin(
      time: cri.time, stream: cri.stream, line: line.number, offset: line.offset)
    acceptPiece(
      line.text.dropping(cri.payload), origin, isLast: !cri.isPartial, directory.main,
      sameTime: false, body)
  }

  // MARK: stamps

  /// Takes a line from `start` on: with a stamp of the engine, several of them, or none.
  private func acceptStamped(
    _ line: FramedLine, from start: Int, _ container: ContainerState,
    stampedFormat: ContainerFormat?, _ body: (Record) -> Void
  ) {
    var origin = LineOrigin(line: line.number, offset: line.offset)
    guard let time = EngineStamp.parse(line.text, at: start) else {
      if stampedFormat != nil { count(.plain) }
      let payload = detailsEnd(line.text, from: start)
      acceptLine(line.text.dropping(payload), origin, container, body)
      return
    }
    if let stampedFormat { count(stampedFormat) }
    origin.time = time
    let payload = detailsEnd(line.text, from: start + EngineStamp.length + 1)
    let lead = line.text[start..<payload]
    var from = payload
    joined.removeAll()
    var pieces = 1
    while line.text.count - from > EngineStamp.pieceSize,
      line.text[(from + EngineStamp.pieceSize)..<(from + EngineStamp.pieceSize + lead.count)]
        .equals(lead)
    {
      joined.append(line.text[from..<(from + EngineStamp.pieceSize)])
      from += EngineStamp.pieceSize + lead.count
      pieces += 1
    }
    let inner = EngineStamp.innerRecord(line.text, from: from, after: time)
    var text = line.text[from..<(inner ?? line.text.count)]
    if pieces > 1 {
      tally.joinedPieces += pieces
      joined.append(text)
      text = joined.text
    }
    acceptLine(text, origin, container, body)
    if let inner {
      acceptStamped(line, from: inner, container, stampedFormat: nil, body)
    }
  }

  private func detailsEnd(_ line: ByteText, from start: Int) -> Int {
    guard sniffed?.hasDetails == true, let range = DetailsPrefix.parse(line, from: start) else {
      return min(start, line.count)
    }
    return range.upperBound + 1
  }

  /// Takes a whole line of the application: without a carriage return and terminal codes.
  private func acceptLine(
    _ text: ByteText, _ origin: LineOrigin, _ container: ContainerState, _ body: (Record) -> Void
  ) {
    var text = text
    if text.byte(text.count - 1) == UInt8(ascii: "\r") { text = text[0..<(text.count - 1)] }
    if text.firstIndex(of: 0x1B) != nil {
      plainText.removeAll()
      TerminalCodes.append(text, without: plainText)
      text = plainText.text
    }
    assembler.accept(text, origin, of: container, body)
  }
}
