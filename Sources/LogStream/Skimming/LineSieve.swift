/// Tells which places of a block of lines may matter, before the lines are made records.
///
/// A reader that has one leaves out the work of making records of the other lines, where it can
/// tell by little that they are quiet: one record each, not louder than `info`.
package protocol LineSieve: AnyObject, Sendable {
  /// What marks the places of one input, whose blocks it is given in their order.
  func marker() -> any LineMarker
}

/// Marks places in the blocks of one input.
package protocol LineMarker: AnyObject {
  /// Appends the 0-based offsets of all places that may matter, in ascending order.
  ///
  /// The block is whole lines, as they stand in the input: prefixes, escapes and all. Which places
  /// are marked depends on the block alone.
  func mark(_ block: ByteText, into places: inout [Int])
}

/// Finds nothing that matters: for whoever asks only how much there is.
package final class OpenSieve: LineSieve, LineMarker {
  package init() {}

  package func marker() -> any LineMarker { self }

  package func mark(_ block: ByteText, into places: inout [Int]) {}
}
