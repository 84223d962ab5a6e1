/// Resolves backslash escapes of JSON and of Go's quoted strings.
enum Unescaping {
  /// Appends `text` to `store` with its escapes resolved; never more bytes than `text` has.
  ///
  /// A broken escape stays as it is written; a lone surrogate becomes U+FFFD.
  static func append(_ text: ByteText, to store: ByteStore) {
    store.fill(minimum: text.count) { free in
      text.withBytes { bytes in
        var output = Output(free: free)
        var at = 0
        while at < bytes.count {
          // What stands between two backslashes is copied as a whole.
          let slash = text.firstIndex(of: UInt8(ascii: "\\"), from: at) ?? bytes.count
          output.put(UnsafeRawBufferPointer(rebasing: bytes[at..<slash]))
          at = slash
          guard at < bytes.count else { break }
          if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") {
            output.put(UInt8(ascii: "\""))
            at += 2
          } else {
            at += 1 + escape(text, at: at + 1, to: &output)
          }
        }
        return output.count
      }
    }
  }

  /// Where each byte of an escaped text stands in what it means, up to an offset of the latter; nil
  /// where some escape up to there stands for more than one byte.
  static func places(_ text: ByteText, upTo end: Int) -> [Int]? {
    var places: [Int] = []
    var at = 0
    while at < end, places.count < text.count {
      let start = places.count
      var length = 1
      if text.byte(start) == UInt8(ascii: "\\") {
        length = 2
        switch text.byte(start + 1) {
        case UInt8(ascii: "u"):
          guard text.hasPrefix("00", at: start + 2), text.byte(start + 4) < UInt8(ascii: "8") else {
            return nil
          }
          length = 6
        case UInt8(ascii: "x"): return nil
        default: break
        }
      }
      places += Array(repeating: at, count: length)
      at += 1
    }
    return places
  }

  /// Writes into free space; what does not fit is dropped, though an escape never grows.
  private struct Output {
    let free: UnsafeMutableRawBufferPointer
    var count = 0

    @inline(__always)
    mutating func put(_ byte: UInt8) {
      guard count < free.count else { return }
      free[count] = byte
      count += 1
    }

    @inline(__always)
    mutating func put(_ bytes: UnsafeRawBufferPointer) {
      let length = min(bytes.count, free.count - count)
      guard length > 0 else { return }
      UnsafeMutableRawBufferPointer(rebasing: free[count..<(count + length)])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<length]))
      count += length
    }
  }

  /// Writes what the escape at `at` (after the backslash) means; returns its length.
  private static func escape(_ text: ByteText, at: Int, to output: inout Output) -> Int {
    let byte = text.byte(at)
    switch byte {
    case UInt8(ascii: "n"): output.put(0x0A)
    case UInt8(ascii: "t"): output.put(0x09)
    case UInt8(ascii: "r"): output.put(0x0D)
    case UInt8(ascii: "b"): output.put(0x08)
    case UInt8(ascii: "f"): output.put(0x0C)
    case UInt8(ascii: "a"): output.put(0x07)
    case UInt8(ascii: "v"): output.put(0x0B)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"):
      output.put(byte)
    case UInt8(ascii: "x"):
      guard let value = hex(text, at + 1, 2) else { return keep(byte, &output) }
      output.put(UInt8(truncatingIfNeeded: value))
      return 3
    case UInt8(ascii: "u"): return unicode(text, at: at, to: &output)
    case 0 where at >= text.count:
      output.put(UInt8(ascii: "\\"))
      return 0
    default: return keep(byte, &output)
    }
    return 1
  }

  private static func keep(_ byte: UInt8, _ output: inout Output) -> Int {
    output.put(UInt8(ascii: "\\"))
    output.put(byte)
    return 1
  }

  private static func unicode(_ text: ByteText, at: Int, to output: inout Output) -> Int {
    guard let first = hex(text, at + 1, 4) else { return keep(UInt8(ascii: "u"), &output) }
    if (0xD800..<0xDC00).contains(first), text.byte(at + 5) == UInt8(ascii: "\\"),
      text.byte(at + 6) == UInt8(ascii: "u"), let second = hex(text, at + 7, 4),
      (0xDC00..<0xE000).contains(second)
    {
      put(scalar: 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), to: &output)
      return 11
    }
    put(scalar: (0xD800..<0xE000).contains(first) ? 0xFFFD : first, to: &output)
    return 5
  }

  private static func hex(_ text: ByteText, _ start: Int, _ count: Int) -> UInt32? {
    var value: UInt32 = 0
    for at in start..<(start + count) {
      let byte = text.byte(at)
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - 48
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - 87
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - 55
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Writes a scalar as UTF-8.
  private static func put(scalar: UInt32, to output: inout Output) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: scalar >> shift & 0x3F | 0x80) }
    switch scalar {
    case ..<0x80: output.put(UInt8(truncatingIfNeeded: scalar))
    case ..<0x800:
      output.put(UInt8(truncatingIfNeeded: scalar >> 6 | 0xC0))
      output.put(tail(0))
    case ..<0x10000:
      output.put(UInt8(truncatingIfNeeded: scalar >> 12 | 0xE0))
      output.put(tail(6))
      output.put(tail(0))
    default:
      output.put(UInt8(truncatingIfNeeded: scalar >> 18 | 0xF0))
      output.put(tail(12))
      output.put(tail(6))
      output.put(tail(0))
    }
  }
}
