import Findings

/// What a signature with a sequence remembers of one source of one service.
///
/// Records without a time cannot be judged and never fire.
struct SequenceRun: Codable {
  /// Matches that are not decided yet, oldest first.
  private var pending: [Sighting] = []
  /// When the awaited line came first, for matches of an earlier part.
  private var firstSequel: Int64?

  /// The most undecided matches; later ones are left out.
  private static let mostPending = 256

  /// Adds a match whose sequel is awaited.
  mutating func await(_ sighting: Sighting) {
    guard sighting.nanoseconds != nil, pending.count < Self.mostPending else { return }
    pending.append(sighting)
  }

  /// Takes note that the awaited line came.
  ///
  /// - Returns: The sightings that are now shown to hold: where the line is wanted those that it
  ///   follows in time, else those that it follows too late.
  mutating func sequel(at time: Int64, _ sequence: Signature.Sequence) -> [Sighting] {
    if firstSequel == nil { firstSequel = time }
    let late = overdue(at: time, sequence)
    let inTime = pending
    pending = []
    return sequence.isWanted ? inTime : late
  }

  /// Takes out what has waited longer than it may at a time.
  ///
  /// - Returns: The sightings that are now shown to hold: none where the line is wanted.
  mutating func overdue(at time: Int64, _ sequence: Signature.Sequence) -> [Sighting] {
    let late = pending.filter { time - ($0.nanoseconds ?? time) > sequence.within }
    guard !late.isEmpty else { return [] }
    pending.removeAll { time - ($0.nanoseconds ?? time) > sequence.within }
    return sequence.isWanted ? [] : late
  }

  /// Appends the run of the part that follows; the sightings that its first awaited line decides.
  mutating func append(_ next: SequenceRun, _ sequence: Signature.Sequence) -> [Sighting] {
    let shown = next.firstSequel.map { sequel(at: $0, sequence) } ?? []
    pending += next.pending.prefix(max(0, Self.mostPending - pending.count))
    return shown
  }

  mutating func shift(lines: Int) {
    for place in pending.indices { pending[place].shift(lines: lines) }
  }
}
