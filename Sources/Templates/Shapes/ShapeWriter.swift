import LogStream

/// Writes the shape of a message: its text with `<*>` for what varies, in a buffer that is used again.
///
/// Variables that stand side by side, or joined by `,`, `:` or `-`, are one; a day or month name before
/// a variable belongs to it; blanks are one blank. At most `mostBytes` of text and `mostTokens` tokens;
/// what comes after is one variable.
struct ShapeWriter: MessageTokenReceiver {
  /// The most bytes of a shape, a last `<*>` aside.
  static let mostBytes = 640
  /// The most tokens of a shape, a last `<*>` aside.
  static let mostTokens = 160
  /// The bytes of a message that are read.
  static let mostMessageBytes = 4096

  /// Where the text written last could be joined with a variable that follows.
  private enum Ending {
    case none
    case variable
    /// A variable and this mark; `end` is the end of the variable.
    case variableAndMark(UInt8, end: Int, isSpaced: Bool)
  }

  /// The text so far.
  private(set) var bytes: [UInt8] = []
  /// The first `mostMessageBytes` of the message, copied so that every access is checked and inlined.
  private(set) var source: [UInt8] = []
  private var tokens = 0
  private var ending = Ending.none
  /// Where calendar words that nothing else follows begin, and what came before them.
  private var date: (start: Int, ending: Ending)?

  init() {
    bytes.reserveCapacity(Self.mostBytes + 8)
    source.reserveCapacity(Self.mostMessageBytes)
  }

  /// Writes the shape of a message over the last one; no allocation.
  mutating func write(_ message: ByteText) {
    bytes.removeAll(keepingCapacity: true)
    tokens = 0
    ending = .none
    date = nil
    source.removeAll(keepingCapacity: true)
    message[0..<Self.mostMessageBytes].withBytes { source.append(contentsOf: $0) }
    let text = source
    MessageLexer.read(text, into: &self)
    if message.count > text.count { writeVariable(isSpaced: false) }
  }

  mutating func take(_ token: MessageToken, of text: [UInt8]) -> Bool {
    tokens += 1
    let isTooLong = bytes.count + token.range.count + 1 > Self.mostBytes
    guard tokens <= Self.mostTokens, !isTooLong || token.kind == .variable else {
      writeVariable(isSpaced: token.isSpaced)
      return false
    }
    switch token.kind {
    case .word: writeWord(token, of: text)
    case .mark: writeMark(token, of: text)
    case .leader:
      date = nil
      ending = .none
      bytes.append(UInt8(ascii: "."))
      bytes.append(UInt8(ascii: "."))
    case .variable: writeVariable(isSpaced: token.isSpaced)
    }
    return true
  }

  private mutating func writeWord(_ token: MessageToken, of text: [UInt8]) {
    if !token.isSpaced {
      date = nil
    } else if CalendarWord.isOne(text, token.range) {
      if date == nil { date = (bytes.count, ending) }
    } else {
      date = nil
    }
    copy(token, of: text)
    ending = .none
  }

  private mutating func writeMark(_ token: MessageToken, of text: [UInt8]) {
    let mark = text[token.range.lowerBound]
    let staysInDate = mark == UInt8(ascii: ",") || mark == UInt8(ascii: ".")
    if token.isSpaced || !staysInDate { date = nil }
    let end = bytes.count
    copy(token, of: text)
    if case .variable = ending, token.range.count == 1 {
      ending = .variableAndMark(mark, end: end, isSpaced: token.isSpaced)
    } else {
      ending = .none
    }
  }

  private mutating func writeVariable(isSpaced: Bool) {
    if isSpaced, let date {
      bytes.removeLast(bytes.count - date.start)
      ending = date.ending
    }
    date = nil
    switch ending {
    case .variable: return
    case .variableAndMark(let mark, let end, let markIsSpaced):
      if Self.joins(mark, isGlued: !markIsSpaced && !isSpaced) {
        bytes.removeLast(bytes.count - end)
        ending = .variable
        return
      }
    case .none: break
    }
    if isSpaced, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
    bytes.append(UInt8(ascii: "<"))
    bytes.append(UInt8(ascii: "*"))
    bytes.append(UInt8(ascii: ">"))
    ending = .variable
  }

  private static func joins(_ mark: UInt8, isGlued: Bool) -> Bool {
    switch mark {
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "-"): true
    case UInt8(ascii: "."), UInt8(ascii: "|"): isGlued
    default: false
    }
  }

  private mutating func copy(_ token: MessageToken, of text: [UInt8]) {
    if token.isSpaced, !bytes.isEmpty { bytes.append(UInt8(ascii: " ")) }
    for at in token.range { bytes.append(text[at]) }
  }
}
