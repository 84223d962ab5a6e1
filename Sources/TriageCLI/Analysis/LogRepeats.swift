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

  /// One record of one container; shared, since it is asked for at each repetition.
  final class Entry: Sendable {
    let container: String
    let path: String
    let match: RepeatedMatch
    let level: Level?
    let place: Place
    /// The length of the application's text in bytes, and where the message stands in it, if it does.
    let length: Int
    let message: Range<Int>?

    init(_ record: Record, container: String, path: String, match: RepeatedMatch, place: Place) {
      self.container = container
      self.path = path
      self.match = match
      level = record.level
      self.place = place
      length = record.text.count
      message = record.text.range(of: record.message)
    }

    /// The message of a record that says the same; nil where escapes stand in it.
    func message(of record: RepeatedRecord) -> ByteText? {
      // What an engine writes with escapes is longer.
      record.text.count == length ? message.map { record.text[$0] } : nil
    }
  }

  /// By their numbers, less the lowest that was kept; all are forgotten where a lower one comes.
  private var entries: [[Entry]] = []
  private var first = 0

  /// Containers that say the same; further ones are read in full.
  private static let mostContainers = 16
  private static let mostNumbers = 1 << 14

  func entry(_ number: Int, container: String, path: String) -> Entry? {
    let place = number - first
    guard entries.indices.contains(place) else { return nil }
    for entry in entries[place] where entry.container == container && entry.path == path {
      return entry
    }
    return nil
  }

  mutating func keep(_ entry: Entry, as number: Int) {
    if entries.isEmpty || number < first || number >= first + Self.mostNumbers {
      entries.removeAll()
      first = number
    }
    let place = number - first
    while entries.count <= place { entries.append([]) }
    entries[place].removeAll { $0.container == entry.container }
    if entries[place].count < Self.mostContainers { entries[place].append(entry) }
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
    matcher.matchAgain(known.match, time: record.time, source: path, line: record.line)
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
}
