/// Finds all of many literals in one pass over bytes, at a speed that hardly depends on their number.
///
/// Each literal is represented by a window of it, 8 bytes or, for shorter literals, as many as the
/// shortest has. A filter says for every possible run of a few bytes (a gram) where in a window it
/// may stand; since a window of *w* bytes holds grams of *q* bytes at *w − q + 1* places in a row,
/// only every so-many-th place of the text needs to be looked up. What passes the filter is compared
/// window by window, then byte by byte.
package struct LiteralScanner: Sendable {
  /// One place where a literal stands.
  package struct Hit: Hashable, Sendable {
    /// The index of the literal in the list that the scanner was made of.
    package var literal: Int
    /// The 0-based offset of its first byte.
    package var offset: Int

    package init(literal: Int, offset: Int) {
      self.literal = literal
      self.offset = offset
    }
  }

  private let groups: [LiteralGroup]

  /// Compiles literals; empty ones are never found.
  ///
  /// - Complexity: Linear in the total length of the literals.
  package init(_ literals: [[UInt8]]) { self.init(literals, frequency: .ordinary) }

  /// Compiles literals for text with a frequency of its own; what is found does not depend on it.
  init(_ literals: [[UInt8]], frequency: GramFrequency) {
    let indexed = literals.enumerated().map {
      LiteralGroup.Literal(index: $0.offset, bytes: $0.element)
    }
    let short = indexed.filter { (1..<8).contains($0.bytes.count) }
    let long = indexed.filter { $0.bytes.count >= 8 }
    groups = [short, long].compactMap { LiteralGroup($0, frequency: frequency) }
  }

  /// Calls `found` for every place of every literal, overlapping ones too, in no set order.
  ///
  /// Reads within the buffer only, whatever its length and alignment.
  @inline(__always)
  package func scan(_ text: UnsafeRawBufferPointer, found: (Hit) -> Void) {
    _ = closeLooks(text, found: found)
  }

  /// Does what `scan` does, and returns how many places had to be looked at closely.
  @inline(__always)
  func closeLooks(_ text: UnsafeRawBufferPointer, found: (Hit) -> Void) -> Int {
    var looks = 0
    for group in groups { looks &+= group.scan(text, found: found) }
    return looks
  }

  /// The bytes of the longest grams within a word.
  var gramMask: UInt64 { groups.last?.gramMask ?? 0xFFFF_FFFF }
}
