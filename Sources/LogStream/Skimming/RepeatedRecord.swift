/// A record like one that was handed out before: the same text of the same input, but for the time
/// that stands in it, and for what may vary by `KnownRecord.mayVary`.
///
/// Whoever took the earlier record, of the same number, knows what this one says.
package struct RepeatedRecord {
  /// The number of the earlier one's `Record.known`.
  package var known: Int
  /// Quiet records of the same container that were counted before this one.
  package var before: SkimmedRecords
  /// Nanoseconds since 1970-01-01T00:00:00Z, where known.
  package var time: Int64?
  /// The 1-based number of its line.
  package var line: Int
  /// The application's text as it stands in the input, lent; an engine may have written it with escapes.
  package var text: ByteText
}
