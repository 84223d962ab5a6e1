/// The tokens of a shape's text, and which of them stand after a blank.
struct TokenRow {
  let tokens: [[UInt8]]
  let isSpaced: [Bool]

  static let variable = Array("<*>".utf8)

  /// Reads the tokens as the lexer of messages finds them; linear.
  init(_ text: [UInt8]) {
    var collector = TokenCollector()
    MessageLexer.read(text, into: &collector)
    tokens = collector.tokens
    isSpaced = collector.isSpaced
  }
}

private struct TokenCollector: MessageTokenReceiver {
  var tokens: [[UInt8]] = []
  var isSpaced: [Bool] = []

  mutating func take(_ token: MessageToken, of text: [UInt8]) -> Bool {
    if token.kind == .variable {
      tokens.append(TokenRow.variable)
    } else {
      tokens.append(Array(text[token.range]))
    }
    isSpaced.append(token.isSpaced)
    return true
  }
}

/// Numbers for tokens, in the order of their bytes, so that sorting numbers sorts texts.
struct TokenTable {
  /// The number of `<*>`.
  let variable: Int32
  private let tokens: [[UInt8]]
  private let classesByNumber: [WordClass]
  private let numbers: [[UInt8]: Int32]

  /// Reads the tokens of all shapes once.
  init(_ texts: [[UInt8]]) {
    var distinct: Set<[UInt8]> = [TokenRow.variable]
    for text in texts { distinct.formUnion(TokenRow(text).tokens) }
    let sorted = distinct.sorted { $0.lexicographicallyPrecedes($1) }
    var numbers: [[UInt8]: Int32] = [:]
    for (number, token) in sorted.enumerated() { numbers[token] = Int32(clamping: number) }
    tokens = sorted
    self.numbers = numbers
    variable = numbers[TokenRow.variable] ?? 0
    classesByNumber = sorted.map { $0 == TokenRow.variable ? .variable : WordClass(of: $0) }
  }

  func numbers(of row: TokenRow) -> [Int32] {
    row.tokens.map { numbers[$0] ?? variable }
  }

  func bytes(of token: Int32) -> [UInt8] { tokens[Int(token)] }

  func classes(of token: Int32) -> WordClass { classesByNumber[Int(token)] }
}
