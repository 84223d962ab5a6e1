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
    let windows = windows(of: block)
    for literal in literals where mayStand(literal, windows) {
      var from = 0
      while let place = ByteSearch.first(literal, in: block, from: from, to: block.count) {
        places.append(place)
        from = place + 1
      }
    }
  }

  /// Literals that are looked for in text after text.
  struct Literals: Sendable {
    let all: [[UInt8]]
    /// Where the first eight bytes of each stand in the table; nil for shorter ones.
    private let slots: [Int?]

    init(_ literals: [[UInt8]]) {
      all = literals
      slots = literals.map { literal in
        literal.count < width ? nil : literal.withUnsafeBytes { slot($0, 0) }
      }
    }

    /// Calls `found` with the number of each literal that stands in a text, once, in ascending order.
    ///
    /// - Complexity: Linear in the text and in the number of literals, with those of less than eight bytes
    ///   linear in their product.
    func find(in text: UnsafeRawBufferPointer, found: (Int) -> Void) {
      let windows = windows(of: text)
      for number in slots.indices {
        if let slot = slots[number], windows[slot >> 6] & (1 << UInt64(slot & 63)) == 0 { continue }
        let literal = all[number]
        guard !literal.isEmpty,
          ByteSearch.first(literal, in: text, from: 0, to: text.count) != nil
        else { continue }
        found(number)
      }
    }
  }

  private static func windows(of block: UnsafeRawBufferPointer) -> [UInt64] {
    var windows = [UInt64](repeating: 0, count: 1 << Int(bits - 6))
    guard block.count >= width else { return windows }
    for place in 0...(block.count - width) {
      let slot = Self.slot(block, place)
      windows[slot >> 6] |= 1 << UInt64(slot & 63)
    }
    return windows
  }

  /// Whether the first eight bytes of a literal may stand in the text of some windows.
  private static func mayStand(_ literal: [UInt8], _ windows: [UInt64]) -> Bool {
    let slot = literal.withUnsafeBytes { Self.slot($0, 0) }
    return windows[slot >> 6] & (1 << UInt64(slot & 63)) != 0
  }

  private static func slot(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
    LiteralGroup.gramHash(LiteralGroup.word(bytes, place), 64 - bits)
  }
}
