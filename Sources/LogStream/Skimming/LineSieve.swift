/// Tells which places of a block of lines may matter, before the lines are made records.
///
/// A reader that has one leaves out the work of making records of the other lines, where it can
/// tell by little that they are quiet: one record each, not louder than `info`.
package protocol LineSieve: AnyObject, Sendable {
  /// What marks the places of one input, whose blocks it is given in their order.
  func marker() -> any LineMarker

  /// What might stand in a line if its digits were others, and then would make a place of it matter;
  /// nil where that is too much to keep.
  ///
  /// A line that has the same bytes but for its digits, and none of these, has no place that matters.
  func numberedLiterals(_ line: ByteText) -> [NumberedLiteral]?

  /// Whether the digits of a loud line without a mark mean nothing to whoever takes its record: they
  /// are of no more interest than that there is one more of its kind.
  func digitsMeanNothing(in line: ByteText) -> Bool
}

/// Bytes with digits that may come to stand in a line when its digits change.
package struct NumberedLiteral: Sendable {
  /// The 0-based offset in the line.
  package let place: Int
  /// Eight or more.
  package let bytes: [UInt8]

  package init(place: Int, bytes: [UInt8]) {
    self.place = place
    self.bytes = bytes
  }
}

/// Marks places in the blocks of one input.
package protocol LineMarker: AnyObject {
  /// Appends the 0-based offsets of all places that may matter, in ascending order.
  ///
  /// The block is whole lines, as they stand in the input: prefixes, escapes and all. Which places
  /// are marked depends on each line alone.
  func mark(_ block: ByteText, into places: inout [Int])

  /// Whether lines may be marked one by one without much more cost for each byte.
  var takesLines: Bool { get }
}

/// Finds nothing that matters: for whoever asks only how much there is.
package final class OpenSieve: LineSieve, LineMarker {
  package init() {}

  package func marker() -> any LineMarker { self }

  package func numberedLiterals(_ line: ByteText) -> [NumberedLiteral]? { [] }

  package func digitsMeanNothing(in line: ByteText) -> Bool { true }

  package var takesLines: Bool { true }

  package func mark(_ block: ByteText, into places: inout [Int]) {}
}
