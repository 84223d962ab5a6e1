/// Lines that were taken one after the other.
struct KnownLineChain {
  var lines = 0
  /// Where the next line begins.
  var end: Int
  /// Whether the next line is another one than those which followed before.
  var isBroken = false

  /// The place of the known line that the last line was like, where it begins, and its time.
  fileprivate var place: Int
  fileprivate var start = 0
  fileprivate var time = KnownTexts.noTime
  /// Whether it is a record that is told.
  fileprivate var isTold = false
  /// What was counted but for the last line, and without bytes; and how many records are told.
  fileprivate var count = QuietCount()
  fileprivate var told = 0
  /// The records of the run before it.
  fileprivate let before: Int

  fileprivate init(from start: Int, after run: KnownLineRun) {
    end = start
    place = run.state.last
    // The line that waits is none of its lines, and quiet.
    before =
      run.state.count.records &+ run.state.toldCount &+ (run.state.isPending ? 1 : 0)
  }

  /// Counts the last line, as there is another one now, whose place is `next`.
  @inline(__always)
  fileprivate mutating func append(
    _ next: Int, at newline: Int, _ time: Int64, isTold: Bool, _ texts: KnownTexts,
    _ run: KnownLineRun
  ) {
    if lines > 0 { countLast(texts, run) }
    (start, end, place) = (end, newline &+ 1, next)
    self.time = time
    self.isTold = isTold
    lines &+= 1
  }

  @inline(__always)
  fileprivate mutating func countLast(_ texts: KnownTexts, _ run: KnownLineRun) {
    if isTold {
      told &+= 1
      if texts.tell(place, at: time, number: before &+ count.records &+ told) {
        run.state.told.append(place)
      }
      return
    }
    count.records &+= 1
    count.levels.formUnion(texts.level(of: place))
    guard time != KnownTexts.noTime else { return }
    count.first = min(count.first, time)
    count.last = max(count.last, time)
  }
}

extension LineSkimmer {
  /// Counts the quiet lines of a run that follow each other as they did before, and records between them
  /// of which no more than a count is wanted.
  ///
  /// Little changes from line to line here; whatever needs a closer look ends the chain.
  /// The first of them begins at `start` of the block and has a number; they are wrapped as the last one.
  func takeChain(
    _ block: ByteText, _ start: Int, _ number: Int, _ rule: PrefixRule, _ run: KnownLineRun,
    _ texts: KnownTexts
  ) -> KnownLineChain {
    guard run.state.last >= 0 else { return KnownLineChain(from: start, after: run) }
    if run.prefix < 0, run.state.format == .jsonFile {
      return takeChain(EntryForm.self, block, start, number, rule, run, texts)
    }
    return run.state.hasTime
      ? takeChain(StampedForm.self, block, start, number, rule, run, texts)
      : takeChain(PrefixedForm.self, block, start, number, rule, run, texts)
  }

  @inline(never)
  private func takeChain<Form: KnownLineForm>(
    _ form: Form.Type, _ block: ByteText, _ start: Int, _ number: Int, _ rule: PrefixRule,
    _ run: KnownLineRun, _ texts: KnownTexts
  ) -> KnownLineChain {
    let prefix = run.prefix < 0 ? nil : prefixes[run.prefix]
    let lead = prefix?.length ?? 0
    let overhead = run.state.overhead
    let context = KnownLines.Context(
      wantsTime: !Form.hasTime, isWrapped: Form.isEntry, isPrefixed: rule.isExpected)
    var chain = KnownLineChain(from: start, after: run)
    var order = run.state.order
    while true {
      if let prefix, !prefixes.stands(prefix, block, chain.end, block.count) { break }
      var guess = order.likeliest
      let isLikeliest: Bool
      var match = Self.match(
        form, block, chain.end, lead, overhead, guess, texts, context, intake)
      if case .other = match {
        (guess, match) = otherMatch(
          form, block, chain.end, lead, overhead, order, chain.place, context)
        isLikeliest = false
      } else {
        isLikeliest = true
      }
      guard case .same(let text, let end, let newline, var time) = match else {
        if case .other = match { chain.isBroken = true }
        break
      }
      let next = guess.place
      var isTold = false
      if !texts.isPlain(
        next, block, text, after: chain.place, hasTime: Form.hasTime, &run.state.times, &time),
        !isPlain(block, text, end, next, after: chain.place, hasTime: Form.hasTime, run, &time)
      {
        guard isSettled(block, text, end, next, hasTime: Form.hasTime, run, &time) else { break }
        isTold = true
      }
      if isLikeliest {
        order.takeLikeliest()
      } else {
        order.take(guess)
        texts.note(guess, after: chain.place)
      }
      chain.append(next, at: newline, time, isTold: isTold, texts, run)
    }
    guard chain.lines > 0 else { return chain }
    run.state.order = order
    finish(chain, form, block, start, number, lead, run)
    return chain
  }

