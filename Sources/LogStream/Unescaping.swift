/// Resolves backslash escapes of JSON and of Go's quoted strings.
enum Unescaping {
  /// Appends `text` to `store` with its escapes resolved; never more bytes than `text` has.
  ///
  /// A broken escape stays as it is written; a lone surrogate becomes U+FFFD.
  static func append(_ text: ByteText, to store: ByteStore) {
    var from = 0
    while let slash = text.firstIndex(of: UInt8(ascii: "\\"), from: from) {
      store.append(text[from..<slash])
      from = slash + 1 + escape(text, at: slash + 1, to: store)
    }
    store.append(text.dropping(from))
  }

  /// Appends what the escape at `at` (after the backslash) means; returns its length.
  private static func escape(_ text: ByteText, at: Int, to store: ByteStore) -> Int {
    let byte = text.byte(at)
    switch byte {
    case UInt8(ascii: "n"): store.append(0x0A)
    case UInt8(ascii: "t"): store.append(0x09)
    case UInt8(ascii: "r"): store.append(0x0D)
    case UInt8(ascii: "b"): store.append(0x08)
    case UInt8(ascii: "f"): store.append(0x0C)
    case UInt8(ascii: "a"): store.append(0x07)
    case UInt8(ascii: "v"): store.append(0x0B)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "'"):
      store.append(byte)
    case UInt8(ascii: "x"):
      guard let value = hex(text, at + 1, 2) else { return keep(byte, store) }
      store.append(UInt8(truncatingIfNeeded: value))
      return 3
    case UInt8(ascii: "u"):
      return unicode(text, at: at, to: store)
    case 0 where at >= text.count:
      store.append(UInt8(ascii: "\\"))
      return 0
    default: return keep(byte, store)
    }
    return 1
  }

  private static func keep(_ byte: UInt8, _ store: ByteStore) -> Int {
    store.append(UInt8(ascii: "\\"))
    store.append(byte)
    return 1
  }

  private static func unicode(_ text: ByteText, at: Int, to store: ByteStore) -> Int {
    guard let first = hex(text, at + 1, 4) else { return keep(UInt8(ascii: "u"), store) }
    if (0xD800..<0xDC00).contains(first), text.byte(at + 5) == UInt8(ascii: "\\"),
      text.byte(at + 6) == UInt8(ascii: "u"), let second = hex(text, at + 7, 4),
      (0xDC00..<0xE000).contains(second)
    {
      append(scalar: 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00), to: store)
      return 11
    }
    append(scalar: (0xD800..<0xE000).contains(first) ? 0xFFFD : first, to: store)
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

  private static func append(scalar: UInt32, to store: ByteStore) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: scalar >> shift & 0x3F | 0x80) }
    switch scalar {
    case ..<0x80: store.append(UInt8(truncatingIfNeeded: scalar))
    case ..<0x800:
      store.append(UInt8(truncatingIfNeeded: scalar >> 6 | 0xC0))
      store.append(tail(0))
    case ..<0x10000:
      store.append(UInt8(truncatingIfNeeded: scalar >> 12 | 0xE0))
      store.append(tail(6))
      store.append(tail(0))
    default:
      store.append(UInt8(truncatingIfNeeded: scalar >> 18 | 0xF0))
      store.append(tail(12))
      store.append(tail(6))
      store.append(tail(0))
    }
  }
}
