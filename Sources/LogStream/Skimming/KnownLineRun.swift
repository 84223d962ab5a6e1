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
  /// Takes the lines at the front of a block, as long as each is like one that was found quiet.
  ///
  /// - Parameters:
  ///   - block: Whole lines.
  ///   - offset: Where it begins in the input.
  ///   - number: The number of its first line.
  ///   - repeated: Takes a record that is like an earlier one; false where it has to be read.
  ///   - body: Takes a record that waited for the next line.
  /// - Returns: The lines that were taken, and their bytes.
  func takeKnown(
    _ block: ByteText, at offset: Int, number: Int, _ rule: PrefixRule,
    _ repeated: (RepeatedRecord) -> Bool, _ body: (Record) -> Void
  ) -> (lines: Int, bytes: Int) {
    guard !known.lines.isEmpty else { return (0, 0) }
    var run = KnownLineRun()
    var line = UnwrappedLine()
    var (start, lines) = (0, 0)
    while let newline = block.firstIndex(of: UInt8(ascii: "\n"), from: start) {
      guard
        intake.unwrapAgain(block, start, newline, &prefixes, rule.isExpected, &line)
          || intake.unwrap(block, start, newline, &prefixes, rule.isExpected, into: &line)
      else { break }
      let context = KnownLines.Context(
        wantsTime: !line.hasTime, isWrapped: line.format == .jsonFile,
        isPrefixed: rule.isExpected)
      guard let place = known.find(block, line.start, line.end, context) else { break }
      let found = known.summaries[place]
      var time = line.hasTime ? line.time : nil
      if found.clock >= 0, line.hasTime {
        guard block.word(line.start &+ Int(found.clock)).flatMap({ DigitWord.timeOfDay($0) }) != nil
        else { break }
      } else if !readTime(of: block[line.start..<line.end], place, &time) {
        break
      }
      if !run.hasBegun || run.prefix != line.prefix || run.format != line.format {
        guard !run.isUntold else { break }
        end(run, block, at: offset)
        run.hasBegun = false
        guard begin(line.prefix, isText: found.isText, body) else { break }
        run = KnownLineRun(prefix: line.prefix, format: line.format, hasBegun: true)
      }
      if run.isUntold {
        guard tell(&run, run.record, run.time, run.number, bytes: start &- run.start, repeated)
        else { break }
        run.isPending = false
      }
      run.commit()
      let record = Int(found.record)
      if found.isText {
        run.isPending = true
        run.start = start
        run.end = newline
        run.payload = line.start
        run.number = number &+ lines
        run.known = place
        run.time = time
        run.level = found.level
        run.record = record
      } else if record < 0 {
        run.count.add(time, level: found.level, bytes: newline &+ 1 &- start)
      } else {
        let bytes = newline &+ 1 &- start
        guard tell(&run, record, time, number &+ lines, bytes: bytes, repeated) else { break }
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
