import TestSupport

extension SeededGenerator {
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
