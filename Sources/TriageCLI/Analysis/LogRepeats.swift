import Findings
import LogStream
import Signatures
import Templates

/// What came of records that may be told again without their text, by their numbers.
struct LogRepeats {
  /// Where a loud record is counted that no signature surely explains.
  enum Place {
    case nowhere
    case loose(ShapeID)
    /// The place in `LogPart.restricted`.
    case restricted(Int, ShapeID)
  }

  /// One record of one container.
  struct Entry {
    var container: String
    var path: String
    var match: RepeatedMatch
    var level: Level?
    var place: Place
  }

  private var entries: [Int: [Entry]] = [:]

  /// Containers that say the same; further ones are read in full.
  private static let mostContainers = 16
  private static let mostNumbers = 1 << 14

  func entry(_ number: Int, container: String, path: String) -> Entry? {
    entries[number]?.first { $0.container == container && $0.path == path }
  }

  mutating func keep(_ entry: Entry, as number: Int) {
    if entries.count >= Self.mostNumbers { entries.removeAll(keepingCapacity: true) }
    var list = entries[number] ?? []
    list.removeAll { $0.container == entry.container }
    if list.count < Self.mostContainers { list.append(entry) }
    entries[number] = list
  }
}

extension LogPart {
  /// Takes a record that says the same as one before; false where it has to be taken itself.
  mutating func take(_ record: RepeatedRecord, path: String, container: String) -> Bool {
    if record.before.count > 0 { take(record.before, path: path, container: container) }
    guard let known = repeats.entry(record.known, container: container, path: path),
      matcher.isCount(known.match, time: record.time, source: path, line: record.line),
      addAgain(known, record)
    else { return false }
    matcher.matchAgain(known.match, time: record.time)
    count(known.level, record.time.map(Timestamp.init(nanoseconds:)), path, container)
    guard let level = known.level, level >= .error else { return true }
    switch known.place {
    case .nowhere: break
    case .loose: noteUnexplainedError()
    case .restricted(let place, _): noteRestrictedError(place)
    }
    return true
  }

  /// Counts a loud record among those of its shape; false where it might be the sample of them.
  private mutating func addAgain(_ known: LogRepeats.Entry, _ record: RepeatedRecord) -> Bool {
    guard let level = known.level, level >= .warning else { return true }
    let severity = level >= .error ? Severity.error : .warning
    switch known.place {
    case .nowhere: return true
    case .loose(let shape):
      guard let time = record.time.map(Timestamp.init(nanoseconds:)) else { return false }
      return loose[known.container]?.addAgain(
        shape, severity: severity, source: known.path, line: record.line, time: time) ?? false
    case .restricted(let place, let shape):
      guard let time = record.time.map(Timestamp.init(nanoseconds:)) else { return false }
      return restricted[place].lines.addAgain(
        shape, severity: severity, source: known.path, line: record.line, time: time)
    }
  }
}
