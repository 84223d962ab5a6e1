/// Finds literals in a block that is too small to compile a scanner for.
///
/// Not the literals but the block's windows of eight bytes are entered into a table; a literal is
/// looked for only where its first eight bytes may be among them.
enum SmallBlockSearch {
  private static let width = 8
  private static let bits: UInt64 = 16

  /// Appends the places of all literals, of which none is shorter than eight bytes, in no set order.
  ///
  /// - Complexity: Linear in the block and in the number of literals.
  static func appendPlaces(
    of literals: [[UInt8]], in block: UnsafeRawBufferPointer, to places: inout [Int]
  ) {
    guard block.count >= width else { return }
    var windows = [UInt64](repeating: 0, count: 1 << Int(bits - 6))
    for place in 0...(block.count - width) {
      let slot = Self.slot(block, place)
      windows[slot >> 6] |= 1 << UInt64(slot & 63)
    }
    for literal in literals {
      let slot = literal.withUnsafeBytes { Self.slot($0, 0) }
      guard windows[slot >> 6] & (1 << UInt64(slot & 63)) != 0 else { continue }
      var from = 0
      while let place = ByteSearch.first(literal, in: block, from: from, to: block.count) {
        places.append(place)
        from = place + 1
      }
    }
  }

  private static func slot(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
    LiteralGroup.gramHash(LiteralGroup.word(bytes, place), 64 - bits)
  }
}
