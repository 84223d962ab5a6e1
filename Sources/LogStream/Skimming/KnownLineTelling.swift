/// A line of a record that is told again, and its bytes with the newline.
struct RepeatedLine {
  /// The place of the known line.
  var place: Int
  var record: Int
  var time: Int64?
  var number: Int
  var bytes: Int
}

extension LineSkimmer {
  /// Tells the last line, which the next one does not continue; false where it has to be read.
  @inline(never)
  func tellPending(
    _ run: KnownLineRun, _ block: ByteText, _ start: Int,
    _ repeated: (Retelling) -> Retelling.Answer
  ) -> Bool {
    let line = RepeatedLine(
      place: run.state.known, record: run.state.record, time: run.state.time,
      number: run.state.number, bytes: start &- run.state.start)
    guard tell(line, of: run, repeated) else { return false }
    run.state.isPending = false
    return true
  }

  /// Tells a record that is like an earlier one, and what was counted before it, unless it is enough to
  /// count it.
  @inline(never)
  func tell(
    _ line: RepeatedLine, of run: KnownLineRun, _ repeated: (Retelling) -> Retelling.Answer
  ) -> Bool {
    let time = line.time ?? KnownTexts.noTime
    if known.texts.isSettled(line.place, at: time, for: owner(of: run)) {
      run.state.toldCount &+= 1
      run.state.count.bytes &+= line.bytes
      let number = run.state.count.records &+ run.state.toldCount
      if known.texts.tell(line.place, at: time, number: number) {
        run.state.told.append(line.place)
      }
      return true
    }
    let container = container(run.prefix)
    handOver(run, to: container, repeated)
    let before = container.skim.records.take(file: intake.file)
    intake.note(before)
    let answer = repeated(
      .record(
        RepeatedRecord(
          known: line.record, before: before, time: line.time, line: line.number)))
    if case .refused = answer { return false }
    intake.noteRepeated(line.time, run.state.format, bytes: line.bytes)
    if case .settled = answer {
      known.texts.settle(line.place, at: time, for: owner(of: run))
    }
    return true
  }

  /// Whether of a line of a chain it is enough to count it: it is a record of which that was said, and
  /// not earlier than when it was.
  @inline(never)
  func isSettled(
    _ block: ByteText, _ start: Int, _ end: Int, _ place: Int, hasTime: Bool, _ run: KnownLineRun,
    _ time: inout Int64
  ) -> Bool {
    let found = known.texts[place]
    guard found.record >= 0 else { return false }
    var read: Int64? = hasTime ? time : nil
    guard readTime(block, start, end, hasTime, place, found, run, &read) else { return false }
    time = read ?? KnownTexts.noTime
    return known.texts.isSettled(place, at: time, for: owner(of: run))
  }

  /// Tells the lines of a container and a file apart from those of others, and of other readers.
  private func owner(of run: KnownLineRun) -> Int {
    reader << 48 | (intake.file & 0xFFFF_FFFF) << 16 | (run.prefix + 2)
  }

  /// Counts what has another format than the lines that follow.
  @inline(never)
  func change(
    _ run: KnownLineRun, to format: ContainerFormat, _ repeated: (Retelling) -> Retelling.Answer
  ) {
    handOver(run, to: container(run.prefix), repeated)
    run.state.format = format
  }

  /// Hands over what was counted.
  func handOver(
    _ run: KnownLineRun, to container: ContainerState, _ repeated: (Retelling) -> Retelling.Answer
  ) {
    let told = run.state.toldCount
    let all = run.state.count.records + told
    count(run.state.count, told: told, run.state.format, container)
    run.state.count = QuietCount()
    guard told > 0 else { return }
    run.state.toldCount = 0
    let quiet = container.skim.records.take(file: intake.file)
    intake.note(quiet)
    let counts = run.state.told.map { place in
      let telling = known.texts.takeTelling(place)
      return RepeatedRecords.Count(
        known: Int(known.texts[place].record), records: telling.records, times: telling.times,
        behind: all - telling.number)
    }
    run.state.told.removeAll(keepingCapacity: true)
    for count in counts { intake.noteRepeated(count) }
    _ = repeated(.counts(RepeatedRecords(quiet: quiet, counts: counts)))
  }
}
