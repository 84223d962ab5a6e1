/// Quiet records that were counted, without whose they are.
struct QuietCount {
  var records = 0
  /// Bytes of their lines, newlines included.
  var bytes = 0
  /// Earliest and latest time, nanoseconds since 1970; the first is above the last without any.
  var first = Int64.max
  var last = Int64.min
  /// The levels that some of them have.
  var levels: QuietLevels = []

  /// A record of one line.
  @inline(__always)
  mutating func add(_ time: Int64?, level: QuietLevels, bytes length: Int) {
    records &+= 1
    bytes &+= length
    levels.formUnion(level)
    if let time {
      first = min(first, time)
      last = max(last, time)
    }
  }

  /// The same of more.
  mutating func add(_ more: QuietCount) {
    records &+= more.records
    bytes &+= more.bytes
    levels.formUnion(more.levels)
    first = min(first, more.first)
    last = max(last, more.last)
  }
}

/// Lines of one container and one format that are counted in a row.
private struct KnownLineRun {
  /// The place of the container's prefix, -1 without one.
  var prefix = -1
  var format = ContainerFormat.plain
  /// Whether there are any.
  var hasBegun = false
  var count = QuietCount()
  /// The last line, which the next one may continue, if it is one of text: its places in the block.
  var isPending = false
  var start = 0
  var end = 0
  /// Where the application's text begins.
  var payload = 0
  var number = 0
  /// The place of the known line.
  var known = 0
  var time: Int64?
  var level: QuietLevels = []
  /// The number of the record that it is, -1 for a quiet line.
  var record = -1

  /// Makes a line of text the last one.
  @inline(__always)
  mutating func wait(
    _ line: Range<Int>, _ payload: Int, _ number: Int, _ known: Int, _ time: Int64?,
    _ found: KnownLines.Summary
  ) {
    isPending = true
    (start, end) = (line.lowerBound, line.upperBound)
    (self.payload, self.number, self.known, self.time) = (payload, number, known, time)
    level = found.level
    record = Int(found.record)
  }

  /// Whether the last line is a record that has to be told.
  @inline(__always)
  var isUntold: Bool { isPending && record >= 0 }

  @inline(__always)
  mutating func commit() {
    guard isPending else { return }
    count.add(time, level: level, bytes: end &- start &+ 1)
    isPending = false
  }
}

extension LineSkimmer {
  /// Takes the lines at the front of a block, as long as each is like one that was judged before.
  ///
  /// - Parameters:
  ///   - block: Whole lines.
  ///   - offset: Where it begins in the input.
  ///   - number: The number of its first line.
  ///   - rule: What is expected of prefixes.
  ///   - repeated: Takes a record that is like an earlier one; false where it has to be read.
  ///   - body: Takes a record that waited for the next line.
  /// - Returns: The lines that were taken, and their bytes.
  func takeKnown(
    _ block: ByteText, at offset: Int, number: Int, rule: PrefixRule,
    repeated: (RepeatedRecord) -> Bool, body: (Record) -> Void
  ) -> (lines: Int, bytes: Int) {
    guard !known.lines.isEmpty else { return (0, 0) }
    var run = KnownLineRun()
    var line = UnwrappedLine()
    var (start, lines) = (0, 0)
    while let newline = block.firstIndex(of: UInt8(ascii: "\n"), from: start),
      let place = place(block, start, newline, rule, &line)
    {
      let found = known.summaries[place]
      var time = line.hasTime ? line.time : nil
      guard readTime(block, line, place, found, &time),
        isOf(&run, line, found, block, offset, body), tellPending(&run, start, repeated)
      else { break }
      run.commit()
      if found.isText {
        run.wait(start..<newline, line.start, number &+ lines, place, time, found)
      } else if found.record < 0 {
        run.count.add(time, level: found.level, bytes: newline &+ 1 &- start)
      } else {
        let bytes = newline &+ 1 &- start
        guard tell(&run, Int(found.record), time, number &+ lines, bytes: bytes, repeated)
        else { break }
      }
      lines &+= 1
      start = newline &+ 1
    }
    if run.isUntold {
      // The next line might have continued it.
      (lines, start) = (run.number - number, run.start)
      run.isPending = false
    }
    end(run, block, at: offset)
    return (lines, start)
  }

  /// The place of the known line that a line is like.
  @inline(__always)
  private func place(
    _ block: ByteText, _ start: Int, _ end: Int, _ rule: PrefixRule, _ line: inout UnwrappedLine
  ) -> Int? {
    guard
      intake.unwrapAgain(block, start, end, &prefixes, rule.isExpected, &line)
        || intake.unwrap(block, start, end, &prefixes, rule.isExpected, into: &line)
    else { return nil }
    let context = KnownLines.Context(
      wantsTime: !line.hasTime, isWrapped: line.format == .jsonFile, isPrefixed: rule.isExpected)
    return known.find(block, line.start, line.end, context)
  }

