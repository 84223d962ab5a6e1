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
    if !repeats.hasRoom(for: known.number) {
      countRepeats()
      repeats.removeAll()
    }
    repeats.keep(
      LogRepeats.Entry(
        record, container: container, path: path, match: match, place: place, span: lastSpan),
      as: known.number)
  }

  /// Takes a record that says the same as one before; false where it has to be taken itself.
  mutating func take(_ record: RepeatedRecord, path: String, container: String) -> Bool {
    if record.before.count > 0 { take(record.before, path: path, container: container) }
    guard let place = repeats.place(of: record.known, container: container, path: path) else {
      return false
    }
    if let time = record.time, repeats.count(place, at: time) {
      lastSpan = repeats.entries[place].span
      spans[lastSpan].records += 1
      noteError(repeats.entries[place].level, repeats.entries[place].place)
      return true
    }
    let known = repeats.entries[place]
    guard matcher.isCount(known.match, time: record.time, source: path, line: record.line),
      addAgain(known, record)
    else { return false }
    matcher.matchAgain(known.match, time: record.time, source: path, line: record.line)
    count(known.level, record.time.map(Timestamp.init(nanoseconds:)), path, container)
    noteError(known.level, known.place)
    if let time = record.time { repeats.settle(place, at: time) }
    return true
  }

  /// Counts the record that was counted last among the errors that nothing surely explains.
  private mutating func noteError(_ level: Level?, _ place: LogRepeats.Place) {
    guard let level, level >= .error else { return }
    switch place {
    case .nowhere: break
    case .loose: noteUnexplainedError()
    case .restricted(let place, _): noteRestrictedError(place)
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
        shape, message: known.message(of: record), severity: severity, source: known.path,
        line: record.line, time: time) ?? false
    case .restricted(let place, let shape):
      return restricted[place].lines.addAgain(
        shape, message: known.message(of: record), severity: severity, source: known.path,
        line: record.line, time: time)
    }
  }

  /// Counts the records that were told and not looked at, as if each had been.
  mutating func countRepeats() {
    for entry in repeats.takeTold() {
      let told = entry.told
      matcher.matchAgain(entry.match, count: told.count, from: told.first, to: told.last)
      if let level = entry.level {
        spans[entry.span].levels[level.rawValue, default: 0] += told.count
      }
      let last = Timestamp(nanoseconds: told.last)
      spans[entry.span].extend(from: Timestamp(nanoseconds: told.first), to: last)
      guard let level = entry.level, level >= .warning else { continue }
      switch entry.place {
      case .nowhere: break
      case .loose(let shape): loose[entry.container]?.addAgain(shape, count: told.count, until: last)
      case .restricted(let place, let shape):
        restricted[place].lines.addAgain(shape, count: told.count, until: last)
      }
    }
  }
}
