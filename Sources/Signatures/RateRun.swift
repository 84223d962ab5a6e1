import Findings

/// What a signature with a rate remembers of one source of one service.
///
/// A match counts when it lies in a run of `count` matches, one after the other, of which the last
/// came at most `within` after the first. Records without a time cannot be judged and never count.
/// The first and last matches are kept, so that runs over the edge of a part are found when the
/// parts are merged.
struct RateRun: Codable {
  private struct Mark: Codable {
    var sighting: Sighting
    /// Whether it was told as one that counts.
    var isShown = false

    var time: Int64 { sighting.nanoseconds ?? 0 }
  }

  /// The first matches, one fewer than the rate's count.
  private var head: [Mark] = []
  /// At least as many of the last ones, the newest at the end.
  private var tail: [Mark] = []
  private var total = 0

  /// Adds a match; those that count by it, each told once.
  mutating func add(_ sighting: Sighting, rate: Signature.Rate) -> [Sighting] {
    guard sighting.nanoseconds != nil else { return [] }
    let kept = rate.count - 1
    if tail.count > 64, tail.count > 2 * kept { tail.removeFirst(tail.count - kept) }
    tail.append(Mark(sighting: sighting))
    total += 1
    if head.count < kept { head.append(Mark(sighting: sighting)) }
    var shown: [Sighting] = []
    let start = tail.count - rate.count
    guard start >= 0, tail[tail.count - 1].time - tail[start].time <= rate.within else { return [] }
    // Before one that is shown all of the run are.
    var place = tail.count - 1
    while place >= start, !tail[place].isShown {
      tail[place].isShown = true
      markHead(total - tail.count + place)
      shown.append(tail[place].sighting)
      place -= 1
    }
    return shown
  }

  /// Appends the run of the part that follows; the matches that count only by both together.
  mutating func append(_ next: RateRun, rate: Signature.Rate) -> [Sighting] {
    let kept = rate.count - 1
    var next = next
    if tail.count > kept { tail.removeFirst(tail.count - kept) }
    let mine = tail.count
    var joined = tail + next.head
    var shown: [Sighting] = []
    for end in mine..<max(mine, joined.count) where end >= kept {
      guard joined[end].time - joined[end - kept].time <= rate.within else { continue }
      for place in (end - kept)...end where !joined[place].isShown {
        joined[place].isShown = true
        shown.append(joined[place].sighting)
      }
    }
    for place in 0..<mine where joined[place].isShown {
      tail[place].isShown = true
      markHead(total - mine + place)
    }
    for place in mine..<max(mine, joined.count) where joined[place].isShown {
      next.head[place - mine].isShown = true
      let inTail = place - mine - (next.total - next.tail.count)
      if next.tail.indices.contains(inTail) { next.tail[inTail].isShown = true }
    }
    head += next.head.prefix(max(0, kept - head.count))
    tail += next.tail
    total += next.total
    return shown
  }

  private mutating func markHead(_ number: Int) {
    if head.indices.contains(number) { head[number].isShown = true }
  }

  mutating func shift(lines: Int) {
    for place in head.indices { head[place].sighting.shift(lines: lines) }
    for place in tail.indices { tail[place].sighting.shift(lines: lines) }
  }
}
