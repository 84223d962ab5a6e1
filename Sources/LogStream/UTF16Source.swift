/// UTF-16 text as UTF-8: what PowerShell's `>` makes of a log.
///
/// Lone surrogates become U+FFFD; the byte order mark is left out.
final class UTF16Source: ByteSource {
  private let base: any ByteSource
  private let isBigEndian: Bool
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 14, alignment: 16)
  private var output: [UInt8] = []
  private var position = 0
  /// A byte, or a high surrogate, that waits for what completes it.
  private var odd: UInt8?
  private var high: UInt16?
  private var isFirst = true

  init(_ base: any ByteSource, isBigEndian: Bool) {
    self.base = base
    self.isBigEndian = isBigEndian
  }

  deinit { input.deallocate() }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(LogStreamError) -> Int {
    while position == output.count {
      output.removeAll(keepingCapacity: true)
      position = 0
      let count = try base.read(into: input)
      if count == 0 {
        guard high != nil || odd != nil else { return 0 }
        high = nil
        odd = nil
        output += Self.replacement
      }
      for at in 0..<count { take(input[at]) }
    }
    let length = min(buffer.count, output.count - position)
    output.withUnsafeBytes { bytes in
      buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[position..<(position + length)]))
    }
    position += length
    return length
  }

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  private func take(_ byte: UInt8) {
    guard let first = odd else {
      odd = byte
      return
    }
    odd = nil
    let unit =
      isBigEndian
      ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first)
    defer { isFirst = false }
    if isFirst, unit == 0xFEFF { return }
    if let lead = high {
      high = nil
      if (0xDC00..<0xE000).contains(unit) {
        let scalar = 0x10000 + (UInt32(lead) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
        if let scalar = Unicode.Scalar(scalar) { output += Array(Character(scalar).utf8) }
        return
      }
      output += Self.replacement
    }
    if (0xD800..<0xDC00).contains(unit) {
      high = unit
    } else if unit < 0x80 {
      output.append(UInt8(truncatingIfNeeded: unit))
    } else if let scalar = Unicode.Scalar(UInt32(unit)) {
      output += Array(Character(scalar).utf8)
    } else {
      output += Self.replacement
    }
  }
}
