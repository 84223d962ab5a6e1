/// Chooses for each literal the window that ordinary log text will rarely resemble.
struct WindowChoice {
  private(set) var filter: [UInt8]
  private let width: Int
  private let stride: Int
  private let gramMask: UInt64
  private let gramShift: UInt64
  private let frequency: GramFrequency

  /// A run of bytes of the literal that is looked at.
  private struct Gram {
    /// Its slot in the filter, and the places that this held.
    var slot: Int
    var places: UInt8
    /// What a new place for it costs.
    var cost: Int
  }

  private var grams: [Gram] = []

  init(width: Int, stride: Int, gramMask: UInt64, gramShift: UInt64, frequency: GramFrequency) {
    self.width = width
    self.stride = stride
    self.gramMask = gramMask
    self.gramShift = gramShift
    filter = Array(repeating: 0, count: 1 << Int(64 - gramShift))
    self.frequency = frequency
  }

  /// Enters the best window of a literal into the filter and returns its offset.
  ///
  /// Grams that the filter holds already cost nothing, so that literals with a common part share it.
  mutating func choose(_ literal: [UInt8]) -> Int {
    measureGrams(of: literal)
    var best = (cost: Int.max, offset: 0)
    for offset in 0...(literal.count - width) {
      var cost = 0
      for place in 0..<stride where grams[offset + place].places & (1 << place) == 0 {
        cost += grams[offset + place].cost
      }
      if cost < best.cost { best = (cost, offset) }
    }
    for place in 0..<stride { filter[grams[best.offset + place].slot] |= 1 << place }
    return best.offset
  }

  /// Looks every gram of a literal up once, though each is part of several windows.
  private mutating func measureGrams(of literal: [UInt8]) {
    let gramWidth = width - stride + 1
    grams.removeAll(keepingCapacity: true)
    literal.withUnsafeBytes { bytes in
      for offset in 0...(bytes.count - gramWidth) {
        let gram = LiteralGroup.word(bytes, offset) & gramMask
        let slot = LiteralGroup.gramHash(gram, gramShift)
        grams.append(
          Gram(
            slot: slot, places: filter[slot],
            cost: 1 + GramFrequency.weight * frequency.count(of: gram)))
      }
    }
  }
}
