/// Reads one source and hands out its records, in bounded memory, whatever the size of the chunks.
///
/// The reader recognises what wrapped each line (the engine's stamps, its json-file, compose's
/// prefixes, CRI, journald, ...), puts pieces of long lines together, removes terminal codes and
/// hands out the records that the `RecordAssembler` makes of the rest. Records and their texts are
/// lent for the call; a record that waits for its next line is handed out in its container's order.
package final class LogReader {
  /// What the caller knows of the source.
  package struct Options: Sendable {
    /// The container for lines that do not name one.
    package var container: String?
    /// Decide on the first line instead of looking at the first 64 KiB: for live sources.
    package var isLive = false
    /// Bytes that are asked of a source at a time.
    package var chunkSize = 1 << 18
    /// The first bytes of the file, where the source is a later part of it: they tell the format.
    package var head: [UInt8]?
    /// The source is a later part of its log, of which the first lines may continue the part before.
    package var isLaterPart = false
    /// The source is a part of its log, the first one or a later one.
    package var isPart = false
    /// Stop at a line that may continue the part before.
    package var stopsWhereUnsure = false
    /// Read the application's time of JSON lines that the engine stamped, too, which costs time.
    package var readsBothClocks = false
    /// Count lines only, by their format.
    ///
    /// Where they are spelt as engines and compose spell them, records are not told apart. The
    /// statistics hold no number of records then, and the times that engines gave the lines, where all
    /// have one.
    package var countsLinesOnly = false
    /// Tell records that are like earlier ones without making them.
    package var tellsRepeats = false

    package init(container: String? = nil, isLive: Bool = false, chunkSize: Int = 1 << 18) {
      self.container = container
      self.isLive = isLive
      self.chunkSize = max(1, chunkSize)
    }
  }

  private let options: Options
  @exclusivity(unchecked) private var framer = LineFramer()
  private let intake: LineIntake
  @exclusivity(unchecked) private var format: SniffedFormat?
  /// The offset from which what the containers keep is looked at again.
  @exclusivity(unchecked) private var nextLook = 0
  @exclusivity(unchecked) private var frames = 0
  /// Counts quiet lines, where the reader was given a sieve.
  private let skimmer: LineSkimmer?
  private let counter: LineCounter?
  /// What the source leaves to the parts before and behind it, once it was read as a part.
  package private(set) var edges = PartEdges()
  /// Lines in a row that look like compose's, while the source is not taken for it.
  @exclusivity(unchecked) private var composeStreak = 0

  /// Makes a reader; with a sieve, which finds what matters, quiet records are counted and not
  /// handed out, and a memory of that sieve goes on from where the last reader that had it stopped.
  package init(
    options: Options = Options(), sieve: (any LineSieve)? = nil, memory: LineMemory? = nil
  ) {
    self.options = options
    let intake = LineIntake(
      container: options.container, readsBothClocks: options.readsBothClocks)
    intake.isLaterPart = options.isLaterPart
    self.intake = intake
    skimmer = sieve.map { LineSkimmer($0, intake, memory ?? LineMemory($0)) }
    counter = options.countsLinesOnly ? LineCounter(intake) : nil
  }

  /// How a source with these first bytes (64 KiB are looked at) may be divided into ranges that are
  /// read apart; nil where it may not.
  package static func division(head: [UInt8]) -> LineDivision? {
    let format = sniffed(head)
    guard format.binary == nil, format.wrapper == nil, format.refusal == nil, !format.hasDetails
    else { return nil }
    return LineDivision(rule: format.prefixRule)
  }

  /// What recorded the lines of a source with these first bytes (64 KiB are looked at), where it is
  /// no format that lines tell one by one; nil for text, JSON of the json-file driver and compose.
  package static func recorder(head: [UInt8]) -> ContainerFormat? {
    let format = sniffed(head)
    return format.binary ?? format.wrapper
  }

  private static func sniffed(_ head: [UInt8]) -> SniffedFormat {
    head.withUnsafeBytes { FormatSniffer.sniff(ByteText($0)[0..<FormatSniffer.window]) }
  }

  /// What was read so far; complete after `finish`.
  package var statistics: SourceStatistics { intake.statistics }

  /// Reads a source to its end.
  ///
  /// After an error the records up to it were handed out. The files of a rotated set are read one
  /// after the other, oldest first, all but the last with `isLast` false: then pieces and traces
  /// join across files, and `Record.file` counts them.
  ///
  /// - Parameters:
  ///   - source: Read to its end.
  ///   - isLast: Whether no further file of the set follows.
  ///   - skimmed: Takes the quiet records that were only counted, each before any later record of
  ///     the same container.
  ///   - repeated: Takes records that are like ones that were handed out before, and the quiet ones
  ///     before them, in their container's order.
  ///   - body: Takes the records.
  /// - Throws: What the source throws.
  package func read(
    from source: any ByteSource, isLast: Bool = true,
    skimmed: (SkimmedRecords) -> Void = { _ in },
    repeated: (Retelling) -> Retelling.Answer = { _ in .refused }, _ body: (Record) -> Void
  ) throws(LogStreamError) {
    var failure: LogStreamError?
    while failure == nil {
      framer.compact()
      var length = 0
      framer.buffer.fill(minimum: options.chunkSize) { free in
        do throws(LogStreamError) {
          length = try source.read(
            into: UnsafeMutableRawBufferPointer(rebasing: free.prefix(options.chunkSize)))
        } catch {
          failure = error
        }
        return length
      }
      guard length > 0 else { break }
      intake.tally.bytes += length
      drain(atEnd: false, skimmed, repeated, body)
      if options.stopsWhereUnsure, intake.hasUnsureStart { break }
    }
    drain(atEnd: true, skimmed, repeated, body)
    if options.isPart { edges = intake.edges }
    if isLast {
      intake.finish(body)
    } else {
      beginNextFile()
    }
    if let failure { throw failure }
  }

  /// Takes the next bytes of a source that the caller reads itself.
  package func consume(_ bytes: ByteText, _ body: (Record) -> Void) {
    framer.compact()
    framer.buffer.append(bytes)
    intake.tally.bytes += bytes.count
    drain(atEnd: false, { _ in }, { _ in .refused }, body)
  }

  /// Hands out what waits for a next line; for live sources after a silence.
  package func flush(_ body: (Record) -> Void) {
    while let rule = format?.prefixRule, let pending = skimmer?.continued(by: nil, rule) {
      accept(pending, body)
    }
    intake.flush(body)
  }

  /// Ends the source: the last line, unfinished pieces and waiting records.
  package func finish(_ body: (Record) -> Void) {
    drain(atEnd: true, { _ in }, { _ in .refused }, body)
    intake.finish(body)
  }

  private func beginNextFile() {
    framer = LineFramer()
    nextLook = 0
    format = nil
    frames = 0
    composeStreak = 0
    intake.file += 1
  }

  private func drain(
    atEnd: Bool, _ skimmed: (SkimmedRecords) -> Void,
    _ repeated: (Retelling) -> Retelling.Answer, _ body: (Record) -> Void
  ) {
    guard let format = format ?? sniff(atEnd: atEnd) else { return }
    if format.refusal != nil {
      let length = framer.unread.count
      framer.skip(length)
      intake.tally.skippedBytes += length
    } else if let binary = format.binary {
      drainFrames(binary, atEnd: atEnd, body)
    } else if let counter, format.wrapper == nil, !format.hasDetails {
      countLines(counter, atEnd: atEnd, body)
    } else if let skimmer, format.wrapper == nil, !format.hasDetails {
      skim(skimmer, atEnd: atEnd, skimmed, repeated, body)
    } else {
      while let line = framer.next(atEnd: atEnd) { accept(line, body) }
    }
  }

  /// Counts the lines in the usual spellings and reads the others.
  private func countLines(_ counter: LineCounter, atEnd: Bool, _ body: (Record) -> Void) {
    while let rule = format?.prefixRule {
      if framer.nextLine.isWhole {
        let taken = counter.take(framer.unread, rule)
        if taken.lines > 0 {
          framer.skip(lines: taken.lines, bytes: taken.bytes)
          composeStreak = 0
        }
      }
      guard let line = framer.next(atEnd: atEnd) else { break }
      accept(line, body)
      if rule.isExpected { counter.learnPrefix(line.text, rule) }
    }
  }

  /// Counts the quiet lines and reads the others; the last quiet lines of the containers may wait
  /// for the next block.
  private func skim(
    _ skimmer: LineSkimmer, atEnd: Bool, _ skimmed: (SkimmedRecords) -> Void,
    _ repeated: (Retelling) -> Retelling.Answer, _ body: (Record) -> Void
  ) {
    skimmer.beginBlock(framer.wholeLines, at: framer.wholeLinesPosition)
    guard var rule = format?.prefixRule else { return }
    while true {
      takeKnown(skimmer, rule, repeated, body)
      guard var line = framer.next(atEnd: atEnd) else { break }
      if skimmer.take(line, rule, body) {
        composeStreak = 0
        continue
      }
      while let pending = skimmer.continued(by: line, rule) { accept(pending, body) }
      skimmer.tell(before: line, rule, skimmed)
      if options.tellsRepeats { line.known = skimmer.record(of: line, rule) }
      accept(line, body)
      rule = format?.prefixRule ?? rule
    }
    guard atEnd || !skimmer.keepPending() else { return }
    skimmer.tell(before: nil, rule, skimmed)
    while let pending = skimmer.continued(by: nil, rule) { accept(pending, body) }
  }

  /// Counts the next lines for as long as they are like earlier quiet ones.
  private func takeKnown(
    _ skimmer: LineSkimmer, _ rule: PrefixRule, _ repeated: (Retelling) -> Retelling.Answer,
    _ body: (Record) -> Void
  ) {
    let next = framer.nextLine
    guard next.isWhole, skimmer.triesKnown() else { return }
    let taken = skimmer.takeKnown(
      framer.unread, at: framer.position, number: next.number, rule: rule, repeated: repeated,
      body: body)
    skimmer.noteKnown(taken.lines)
    guard taken.lines > 0 else { return }
    framer.skip(lines: taken.lines, bytes: taken.bytes)
    composeStreak = 0
  }

  /// Looks at the first part of the source, as soon as it is there.
  private func sniff(atEnd: Bool) -> SniffedFormat? {
    let seen = framer.unread
    guard atEnd || options.isLive || seen.count >= FormatSniffer.window else { return nil }
    if options.isLive, !atEnd, seen.firstIndex(of: UInt8(ascii: "\n")) == nil { return nil }
    var found =
      options.head.map { Self.sniffed($0) } ?? FormatSniffer.sniff(seen[0..<FormatSniffer.window])
    if options.head != nil { found.markLength = 0 }
    format = found
    framer.skip(found.markLength)
    intake.tally.skippedBytes += found.markLength
    if let refusal = found.refusal { intake.tally.refusal = refusal }
    intake.hasDetails = found.hasDetails
    return found
  }

  // MARK: lines

  /// Bytes that all containers together may keep between two lines.
  private static let keptLimit = 32 << 20

  /// Looks once in each MiB at what the containers keep.
  ///
  /// Where it is too much, which takes hundreds of containers with lines of a hundred KiB, what
  /// waits is handed out as it is.
  private func boundWaiting(at offset: Int, _ body: (Record) -> Void) {
    guard offset >= nextLook else { return }
    nextLook = offset + (1 << 20)
    let containers = intake.directory.all
    guard containers.reduce(0, { $0 + $1.keptBytes }) > Self.keptLimit else { return }
    intake.finish(body)
    for container in containers { container.shrink() }
  }

  private func accept(_ line: FramedLine, _ body: (Record) -> Void) {
    boundWaiting(at: line.offset, body)
    intake.tally.lines += 1
    intake.tally.readBytes += line.text.count + (line.isTerminated ? 1 : 0)
    if line.cut > 0 {
      intake.tally.cutLines += 1
      intake.tally.cutBytes += line.cut
    }
    if let wrapper = format?.wrapper, intake.acceptWrapped(line, wrapper, body) { return }
    if JSONFileLine.looksLikeOne(line.text) || line.text.byte(0) == 0 {
      composeStreak = 0
      intake.acceptJSONFile(line, body)
    } else if let prefix = composePrefix(line.text) {
      intake.count(prefix.format)
      intake.acceptStamped(
        line, from: prefix.payload, intake.directory.container(named: line.text[prefix.name]),
        stampedFormat: nil, body)
    } else if let cri = CRILine.parse(line.text) {
      intake.acceptCRI(line, cri, body)
    } else {
      let directory = intake.directory
      intake.acceptStamped(
        line, from: 0, format?.hasComposePrefix == true ? directory.unnamed : directory.main,
        stampedFormat: .dockerLogsTimestamps, body)
    }
  }

  /// The prefix, where the source is taken for compose's output.
  private func composePrefix(_ line: ByteText) -> ComposePrefix? {
    guard let prefix = ComposePrefix.parse(line, blanks: format?.prefixBlanks ?? 2) else {
      if format?.hasComposePrefix == false { composeStreak = 0 }
      return nil
    }
    if format?.hasComposePrefix == true { return prefix }
    composeStreak += 1
    guard composeStreak >= 8 else { return nil }
    format?.hasComposePrefix = true
    return prefix
  }

  // MARK: frames

  private func drainFrames(
    _ format: ContainerFormat, atEnd: Bool, _ body: (Record) -> Void
  ) {
    while true {
      let unread = framer.unread
      guard !unread.isEmpty else { return }
      let step = BinaryFrame.next(unread, format, atEnd: atEnd)
      switch step {
      case .more: return
      case .damaged(let length, let reason):
        intake.tally.addDamage(offset: framer.position, length: length, reason)
        framer.skip(length)
      case .frame(let length, let frame):
        boundWaiting(at: framer.position, body)
        frames += 1
        intake.tally.lines += 1
        intake.tally.readBytes += length
        intake.count(format)
        let line = FramedLine(
          text: frame.text, offset: framer.position, number: frames, isTerminated: true, cut: 0)
        intake.acceptFrame(frame, line, body)
        framer.skip(length)
      }
    }
  }
}
