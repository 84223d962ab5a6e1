import TestSupport

extension SeededGenerator {
  /// Bytes from `a` on, of as many different values as `alphabet` says.
  mutating func bytes(_ count: Int, alphabet: Int) -> [UInt8] {
    (0..<count).map { _ in 97 &+ UInt8(truncatingIfNeeded: below(alphabet)) }
  }
}
