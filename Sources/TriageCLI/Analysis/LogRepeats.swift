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

  /// One record of one container, and how often it was told again since it was counted last.
  struct Entry {
    let container: String
    let path: String
    let match: RepeatedMatch
    let level: Level?
    let place: Place
    /// The container's place in `LogPart.spans`.
    let span: Int
    fileprivate(set) var told = Told()
    /// The place of the entry of another container with the same number; -1 for none.
    fileprivate var next = -1

    init(
      _ record: Record, container: String, path: String, match: RepeatedMatch, place: Place,
      span: Int
    ) {
      self.container = container
      self.path = path
      self.match = match
      level = record.level
      self.place = place
      self.span = span
    }
  }

  /// Records that were told and are yet to be counted.
  struct Told {
    var count = 0
    /// From the earliest to the latest time, nanoseconds since 1970-01-01T00:00:00Z; nil where none has one.
    var times: ClosedRange<Int64>?
  }

  private(set) var entries: [Entry] = []
  /// The place of the first entry of each number.
  private var heads: [Int: Int] = [:]
  private var oldest = 0

  /// Containers that say the same, and entries in all; further ones are read in full.
  private static let mostContainers = 16
  private static let mostEntries = 1 << 14

  /// Where the entry of a number and container is.
  func place(of number: Int, container: String, path: String) -> Int? {
    var place = heads[number] ?? -1
    while place >= 0 {
      if entries[place].container == container, entries[place].path == path { return place }
      place = entries[place].next
    }
    return nil
  }

  /// Whether some entries are told no more; all that was told is to be counted first.
  func isOver(for known: KnownRecord) -> Bool { known.oldest > oldest && !entries.isEmpty }

  /// Keeps an entry, and none of records that are told no more.
  mutating func keep(_ entry: Entry, as known: KnownRecord) {
    if known.oldest > oldest {
      oldest = known.oldest
      entries.removeAll(keepingCapacity: true)
      heads.removeAll(keepingCapacity: true)
    }
    var (place, containers) = (heads[known.number] ?? -1, 0)
    while place >= 0 {
      if entries[place].container == entry.container, entries[place].path == entry.path { return }
      containers += 1
      place = entries[place].next
    }
    guard containers < Self.mostContainers, entries.count < Self.mostEntries else { return }
    entries.append(entry)
    entries[entries.count - 1].next = heads[known.number] ?? -1
    heads[known.number] = entries.count - 1
  }

  /// Counts records of an entry that were told together.
  mutating func count(_ records: RepeatedRecords.Count, in place: Int) {
    entries[place].told.count += records.records
    guard let times = records.times else { return }
    let known = entries[place].told.times ?? times
    entries[place].told.times =
      min(known.lowerBound, times.lowerBound)...max(known.upperBound, times.upperBound)
  }

  /// The entries some records of which are yet to be counted, which they are from now on.
  mutating func takeTold() -> [Entry] {
    let told = entries.filter { $0.told.count > 0 }
    for place in entries.indices { entries[place].told = Told() }
    return told
  }
}
