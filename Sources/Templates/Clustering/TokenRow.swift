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
  /// The tokens by number.
  let tokens: [[UInt8]]
  /// Their classes by number.
  let classes: [WordClass]
  /// The number of `<*>`.
  let variable: Int
  private let numbers: [[UInt8]: Int]

  init(_ rows: [TokenRow]) {
    var distinct: Set<[UInt8]> = [TokenRow.variable]
    for row in rows { distinct.formUnion(row.tokens) }
    let sorted = distinct.sorted { $0.lexicographicallyPrecedes($1) }
    var numbers: [[UInt8]: Int] = [:]
    for (number, token) in sorted.enumerated() { numbers[token] = number }
    tokens = sorted
    self.numbers = numbers
    variable = numbers[TokenRow.variable] ?? 0
    classes = sorted.map { $0 == TokenRow.variable ? .variable : WordClass(of: $0) }
  }

  func numbers(of row: TokenRow) -> [Int] {
    row.tokens.map { numbers[$0] ?? variable }
  }
}
