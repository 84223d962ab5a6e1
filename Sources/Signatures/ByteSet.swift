/// A set of byte values.
struct ByteSet: Hashable, Sendable {
  private var low: UInt64 = 0
  private var middle: UInt64 = 0
  private var high: UInt64 = 0
  private var top: UInt64 = 0

  init(_ characters: String = "") {
    for byte in characters.utf8 { insert(byte) }
  }

  init(where isMember: (UInt8) -> Bool) {
    for byte in UInt8.min...UInt8.max where isMember(byte) { insert(byte) }
  }

  func contains(_ byte: UInt8) -> Bool {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: return low & bit != 0
    case 1: return middle & bit != 0
    case 2: return high & bit != 0
    default: return top & bit != 0
    }
  }

  func union(_ characters: String) -> ByteSet {
    let other = ByteSet(characters)
    return ByteSet { contains($0) || other.contains($0) }
  }

  private mutating func insert(_ byte: UInt8) {
    let bit = UInt64(1) << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: low |= bit
    case 1: middle |= bit
    case 2: high |= bit
    default: top |= bit
    }
  }

  static let digits = ByteSet("0123456789")
  static let hexDigits = ByteSet("0123456789abcdefABCDEF")
  static let letters = ByteSet { (0x41...0x5A).contains($0 & ~0x20) }
  static let lettersAndDigits = ByteSet { digits.contains($0) || letters.contains($0) }
  /// Everything but blanks and control characters; bytes of non-ASCII characters are in.
  static let visible = ByteSet { $0 > 0x20 && $0 != 0x7F }
  static let anyOfLine = ByteSet { $0 != UInt8(ascii: "\n") }
}
