extension LineSkimmer {
  /// Takes the lines at the front of a block, as long as each is like one that was judged before.
  ///
  /// - Parameters:
  ///   - block: Whole lines.
  ///   - offset: Where it begins in the input.
  ///   - number: The number of its first line.
  ///   - rule: What is expected of prefixes.
  ///   - repeated: Takes records that are like earlier ones.
  ///   - body: Takes a record that waited for the next line.
  /// - Returns: The lines that were taken, and their bytes.
  func takeKnown(
    _ block: ByteText, at offset: Int, number: Int, rule: PrefixRule,
    repeated: (Retelling) -> Retelling.Answer, body: (Record) -> Void
  ) -> (lines: Int, bytes: Int) {
    guard !known.lines.isEmpty else { return (0, 0) }
    let texts = known.texts
    // Before any line: no line has its prefix.
    var run = runs[-2]
    var line = UnwrappedLine()
    var (start, lines) = (0, 0)
    while true {
      var prefix = -1
      if rule.isExpected {
        guard let known = prefixes.place(of: block, at: start, block.count) else { break }
        prefix = known
      }
      if prefix != run.prefix {
        guard !run.isUntold else { break }
        run = runs[prefix]
      }
      var isOther = false
      if run.state.hasBegun, !run.isUntold {
        let chain = takeChain(block, start, number &+ lines, rule, run, texts)
        (lines, start) = (lines &+ chain.lines, chain.end)
        isOther = chain.isBroken
        if chain.lines > 0, !isOther { continue }
      }
      guard
        let place = (isOther ? nil : guess(block, start, rule, run, &line))
          ?? find(block, start, rule, run, &line)
      else { break }
      let found = texts[place]
      var time = line.hasTime ? line.time : nil
      guard !found.isConditional || isQuiet(block, line.start, place),
        readTime(block, line.start, line.end, line.hasTime, place, found, run, &time),
        !found.isBare || isOnItsOwn(block[line.start..<line.end], run),
        run.state.hasBegun || begin(run, isText: found.isText, body),
        !run.isUntold || tellPending(run, block, start, repeated)
      else { break }
      run.commit()
      let newline = line.newline
      let taken = KnownOrder.Guess(place, length: Int(found.count))
      run.state.order.take(taken)
      texts.note(taken, after: run.state.last)
      run.state.last = place
      run.state.overhead = newline &- start &- (line.end &- line.start)
      run.state.hasTime = line.hasTime
      if run.state.format != line.format { change(run, to: line.format, repeated) }
      if found.isText {
        run.wait(start, newline, line.start..<line.end, number &+ lines, place, time, found)
      } else if found.record < 0 {
        run.state.count.add(time, level: found.level, bytes: newline &+ 1 &- start)
      } else {
        let record = RepeatedLine(
          place: place, record: Int(found.record), time: time, number: number &+ lines,
          bytes: newline &+ 1 &- start)
        guard tell(record, of: run, repeated) else { break }
      }
      lines &+= 1
      start = newline &+ 1
    }
    if run.isUntold,
      !isFollowed(block, start, rule, run) || !tellPending(run, block, start, repeated)
    {
      // The next line might have continued it.
      (lines, start) = (run.state.number - number, run.state.start)
      run.state.isPending = false
    }
    for prefix in runs.begun { end(runs[prefix], block, at: offset, repeated) }
    runs.removeBegun()
    return (lines, start)
  }

  /// Whether a line without a header, which is known, begins a record behind the last one of its run.
  @inline(never)
  private func isOnItsOwn(_ text: ByteText, _ run: KnownLineRun) -> Bool {
    run.state.hasBegun
      ? !known.texts[run.state.last].mayGoOn : isOnItsOwn(text, container(run.prefix))
  }

  /// The place of the known line that is like a line and followed the last one of a run before: where it
  /// ends is known then, and what to compare it with.
  @inline(never)
  private func guess(
    _ block: ByteText, _ start: Int, _ rule: PrefixRule, _ run: KnownLineRun,
    _ line: inout UnwrappedLine
  ) -> Int? {
    let texts = known.texts
    for number in 0..<KnownTexts.guesses {
      let guess = texts.guess(number, run.state.order, after: run.state.last)
      let next = guess.place
      let end = start &+ run.state.overhead &+ guess.length
      guard guess.length > 0, next < texts.count, block.byte(end) == UInt8(ascii: "\n"),
        intake.unwrapAgain(block, start, end, prefixes, run.prefix, &line),
        texts.isSame(block, line.start, line.end, texts[next], context(line, rule))
      else { continue }
      known.spared &+= 1
      line.newline = end
      return next
    }
    return nil
  }

  /// The place of the known line that a line is like.
  @inline(never)
  private func find(
    _ block: ByteText, _ start: Int, _ rule: PrefixRule, _ run: KnownLineRun,
    _ line: inout UnwrappedLine
  ) -> Int? {
    guard let end = block.firstIndex(of: UInt8(ascii: "\n"), from: start),
      intake.unwrapAgain(block, start, end, prefixes, run.prefix, &line)
        || unwrap(block, start, end, rule, &line),
      line.prefix == run.prefix,
      let place = known.find(block, line.start, line.end, context(line, rule))
    else { return nil }
    line.newline = end
    return place
  }

