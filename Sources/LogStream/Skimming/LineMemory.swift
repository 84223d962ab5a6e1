/// What a reader found out about the lines of a log, for one that reads another part of it afterwards.
///
/// It belongs to one reader at a time, and to readers with the same sieve. The numbers of records that
/// are told again go on from part to part.
package final class LineMemory {
  let marker: any LineMarker
  let known: KnownLines
  /// The number that the next record gets which may be told again.
  @exclusivity(unchecked) var nextRecord = 0

  /// The lowest number of those that are known, and the era of known lines that it is the first of.
  @exclusivity(unchecked) private var oldestRecord = 0
  @exclusivity(unchecked) private var era = 0
  /// How many readers have had it.
  var readers = 0

  /// The record with a number that was learnt last, or found.
  func record(_ number: Int, mayVary: Bool) -> KnownRecord {
    if era != known.era { (era, oldestRecord) = (known.era, number) }
    return KnownRecord(number: number, mayVary: mayVary, oldest: oldestRecord)
  }

  /// An empty memory for readers with a sieve; with more known lines than so many, all are forgotten.
  package init(_ sieve: any LineSieve, mostLines: Int = 1 << 14) {
    marker = sieve.marker()
    known = KnownLines(mostLines: mostLines)
  }
}
