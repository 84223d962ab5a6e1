extension ByteText {
  /// Whether the bytes are well-formed UTF-8; plain ASCII is looked at eight bytes at a time.
  var isUTF8: Bool {
    withBytes { bytes in
      var at = 0
      let count = bytes.count
      while at < count {
        while at + 8 <= count,
          bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          at += 8
        }
        guard at < count else { return true }
        let byte = bytes[at]
        if byte < 0x80 {
          at += 1
          continue
        }
        let length = Self.sequenceLength(byte)
        guard length > 0, at + length <= count, Self.isSound(bytes, at, length) else {
          return false
        }
        at += length
      }
      return true
    }
  }

  /// The length of the sequence that a lead byte starts; 0 if none does.
  private static func sequenceLength(_ byte: UInt8) -> Int {
    switch byte {
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: 0
    }
  }

  /// Whether the bytes after the lead byte fit it (Unicode, table 3-7).
  private static func isSound(_ bytes: UnsafeRawBufferPointer, _ at: Int, _ length: Int) -> Bool {
    let second = bytes[at + 1]
    let range: ClosedRange<UInt8> =
      switch bytes[at] {
      case 0xE0: 0xA0...0xBF
      case 0xED: 0x80...0x9F
      case 0xF0: 0x90...0xBF
      case 0xF4: 0x80...0x8F
      default: 0x80...0xBF
      }
    guard range.contains(second) else { return false }
    for next in (at + 2)..<max(at + 2, at + length) where bytes[next] & 0xC0 != 0x80 {
      return false
    }
    return true
  }
}
