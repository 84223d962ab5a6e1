/// The same numbers on every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) {
    state = UInt64(truncatingIfNeeded: seed)
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, but not, `limit`.
  mutating func below(_ limit: Int) -> Int {
    Int.random(in: 0..<limit, using: &self)
  }

  /// Letters only, so that nothing in it is masked.
  mutating func word() -> String {
    let letters = (0..<3 + below(6)).map { _ in UInt8(ascii: "g") + UInt8(below(20)) }
    return String(decoding: letters, as: UTF8.self)
  }

  /// Bytes of all values, many of them marks.
  mutating func bytes(_ count: Int) -> [UInt8] {
    let marks = Array("<*>=/.:,-\"'()[]{}|@ 0aF\\".utf8)
    return (0..<count).map { _ in
      below(3) == 0 ? UInt8(below(256)) : marks[below(marks.count)]
    }
  }
}
