import Findings
import LogStream

/// What a signature with a rate or a sequence remembers about one input of one service.
///
/// Records without a time cannot be judged and never fire.
struct FollowUp {
  struct Key: Hashable {
    var signature: Int
    var service: String
    var source: String
  }

  /// Matches that are not decided yet, oldest first.
  private var pending: [Sighting] = []
  /// The first of `pending` that counts; removal from the front is done in blocks.
  private var head = 0
  /// Whether the rate was reached and has not been left since.
  private var isInBurst = false

  /// The most undecided matches of a sequence; later ones share the fate of the last.
  private static let mostPending = 256

  /// Adds a match to a rate; the sightings that count by it.
  mutating func add(_ sighting: Sighting, rate: Signature.Rate) -> [Sighting] {
    guard let time = sighting.nanoseconds else { return [] }
    while head < pending.count, let oldest = pending[head].nanoseconds,
      time - oldest > rate.within
    {
      head += 1
      isInBurst = false
    }
    if isInBurst, head < pending.count {
      // Enough of them are remembered to tell when the burst ends.
      pending.append(sighting)
      if pending.count - head > rate.count { head += 1 }
      compact()
      return [sighting]
    }
    pending.append(sighting)
    compact()
    guard pending.count - head >= rate.count else { return [] }
    isInBurst = true
    return Array(pending[head...])
  }

  /// Adds a match whose sequel is awaited.
  mutating func await(_ sighting: Sighting) {
    guard sighting.nanoseconds != nil, pending.count < Self.mostPending else { return }
    pending.append(sighting)
  }

  /// The awaited line came: what waited for it and what waited for its absence.
  ///
  /// - Returns: The sightings that are now shown to hold.
  mutating func sequel(at time: Int64, _ sequence: Signature.Sequence) -> [Sighting] {
    let early = overdue(at: time, sequence)
    let inTime = pending
    pending = []
    return sequence.isWanted ? inTime : early
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

  private mutating func compact() {
    guard head > 1024 else { return }
    pending.removeFirst(head)
    head = 0
  }
}

extension Sighting {
  var nanoseconds: Int64? { evidence.time?.nanoseconds }
}
