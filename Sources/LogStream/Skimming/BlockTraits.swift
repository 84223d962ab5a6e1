/// What the bytes of a block have in common, so that lines need not be looked at one by one.
struct BlockTraits {
  /// Some bytes are not UTF-8.
  private(set) var hasForeignBytes = false
  /// There are escape characters or NUL bytes.
  private(set) var hasControls = false

  init() {}

  /// - Complexity: Linear, sixteen bytes at a step.
  init(_ block: ByteText) {
    block.withBytes { bytes in
      var high = SIMD16<UInt8>(repeating: 0)
      var controls = SIMD16<UInt8>(repeating: 0)
      let escape = SIMD16<UInt8>(repeating: 0x1B)
      let nul = SIMD16<UInt8>(repeating: 0)
      var at = 0
      while at + 16 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
        high |= word
        // A true lane is all ones; the masks' own operators are slow in generic code.
        controls |= unsafeBitCast(word .== escape, to: SIMD16<UInt8>.self)
        controls |= unsafeBitCast(word .== nul, to: SIMD16<UInt8>.self)
        at += 16
      }
      var top: UInt8 = 0
      for lane in 0..<16 {
        top |= high[lane]
        hasControls = hasControls || controls[lane] != 0
      }
      while at < bytes.count {
        top |= bytes[at]
        hasControls = hasControls || bytes[at] == 0x1B || bytes[at] == 0
        at += 1
      }
      hasForeignBytes = top >= 0x80 && !block.isUTF8
    }
  }

  /// Whether some backslash has a `u` or an `x` behind it, which may write any character as a
  /// number.
  ///
  /// - Complexity: Linear, sixteen bytes at a step.
  static func hasCodeEscapes(_ text: ByteText) -> Bool {
    text.withBytes { bytes in
      // Constants stay out of the loop, and out of functions: both cost ten times the work.
      let slash = SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
      let letterU = SIMD16<UInt8>(repeating: UInt8(ascii: "u"))
      let letterX = SIMD16<UInt8>(repeating: UInt8(ascii: "x"))
      var codes = SIMD16<UInt8>(repeating: 0)
      var at = 0
      while at + 17 <= bytes.count {
        let word = bytes.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
        let next = bytes.loadUnaligned(fromByteOffset: at + 1, as: SIMD16<UInt8>.self)
        var letters = unsafeBitCast(next .== letterU, to: SIMD16<UInt8>.self)
        letters |= unsafeBitCast(next .== letterX, to: SIMD16<UInt8>.self)
        letters &= unsafeBitCast(word .== slash, to: SIMD16<UInt8>.self)
        codes |= letters
        at += 16
      }
      for lane in 0..<16 where codes[lane] != 0 { return true }
      while at + 1 < bytes.count {
        let next = bytes[at + 1]
        let isCode = next == UInt8(ascii: "u") || next == UInt8(ascii: "x")
        if isCode, bytes[at] == UInt8(ascii: "\\") { return true }
        at += 1
      }
      return false
    }
  }
}
