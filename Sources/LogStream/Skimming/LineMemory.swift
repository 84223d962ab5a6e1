/// What a reader found out about the lines of a log, for one that reads another part of it afterwards.
///
/// It belongs to one reader at a time, and to readers with the same sieve. The numbers of records that
/// are told again go on from part to part.
package final class LineMemory {
  let marker: any LineMarker
  let known = KnownLines()
  /// The number that the next record gets which may be told again.
  @exclusivity(unchecked) var nextRecord = 0

  package init(_ sieve: any LineSieve) { marker = sieve.marker() }
}
