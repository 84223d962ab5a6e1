package import LogStream

/// A multiplying hash over ids, lengths and contents, eight bytes at a time; it tells libraries and
/// texts apart and protects nothing.
package struct ContentHash: Sendable, Equatable {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The hash of a file's id and text.
  init(_ file: SignatureFile) {
    add(Array(file.id.utf8))
    add(file.bytes)
  }

  /// The hash of a text; cost as its length.
  package init(_ text: ByteText) { text.withBytes { add($0) } }

  /// The hash of several, in their order.
  init(_ parts: [ContentHash]) {
    for part in parts { add(part.state) }
  }

  /// 16 hexadecimal digits.
  var digits: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private mutating func add(_ word: UInt64) {
    state = (state ^ word) &* 0x9e37_79b9_7f4a_7c15
    // A product carries upwards only.
    state ^= state >> 32
  }

  private mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { add($0) }
  }

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    add(UInt64(bytes.count))
    for place in stride(from: 0, to: bytes.count, by: 8) { add(LiteralGroup.word(bytes, place)) }
  }
}
