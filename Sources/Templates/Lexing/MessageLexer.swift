/// A token of a message: a place in the text and what stands there.
struct MessageToken {
  enum Kind {
    case word
    /// A divider, or punctuation around a word.
    case mark
    /// A number, an id, an address, a path: what differs between lines of one template.
    case variable
    /// Two or more dots that lead from a name to its value.
    case leader
  }

  let kind: Kind
  let range: Range<Int>
  /// Whether blanks, or the start of the message, stand before it.
  let isSpaced: Bool
}

/// What takes the tokens of a message, one after another.
protocol MessageTokenReceiver {
  /// Takes a token of `text`; false ends the reading.
  mutating func take(_ token: MessageToken, of text: [UInt8]) -> Bool
}

/// Splits a message into words, marks and variables in one pass, without a copy.
///
/// Blanks part runs; brackets, quotes, `=`, `,`, `;` and `|` are tokens of their own, except the ones
/// that an address or a path may hold. Cost: linear in the bytes read.
struct MessageLexer<Receiver: MessageTokenReceiver> {
  /// The bytes up to the next blank or divider, and the union of their classes.
  private struct Chunk {
    let range: Range<Int>
    let classes: TokenBytes
    /// Whether it is a path or a URL, which may hold dividers.
    let isAddress: Bool
  }

  private let text: [UInt8]
  private let table = TokenBytes.table
  private var isSpaced = true
  private var goesOn = true

  private init(_ text: [UInt8]) {
    self.text = text
  }

  @inline(__always)
  private func byteClasses(_ place: Int) -> TokenBytes { table[Int(text[place])] }

  /// The byte at a place, or 0 behind the end.
  private func byte(_ place: Int) -> UInt8 { place < text.count ? text[place] : 0 }

  /// Gives the tokens of `text` to a receiver until it has enough.
  static func read(_ text: [UInt8], into receiver: inout Receiver) {
    var lexer = MessageLexer(text)
    var at = 0
    while at < text.count, lexer.goesOn {
      let classes = lexer.byteClasses(at)
      if classes.contains(.blank) {
        lexer.isSpaced = true
        at += 1
      } else if classes.contains(.divider) {
        at = lexer.divider(at, &receiver)
      } else {
        let chunk = lexer.chunk(from: at)
        lexer.emit(chunk, &receiver)
        at = chunk.range.upperBound
      }
    }
  }

  private mutating func give(
    _ kind: MessageToken.Kind, _ range: Range<Int>, _ receiver: inout Receiver
  ) {
    guard goesOn else { return }
    goesOn = receiver.take(MessageToken(kind: kind, range: range, isSpaced: isSpaced), of: text)
    isSpaced = false
  }

  /// A divider, or `<*>`, which stands for a variable in the text of a shape.
  private mutating func divider(_ at: Int, _ receiver: inout Receiver) -> Int {
    if text[at] == UInt8(ascii: "<"), byte(at + 1) == UInt8(ascii: "*"),
      byte(at + 2) == UInt8(ascii: ">")
    {
      give(.variable, at..<at + 3, &receiver)
      return at + 3
    }
    give(.mark, at..<at + 1, &receiver)
    return at + 1
  }

  /// The bytes up to the next blank or divider.
  private func chunk(from start: Int) -> Chunk {
    var isAddress = text[start] == UInt8(ascii: "/")
    var classes: TokenBytes = []
    var at = start
    while at < text.count {
      let byte = byteClasses(at)
      if byte.contains(.blank) { break }
      if byte.contains(.divider), !(isAddress && byte.contains(.softDivider)) { break }
      if byte == .colon, startsAddress(at) { isAddress = true }
      classes.formUnion(byte)
      at += 1
    }
    return Chunk(range: start..<at, classes: classes, isAddress: isAddress)
  }

  /// Whether `//` follows the colon at a place.
  private func startsAddress(_ colon: Int) -> Bool {
    byte(colon + 1) == UInt8(ascii: "/") && byte(colon + 2) == UInt8(ascii: "/")
  }

  // MARK: Inside a chunk

  private mutating func emit(_ chunk: Chunk, _ receiver: inout Receiver) {
    if chunk.classes.isSubset(of: [.letter, .upper, .beyondHex]) {
      let isId = VariableWord.isLongHex(chunk.range.count, chunk.classes)
      give(isId ? .variable : .word, chunk.range, &receiver)
      return
    }
    var start = chunk.range.lowerBound
    if chunk.classes.contains(.dot), !chunk.isAddress {
      while let leader = leader(in: start..<chunk.range.upperBound), goesOn {
        emitBody(start..<leader.lowerBound, &receiver)
        give(.leader, leader, &receiver)
        start = leader.upperBound
      }
    }
    emitBody(start..<chunk.range.upperBound, &receiver)
  }

  /// The first two or more dots between other bytes of a chunk.
  private func leader(in range: Range<Int>) -> Range<Int>? {
    var start = range.lowerBound + 1
    while start + 1 < range.upperBound {
      var end = start
      while end < range.upperBound, text[end] == UInt8(ascii: ".") { end += 1 }
      if end - start > 1 { return end < range.upperBound ? start..<end : nil }
      start = end + 1
    }
    return nil
  }

  private mutating func emitBody(_ range: Range<Int>, _ receiver: inout Receiver) {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, Self.opens(text[start]) { start += 1 }
    while end > start, Self.closes(text[end - 1]) { end -= 1 }
    let body = start..<end
    let classes = TokenBytes(text, body)
    let head = range.lowerBound..<start
    let isVariable = !body.isEmpty && VariableWord.isVariable(text, body, classes)
    if isVariable, head.count == 1, Self.isSign(text[head.lowerBound]) {
      start = head.lowerBound
    } else if !head.isEmpty {
      give(.mark, head, &receiver)
    }
    if start < end {
      emitParts(start..<end, classes, isVariable: isVariable, &receiver)
    }
    for at in end..<range.upperBound { give(.mark, at..<at + 1, &receiver) }
  }

  /// A body as a whole, or its parts between colons.
  private mutating func emitParts(
    _ range: Range<Int>, _ classes: TokenBytes, isVariable: Bool, _ receiver: inout Receiver
  ) {
    guard classes.contains(.colon), !VariableWord.isOneDespiteColons(text, range) else {
      give(isVariable ? .variable : .word, range, &receiver)
      return
    }
    var start = range.lowerBound
    while start <= range.upperBound, goesOn {
      var end = start
      while end < range.upperBound, text[end] != UInt8(ascii: ":") { end += 1 }
      let part = start..<end
      if !part.isEmpty {
        let isVariable = VariableWord.isVariable(text, part, TokenBytes(text, part))
        give(isVariable ? .variable : .word, part, &receiver)
      }
      guard end < range.upperBound else { return }
      give(.mark, end..<end + 1, &receiver)
      start = end + 1
    }
  }

  private static func opens(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "~"), UInt8(ascii: "&"): true
    default: isSign(byte)
    }
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "#")
  }

  private static func closes(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"),
      UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "#"):
      true
    default: false
    }
  }
}
