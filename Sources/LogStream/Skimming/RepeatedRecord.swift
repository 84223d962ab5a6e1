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
}

/// Records of one container that were only counted.
package struct RepeatedRecords {
  /// Those of one number.
  package struct Count: Sendable {
    /// The number of the earlier record's `Record.known`.
    package var known: Int
    /// At least 1.
    package var records: Int
    /// From the earliest to the latest time, nanoseconds since 1970-01-01T00:00:00Z; nil where none has
    /// one.
    package var times: ClosedRange<Int64>?
    /// How many of all these records, quiet ones too, came after the last one of this number.
    package var behind: Int
  }

  /// Quiet records that came before and between them.
  package var quiet: SkimmedRecords
  /// Each number once.
  package var counts: [Count]
}

/// What is told of records that are like earlier ones.
package enum Retelling {
  case record(RepeatedRecord)
  /// Records that came behind one that was answered with `settled`, at the same time or later; those
  /// without a time are later than any.
  case counts(RepeatedRecords)

  /// What whoever is told of a record says to it; to counts nothing is to be said.
  package enum Answer {
    /// It has to be handed out itself.
    case refused
    case taken
    /// It was taken, and of those with its number that come behind it in this file and container, at the
    /// same time or later, their count and times are all that matters. Any time comes before none.
    case settled
  }
}
