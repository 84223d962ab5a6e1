/// Names a shape by a 64-bit hash of its text, the same on every machine and in every run.
///
/// The hash has no secret: text made for it can share an id, and is then counted together.
package struct ShapeID: Hashable, Comparable, Sendable {
  package let hash: UInt64

  init(hash: UInt64) {
    self.hash = hash
  }

  /// The id of a shape's text; linear, eight bytes at a time.
  init(of text: [UInt8]) {
    var mixed: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(text.count)
    var at = 0
    while at < text.count {
      var word: UInt64 = 0
      let end = min(at + 8, text.count)
      for place in at..<end { word = (word << 8) | UInt64(text[place]) }
      mixed = Self.mix(mixed ^ word)
      at = end
    }
    hash = Self.mix(mixed)
  }

  /// A bijection of 64-bit words that spreads each bit over all.
  static func mix(_ word: UInt64) -> UInt64 {
    var mixed = word &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 29)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 32)
  }

  package static func < (left: ShapeID, right: ShapeID) -> Bool {
    left.hash < right.hash
  }
}
