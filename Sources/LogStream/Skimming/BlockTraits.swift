/// What the bytes of a block have in common, so that lines need not be looked at one by one.
struct BlockTraits {
  /// Some byte is not ASCII.
  private(set) var hasHighBytes = false
  /// There are escape characters or NUL bytes.
  private(set) var hasControls = false
  /// Some backslash has a `u` or an `x` behind it, which may write any character as a number.
  private(set) var hasCodeEscapes = false

  init() {}

  /// - Complexity: Linear, sixteen bytes at a step.
  init(_ block: ByteText) {
    block.withBytes { bytes in
      var high = SIMD16<UInt8>(repeating: 0)
      var controls = SIMD16<UInt8>(repeating: 0)
      var codes = SIMD16<UInt8>(repeating: 0)
      var at = 0
      while at + 17 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
        let next = bytes.loadUnaligned(fromByteOffset: at + 1, as: SIMD16<UInt8>.self)
        high |= word
        controls |= Self.lanes(word, 0x1B) | Self.lanes(word, 0)
        codes |=
          Self.lanes(word, UInt8(ascii: "\\"))
          & (Self.lanes(next, UInt8(ascii: "u")) | Self.lanes(next, UInt8(ascii: "x")))
        at += 16
      }
      var top: UInt8 = 0
      for lane in 0..<16 {
        top |= high[lane]
        hasControls = hasControls || controls[lane] != 0
        hasCodeEscapes = hasCodeEscapes || codes[lane] != 0
      }
      while at < bytes.count {
        top |= bytes[at]
        hasControls = hasControls || bytes[at] == 0x1B || bytes[at] == 0
        let next = at + 1 < bytes.count ? bytes[at + 1] : 0
        hasCodeEscapes =
          hasCodeEscapes
          || (bytes[at] == UInt8(ascii: "\\") && (next == UInt8(ascii: "u") || next == 0x78))
        at += 1
      }
      hasHighBytes = top >= 0x80
    }
  }

  /// All ones in each lane that holds `byte`.
  @inline(__always)
  private static func lanes(_ word: SIMD16<UInt8>, _ byte: UInt8) -> SIMD16<UInt8> {
    // A true lane is all ones; the masks' own operators are slow in generic code.
    unsafeBitCast(word .== SIMD16(repeating: byte), to: SIMD16<UInt8>.self)
  }
}