  /// Whether a line goes on with the run, or a new one begins with it.
  @inline(__always)
  private func isOf(
    _ run: inout KnownLineRun, _ line: UnwrappedLine, _ found: KnownLines.Summary,
    _ block: ByteText, _ offset: Int, _ body: (Record) -> Void
  ) -> Bool {
    if run.hasBegun, run.prefix == line.prefix, run.format == line.format { return true }
    guard !run.isUntold else { return false }
    end(run, block, at: offset)
    run.hasBegun = false
    guard begin(line.prefix, isText: found.isText, body) else { return false }
    run = KnownLineRun(prefix: line.prefix, format: line.format, hasBegun: true)
    return true
  }

  /// Tells the last line, which the next one does not continue; false where it has to be read.
  @inline(__always)
  private func tellPending(
    _ run: inout KnownLineRun, _ start: Int, _ repeated: (RepeatedRecord) -> Bool
  ) -> Bool {
    guard run.isUntold else { return true }
    let bytes = start &- run.start
    guard tell(&run, run.record, run.time, run.number, bytes: bytes, repeated) else {
      return false
    }
    run.isPending = false
    return true
  }

  /// Tells a record that is like an earlier one, and what was counted before it.
  private func tell(
    _ run: inout KnownLineRun, _ record: Int, _ time: Int64?, _ number: Int, bytes: Int,
    _ repeated: (RepeatedRecord) -> Bool
  ) -> Bool {
    let container = container(run.prefix)
    count(run.count, run.format, container)
    run.count = QuietCount()
    let before = container.skim.records.take(file: intake.file)
    intake.note(before)
    let isTaken = repeated(
      RepeatedRecord(known: record, before: before, time: time, line: number))
    if isTaken { intake.noteRepeated(time, run.format, bytes: bytes) }
    return isTaken
  }

  /// Reads the application's time where there is none; false where the line has none, but should.
  @inline(__always)
  private func readTime(
    _ block: ByteText, _ line: UnwrappedLine, _ place: Int, _ found: KnownLines.Summary,
    _ time: inout Int64?
  ) -> Bool {
    guard found.clock < 0 || !line.hasTime else {
      return block.word(line.start &+ Int(found.clock)).flatMap { DigitWord.timeOfDay($0) } != nil
    }
    return readTime(of: block[line.start..<line.end], place, &time)
  }

  private func readTime(of payload: ByteText, _ place: Int, _ time: inout Int64?) -> Bool {
    switch known.lines[place].time {
    case .none: return true
    case .header(let clock):
      guard let found = clock.time(payload, isWanted: time == nil) else { return false }
      if time == nil, clock.midnight != nil { time = found }
      return true
    case .anyHeader:
      let header = TextHeader.parse(payload)
      guard header.isPresent, header.level == known.lines[place].level,
        header.message == known.lines[place].message
      else { return false }
      if time == nil { time = header.time }
      return true
    case .field(let range):
      guard let found = fieldTimes.read(payload[range]) else { return false }
      time = found
      return true
    }
  }

  private func container(_ prefix: Int) -> ContainerState {
    prefix < 0 ? intake.directory.main : prefixes.container(prefix)
  }

  private func begin(_ prefix: Int, isText: Bool, _ body: (Record) -> Void) -> Bool {
    let container = container(prefix)
    guard !container.hasPieces else { return false }
    if isText {
      guard intake.settleOnce(container, body) else { return false }
    } else {
      intake.settle(container, body)
    }
    container.hasBegun = true
    commit(container)
    return true
  }

  /// Hands over what was counted, and the last line, if the next one may continue it.
  private func end(_ run: KnownLineRun, _ block: ByteText, at offset: Int) {
    guard run.hasBegun else { return }
    let container = container(run.prefix)
    count(run.count, run.format, container)
    guard run.isPending else { return }
    touch(container)
    let line = known.lines[run.known]
    container.skim.pending = ContainerSkim.PendingLine(
      line: FramedLine(
        text: block[run.start..<run.end], offset: offset + run.start, number: run.number,
        isTerminated: true, cut: 0),
      text: line.isRaw ? block[run.payload..<run.end] : nil,
      indent: 0, format: run.format, time: run.time, hasHeader: true, level: line.level,
      message: line.message ?? 0)
  }
}
