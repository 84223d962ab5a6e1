/// Removes colours and other terminal control sequences (ECMA-48).
enum TerminalCodes {
  /// Appends `text` to `store` without its escape sequences.
  static func append(_ text: ByteText, without store: ByteStore) {
    var from = 0
    while let escape = text.firstIndex(of: 0x1B, from: from) {
      store.append(text[from..<escape])
      from = end(of: text, at: escape)
    }
    store.append(text.dropping(from))
  }

  /// The offset after the sequence that starts with the ESC at `start`.
  private static func end(of text: ByteText, at start: Int) -> Int {
    var at = start + 1
    switch text.byte(at) {
    case UInt8(ascii: "["):
      at += 1
      while (0x20...0x3F).contains(text.byte(at)) { at += 1 }
      return (0x40...0x7E).contains(text.byte(at)) ? at + 1 : at
    case UInt8(ascii: "]"):
      // An operating system command ends with BEL or ESC backslash.
      while at < text.count, text.byte(at) != 0x07, text.byte(at) != 0x1B { at += 1 }
      if text.byte(at) == 0x1B, text.byte(at + 1) == UInt8(ascii: "\\") { return at + 2 }
      return text.byte(at) == 0x07 ? at + 1 : at
    case 0x40...0x7E: return at + 1
    case 0x20...0x2F:
      while (0x20...0x2F).contains(text.byte(at)) { at += 1 }
      return at + 1
    default: return at
    }
  }
}
