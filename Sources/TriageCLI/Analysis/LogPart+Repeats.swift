import Findings
import LogStream
import Signatures
import Templates

extension LogPart {
  /// Keeps what came of the record that was counted last, for later ones that say the same.
  mutating func keepRepeated(
    _ record: Record, _ place: LogRepeats.Place, _ path: String, _ container: String
  ) {
    guard let known = record.known, let match = matcher.repeated,
      !known.mayVary || match.isOfNothing
    else { return }
    if repeats.isOver(for: known) { countRepeats() }
    repeats.keep(
      LogRepeats.Entry(
        record, container: container, path: path, match: match, place: place, span: lastSpan),
      as: known)
  }

  /// Takes a record that says the same as one before.
  mutating func take(
    _ record: RepeatedRecord, path: String, container: String
  ) -> Retelling.Answer {
    if record.before.count > 0 { take(record.before, path: path, container: container) }
    guard let place = repeats.place(of: record.known, container: container, path: path) else {
      return .refused
    }
    let known = repeats.entries[place]
    guard matcher.isCount(known.match, time: record.time, source: path, line: record.line),
      addAgain(known, record)
    else { return .refused }
    matcher.matchAgain(known.match, time: record.time, source: path, line: record.line)
    count(known.level, record.time.map(Timestamp.init(nanoseconds:)), path, container)
    noteErrors(1, known)
    // What is no sample now is none later; only rates need to know when each came.
    return known.match.isSteady ? .settled : .taken
  }

  /// Takes records of which `settled` was said.
  mutating func take(_ records: RepeatedRecords, path: String, container: String) {
    take(records.quiet, path: path, container: container)
    spans[lastSpan].records += records.counts.reduce(0) { $0 + $1.records }
    for count in records.counts {
      guard let place = repeats.place(of: count.known, container: container, path: path) else {
        continue
      }
      repeats.count(count, in: place)
      noteErrors(count.records, repeats.entries[place], behind: count.behind)
    }
  }

  /// Counts records that were counted last, but for those behind them, among the errors that nothing
  /// surely explains.
  private mutating func noteErrors(_ count: Int, _ known: LogRepeats.Entry, behind: Int = 0) {
    guard let level = known.level, level >= .error else { return }
    switch known.place {
    case .nowhere: break
    case .loose: noteUnexplainedErrors(count, behind: behind)
    case .restricted(let place, _): noteRestrictedErrors(count, place, behind: behind)
    }
  }

  /// Counts a loud record among those of its shape; false where it might be the sample of them.
  private mutating func addAgain(_ known: LogRepeats.Entry, _ record: RepeatedRecord) -> Bool {
    guard let level = known.level, level >= .warning else { return true }
    let severity = level >= .error ? Severity.error : .warning
    let time = record.time.map(Timestamp.init(nanoseconds:))
    switch known.place {
    case .nowhere: return true
    case .loose(let shape):
      return loose[known.container]?.addAgain(
        shape, severity: severity, source: known.path, line: record.line, time: time) ?? false
    case .restricted(let place, let shape):
      return restricted[place].lines.addAgain(
        shape, severity: severity, source: known.path, line: record.line, time: time)
    }
  }

  /// Counts the records that were told and not looked at, as if each had been.
  mutating func countRepeats() {
    for entry in repeats.takeTold() {
      let told = entry.told
      matcher.matchAgain(entry.match, count: told.count, at: told.times)
      if let level = entry.level {
        spans[entry.span].levels[level.rawValue, default: 0] += told.count
      }
      let times = told.times.map {
        Timestamp(nanoseconds: $0.lowerBound)...Timestamp(nanoseconds: $0.upperBound)
      }
      if let times { spans[entry.span].extend(from: times.lowerBound, to: times.upperBound) }
      guard let level = entry.level, level >= .warning else { continue }
      switch entry.place {
      case .nowhere: break
      case .loose(let shape):
        loose[entry.container]?.addAgain(shape, count: told.count, at: times)
      case .restricted(let place, let shape):
        restricted[place].lines.addAgain(shape, count: told.count, at: times)
      }
    }
  }
}
