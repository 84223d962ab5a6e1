import LogStream

/// What the field of a structured record holds, as far as that is one of few things.
///
/// `true`, `false` and `null` are themselves. Of a list or an object the brackets stay, and in each
/// innermost pair how many parts stand there: `{3}` for three members, `[{2}{2}]` for two objects of
/// two. Of a field that is named after an error, a sentence keeps its shape, without what stands in
/// brackets or quotes; only this form has blanks. Names, numbers and other texts have no form: they
/// vary from stack to stack.
struct FieldForm {
  /// The most bytes of a form.
  static let mostBytes = 160
  /// The most bytes of brackets and numbers.
  private static let mostBrackets = 32
  /// Deeper brackets are not told apart.
  private static let mostDepth = 16

  private var writer = ShapeWriter()
  /// The form that was written last.
  private(set) var bytes: [UInt8] = []

  /// Writes the form of a field over the last one; false when it has none.
  mutating func write(_ field: RecordFields.Field) -> Bool {
    bytes.removeAll(keepingCapacity: true)
    let value = field.value
    if value.equals("true") || value.equals("false") || value.equals("null") {
      value.withBytes { bytes.append(contentsOf: $0) }
      return true
    }
    let list = value.hasPrefix("map[") ? value.dropping(3) : value
    if [UInt8(ascii: "["), UInt8(ascii: "{")].contains(list.byte(0)) {
      writeBrackets(list[0..<ShapeWriter.mostMessageBytes])
      return true
    }
    guard Self.isOfAnError(field.name), value.firstIndex(of: UInt8(ascii: " ")) != nil else {
      return false
    }
    writer.write(value)
    writeSentence(writer.bytes)
    return true
  }

  /// Copies a shape but for what stands in brackets or quotes.
  private mutating func writeSentence(_ shape: [UInt8]) {
    /// What ends the part that is left out.
    var closing: UInt8?
    for byte in shape where bytes.count < Self.mostBytes {
      if let end = closing {
        guard byte == end else { continue }
        bytes.append(contentsOf: "<*>".utf8)
        closing = nil
      } else {
        switch byte {
        case UInt8(ascii: "["): closing = UInt8(ascii: "]")
        case UInt8(ascii: "{"): closing = UInt8(ascii: "}")
        case UInt8(ascii: "\""): closing = byte
        default: break
        }
      }
      bytes.append(byte)
    }
  }

  /// Whether a field is named `error`, `err`, `last_error`, `exception` or the like.
  private static func isOfAnError(_ name: ByteText) -> Bool {
    ["err", "Err", "xception", "reason", "cause"].contains { name.contains($0) }
  }

  // MARK: Brackets

  /// What stands between two brackets so far.
  private struct Level {
    var commas = 0
    var words = 0
    var hasBrackets = false
  }

  private mutating func writeBrackets(_ text: ByteText) {
    var levels: [Level] = []
    var isInWord = false
    var at = 0
    while at < text.count, bytes.count < Self.mostBrackets {
      let byte = text.byte(at)
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if let last = levels.indices.last { levels[last].hasBrackets = true }
        guard levels.count < Self.mostDepth else { return }
        levels.append(Level())
        bytes.append(byte)
        isInWord = false
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard let level = levels.popLast() else { return }
        close(level, with: byte)
        if levels.isEmpty { return }
        isInWord = true
      case UInt8(ascii: ","), UInt8(ascii: " "):
        if byte == UInt8(ascii: ",") { levels[levels.count - 1].commas += 1 }
        isInWord = false
      default:
        if !isInWord { levels[levels.count - 1].words += 1 }
        isInWord = true
        if byte == UInt8(ascii: "\"") { at = Self.end(ofString: text, at) }
      }
      at += 1
    }
  }

  private mutating func close(_ level: Level, with bracket: UInt8) {
    let parts = level.commas > 0 ? level.commas + 1 : level.words
    if !level.hasBrackets, parts > 0 {
      bytes.append(contentsOf: parts < 10 ? Array("\(parts)".utf8) : Array("many".utf8))
    }
    bytes.append(bracket)
  }

  /// Where the string that begins at a quote ends: at its closing quote, else at the end.
  private static func end(ofString text: ByteText, _ start: Int) -> Int {
    var at = start + 1
    while at < text.count, text.byte(at) != UInt8(ascii: "\"") {
      at += text.byte(at) == UInt8(ascii: "\\") ? 2 : 1
    }
    return at
  }
}