  @inline(__always)
  func context(_ line: UnwrappedLine, _ rule: PrefixRule) -> KnownLines.Context {
    KnownLines.Context(
      wantsTime: !line.hasTime, isWrapped: line.format == .jsonFile, isPrefixed: rule.isExpected)
  }

  /// Unwraps a line of another format than that of the line before.
  @inline(never)
  private func unwrap(
    _ block: ByteText, _ start: Int, _ end: Int, _ rule: PrefixRule, _ line: inout UnwrappedLine
  ) -> Bool {
    intake.unwrap(block, start, end, &prefixes, rule.isExpected, into: &line)
  }

  /// Whether the next line is one of the same container and surely begins a record.
  @inline(never)
  private func isFollowed(
    _ block: ByteText, _ start: Int, _ rule: PrefixRule, _ run: KnownLineRun
  ) -> Bool {
    guard run.prefix < 0 || prefixes.stands(run.prefix, block, start),
      let end = block.firstIndex(of: UInt8(ascii: "\n"), from: start)
    else { return false }
    return startsRecord(block[start..<end], rule)
  }

  /// Whether a line that is like a known one holds nothing that its own digits bring about.
  @inline(never)
  func isQuiet(_ block: ByteText, _ start: Int, _ place: Int) -> Bool {
    known.isQuiet(block, start, place)
  }

  /// Reads the application's time where there is none; false where the line has none, but should.
  ///
  /// The text of the line stands in the block from `start` to `end`.
  @inline(__always)
  func readTime(
    _ block: ByteText, _ start: Int, _ end: Int, _ hasTime: Bool, _ place: Int,
    _ found: KnownLines.Summary, _ run: KnownLineRun, _ time: inout Int64?
  ) -> Bool {
    if found.clock == KnownLines.Summary.noClock { return true }
    if found.clock == KnownLines.Summary.fieldClock {
      guard let field = known.texts.fieldTime(of: place, block, start, &run.state.times) else {
        return false
      }
      time = field
      return true
    }
    if found.clock == KnownLines.Summary.otherClock {
      return readTime(of: block[start..<end], place, run, &time)
    }
    if hasTime { return DigitWord.isHour(block, at: start &+ Int(found.clock)) }
    return readClock(block, start, place, &time)
  }

  /// Reads the clock of a header.
  @inline(never)
  private func readClock(
    _ block: ByteText, _ start: Int, _ place: Int, _ time: inout Int64?
  ) -> Bool {
    let clock = known.texts.clock(of: place)
    guard let found = clock.time(block, start, isWanted: true) else { return false }
    if clock.midnight != nil { time = found }
    return true
  }

  /// Looks at the numbers of a date, or parses the header.
  @inline(never)
  private func readTime(
    of payload: ByteText, _ place: Int, _ run: KnownLineRun, _ time: inout Int64?
  ) -> Bool {
    switch known.lines[place].time {
    case .none: return true
    case .header(let clock): return clock.isDated(payload)
    case .anyHeader:
      let header = TextHeader.parse(payload)
      guard header.isPresent, header.level == known.lines[place].level,
        header.message == known.lines[place].message
      else { return false }
      if time == nil { time = header.time }
      return true
    case .field: return false
    }
  }

  func container(_ prefix: Int) -> ContainerState {
    prefix < 0 ? intake.directory.main : prefixes.container(prefix)
  }

  /// Begins a run with a line; false where the line has to be read.
  @inline(never)
  private func begin(_ run: KnownLineRun, isText: Bool, _ body: (Record) -> Void) -> Bool {
    let container = container(run.prefix)
    guard !container.hasPieces else { return false }
    if isText {
      guard intake.settleOnce(container, body) else { return false }
    } else {
      intake.settle(container, body)
    }
    container.hasBegun = true
    commit(container)
    runs.begin(run)
    return true
  }

  /// Hands over what was counted, and the last line, if the next one may continue it.
  private func end(
    _ run: KnownLineRun, _ block: ByteText, at offset: Int,
    _ repeated: (Retelling) -> Retelling.Answer
  ) {
    let container = container(run.prefix)
    handOver(run, to: container, repeated)
    run.state.hasBegun = false
    guard run.state.isPending else { return }
    run.state.isPending = false
    touch(container)
    let line = known.lines[run.state.known]
    let (start, payload) = (run.state.start, run.state.payload)
    let text = (payload.lowerBound - start)..<(payload.upperBound - start)
    container.skim.pending = ContainerSkim.PendingLine(
      line: FramedLine(
        text: block[run.state.start..<run.state.end], offset: offset + run.state.start,
        number: run.state.number,
        isTerminated: true, cut: 0),
      payload: line.isRaw ? text : nil, indent: 0,
      format: run.state.format, time: run.state.time, hasHeader: !line.isBare, level: line.level,
      message: line.message ?? 0)
  }
}
