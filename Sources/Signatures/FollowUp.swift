import Findings

/// What a signature with a rate or a sequence remembers about one input of one service.
///
/// Records without a time cannot be judged and never fire.
struct FollowUp {
  struct Key: Hashable {
    var signature: Int
    var service: String
    var source: String
  }

  /// Matches that are not decided yet or that may still be part of a window, oldest first.
  private var pending: [Sighting] = []
  /// Where in `pending` what is still of interest begins.
  private var head = 0
  /// How many from `head` on have been counted.
  private var counted = 0

  /// The most undecided matches of a sequence; later ones are left out.
  private static let mostPending = 256

  /// Adds a match to a rate; the sightings that count by it, each told once.
  mutating func add(_ sighting: Sighting, rate: Signature.Rate) -> [Sighting] {
    guard let time = sighting.nanoseconds else { return [] }
    while head < pending.count, time - (pending[head].nanoseconds ?? time) > rate.within {
      dropFirst()
    }
    // So many decide whether the next one counts; those before them were counted already.
    if pending.count - head == rate.count { dropFirst() }
    pending.append(sighting)
    guard pending.count - head >= rate.count else { return [] }
    let shown = Array(pending[(head + counted)...])
    counted = pending.count - head
    return shown
  }

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

  private mutating func dropFirst() {
    head += 1
    counted = max(0, counted - 1)
    if head > 64, head * 2 > pending.count {
      pending.removeFirst(head)
      head = 0
    }
  }
}