  /// What a line is, compared with a guess.
  private enum Match {
    /// Another one than the guess.
    case other
    /// Unwrapping it takes a closer look.
    case unclear
    /// The same: where its text begins and ends and its newline stands, and its time.
    case same(text: Int, end: Int, newline: Int, time: Int64)
  }

  /// Compares the line that begins at `start` of a block with a guess.
  @inline(__always)
  private static func match<Form: KnownLineForm>(
    _ form: Form.Type, _ block: ByteText, _ start: Int, _ lead: Int, _ overhead: Int,
    _ guess: KnownOrder.Guess, _ texts: KnownTexts, _ context: KnownLines.Context,
    _ intake: LineIntake
  ) -> Match {
    let newline = start &+ overhead &+ guess.length
    guard guess.length > 0, block.byte(newline) == UInt8(ascii: "\n") else { return .other }
    guard let (text, end, time) = Form.unwrap(block, start, newline, lead, intake) else {
      return .unclear
    }
    guard texts.isSame(block, text, end, guess.place, context) else { return .other }
    return .same(text: text, end: end, newline: newline, time: time)
  }

  /// Compares it with the guesses that are less likely.
  @inline(never)
  private func otherMatch<Form: KnownLineForm>(
    _ form: Form.Type, _ block: ByteText, _ start: Int, _ lead: Int, _ overhead: Int,
    _ order: KnownOrder, _ last: Int, _ context: KnownLines.Context
  ) -> (KnownOrder.Guess, Match) {
    let texts = known.texts
    for number in 1..<KnownTexts.guesses {
      let guess = texts.guess(number, order, after: last)
      let match = Self.match(form, block, start, lead, overhead, guess, texts, context, intake)
      if case .other = match { continue }
      return (guess, match)
    }
    return (.none, .other)
  }

  /// What is not so for most lines: whether there is no record to tell and no literal in a line, and
  /// whether its clock is one.
  @inline(never)
  private func isPlain(
    _ block: ByteText, _ start: Int, _ end: Int, _ place: Int, after last: Int, hasTime: Bool,
    _ run: KnownLineRun, _ time: inout Int64
  ) -> Bool {
    let found = known.texts[place]
    guard found.record < 0, !found.isBare || !known.texts[last].mayGoOn,
      !found.isConditional || isQuiet(block, start, place)
    else {
      return false
    }
    var read: Int64? = hasTime ? time : nil
    guard readTime(block, start, end, hasTime, place, found, run, &read) else { return false }
    time = read ?? KnownTexts.noTime
    return true
  }

  /// Hands a chain over to its run; the last line waits, if the next one may continue it.
  @inline(never)
  private func finish<Form: KnownLineForm>(
    _ counted: KnownLineChain, _ form: Form.Type, _ block: ByteText, _ start: Int,
    _ number: Int, _ lead: Int, _ run: KnownLineRun
  ) {
    var chain = counted
    known.spared &+= chain.lines
    run.commit()
    let found = known.texts[chain.place]
    let newline = chain.end &- 1
    if found.isText {
      let text = Form.unwrap(block, chain.start, newline, lead, intake)
      run.wait(
        chain.start, newline, text.map { $0.text..<$0.end } ?? chain.start..<newline,
        number &+ chain.lines &- 1, chain.place,
        chain.time == KnownTexts.noTime ? nil : chain.time, found)
      chain.count.bytes = chain.start &- start
    } else {
      chain.countLast(known.texts, run)
      chain.count.bytes = chain.end &- start
    }
    run.state.count.add(chain.count)
    run.state.toldCount &+= chain.told
    run.state.last = chain.place
    run.state.overhead = newline &- chain.start &- Int(found.count)
  }
}
