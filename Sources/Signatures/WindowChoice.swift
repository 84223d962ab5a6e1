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
    let best = grams.withUnsafeBufferPointer { grams in
      var best = (cost: Int.max, offset: 0)
      for offset in 0...(literal.count - width) {
        var cost = 0
        for place in 0..<stride {
          let gram = grams[offset &+ place]
          if gram.places & (1 &<< UInt8(truncatingIfNeeded: place)) == 0 { cost &+= gram.cost }
        }
        if cost < best.cost { best = (cost, offset) }
      }
      return best.offset
    }
    for place in 0..<stride { filter[grams[best + place].slot] |= 1 << place }
    return best
  }

  /// Looks every gram of a literal up once, though each is part of several windows.
  private mutating func measureGrams(of literal: [UInt8]) {
    let count = literal.count - (width - stride)
    grams = literal.withUnsafeBytes { bytes in
      filter.withUnsafeBufferPointer { filter in
        Array(unsafeUninitializedCapacity: count) { grams, filled in
          for offset in 0..<count {
            let gram = LiteralGroup.word(bytes, offset) & gramMask
            let slot = LiteralGroup.gramHash(gram, gramShift)
            let cost = 1 &+ GramFrequency.weight &* frequency.count(of: gram)
            grams.initializeElement(
              at: offset, to: Gram(slot: slot, places: filter[slot], cost: cost))
          }
          filled = count
        }
      }
    }
  }
}
