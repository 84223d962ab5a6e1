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
    /// The length of the application's text in bytes, and where the message stands in it, if it does.
    let length: Int
    let message: Range<Int>?
    /// Records that say the same later than this are only counted; nil where each is looked at.
    fileprivate(set) var settled: Int64?
    fileprivate(set) var told = Told()
    /// The place of the entry of another container with the same number; -1 for none.
    fileprivate var next = -1

    init(
      _ record: Record, container: String, path: String, match: RepeatedMatch, place: Place, span: Int
    ) {
      self.container = container
      self.path = path
      self.match = match
      level = record.level
      self.place = place
      self.span = span
      length = record.text.count
      message = record.text.range(of: record.message)
    }

    /// The message of a record that says the same; nil where escapes stand in it.
    func message(of record: RepeatedRecord) -> ByteText? {
      // What an engine writes with escapes is longer.
      record.text.count == length ? message.map { record.text[$0] } : nil
    }
  }

  /// Records that were told and are yet to be counted.
  struct Told {
    var count = 0
    /// The earliest and latest time, nanoseconds since 1970-01-01T00:00:00Z.
    var first = Int64.max
    var last = Int64.min
  }

  private(set) var entries: [Entry] = []
  /// The places of the first entries by their numbers less the lowest one; -1 for none.
  private var heads: [Int] = []
  private var first = 0

  /// Containers that say the same; further ones are read in full.
  private static let mostContainers = 16
  private static let mostNumbers = 1 << 14

  /// Where the entry of a number and container is.
  func place(of number: Int, container: String, path: String) -> Int? {
    let number = number - first
    guard heads.indices.contains(number) else { return nil }
    var place = heads[number]
    while place >= 0 {
      if entries[place].container == container, entries[place].path == path { return place }
      place = entries[place].next
    }
    return nil
  }

  /// Whether there is room for the entry of a number; all are to be counted and removed where not.
  func hasRoom(for number: Int) -> Bool {
    entries.count < Self.mostNumbers
      && (heads.isEmpty || (first..<(first + Self.mostNumbers)).contains(number))
  }

  mutating func keep(_ entry: Entry, as number: Int) {
    if heads.isEmpty { first = number }
    while heads.count <= number - first { heads.append(-1) }
    var entry = entry
    var (place, containers) = (heads[number - first], 0)
    while place >= 0 {
      if entries[place].container == entry.container { return }
      containers += 1
      place = entries[place].next
    }
    guard containers < Self.mostContainers else { return }
    entry.next = heads[number - first]
    heads[number - first] = entries.count
    entries.append(entry)
  }

  /// Takes note that a record of an entry, told at a time, was no more than counted: none that is told
  /// later will be.
  mutating func settle(_ place: Int, at time: Int64) {
    guard entries[place].match.isSteady else { return }
    entries[place].settled = min(entries[place].settled ?? time, time)
  }

  /// Counts a record of an entry, if it is one that is only counted.
  @inline(__always)
  mutating func count(_ place: Int, at time: Int64) -> Bool {
    guard let settled = entries[place].settled, settled < time else { return false }
    entries[place].told.count += 1
    entries[place].told.first = min(entries[place].told.first, time)
    entries[place].told.last = max(entries[place].told.last, time)
    return true
  }

  /// The entries some records of which are yet to be counted, which they are from now on.
  mutating func takeTold() -> [Entry] {
    let told = entries.filter { $0.told.count > 0 }
    for place in entries.indices { entries[place].told = Told() }
    return told
  }

  mutating func removeAll() {
    entries.removeAll()
    heads.removeAll()
  }
}
