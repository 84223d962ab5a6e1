/// Unites shapes that one statement wrote: a pure function of their texts.
///
/// Three steps take turns until nothing changes, at most `mostRounds` times: shapes that agree but for
/// places where names stand (`uniteNamedValues`), shapes that agree but for one place
/// (`uniteSinglePlaces`), shapes with the same words in the same order (`uniteSameWords`). Every step
/// works on patterns sorted by their tokens, so the order of the shapes does not matter.
struct ShapeClustering {
  /// A row of tokens and the shapes that it stands for.
  struct Pattern {
    var tokens: [Int32]
    /// Places in the list of shapes, ascending after `tidy`.
    var members: [Int]
    /// The shape whose blanks the text of the template takes.
    var face: Int
  }

  private static let mostRounds = 8

  let table: TokenTable
  var patterns: [Pattern]

  /// The groups of shapes with the text of each; members are places in `texts`.
  ///
  /// Cost: shapes × tokens in each of at most eight rounds.
  static func groups(of texts: [[UInt8]]) -> [(text: String, members: [Int])] {
    let table = TokenTable(texts)
    let patterns = texts.enumerated().map { place, text in
      Pattern(tokens: table.numbers(of: TokenRow(text)), members: [place], face: place)
    }
    var clustering = ShapeClustering(table: table, patterns: patterns)
    clustering.run()
    return clustering.patterns.map { (clustering.text(of: $0, like: texts[$0.face]), $0.members) }
  }

  private mutating func run() {
    tidy()
    for _ in 0..<Self.mostRounds {
      let before = patterns.count
      uniteNamedValues()
      uniteSinglePlaces()
      uniteSameWords()
      if patterns.count == before { return }
    }
  }

  /// Sorts the patterns by their tokens and unites equal ones.
  mutating func tidy() {
    let sorted = patterns.sorted { left, right in
      if left.tokens != right.tokens { return left.tokens.lexicographicallyPrecedes(right.tokens) }
      return left.face < right.face
    }
    patterns.removeAll(keepingCapacity: true)
    for pattern in sorted {
      if let last = patterns.indices.last, patterns[last].tokens == pattern.tokens {
        patterns[last].members += pattern.members
      } else {
        patterns.append(pattern)
      }
    }
    for place in patterns.indices { patterns[place].members.sort() }
  }

  private func text(of pattern: Pattern, like face: [UInt8]) -> String {
    let isSpaced = TokenRow(face).isSpaced
    var bytes: [UInt8] = []
    for (place, token) in pattern.tokens.enumerated() {
      if place > 0, place < isSpaced.count, isSpaced[place] { bytes.append(UInt8(ascii: " ")) }
      bytes += table.bytes(of: token)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

// MARK: What stands at a place

extension ShapeClustering {
  func classes(_ token: Int32) -> WordClass { table.classes(of: token) }

  /// The place of the first word, which names the statement and is the last to vary.
  func firstWord(of tokens: [Int32]) -> Int {
    tokens.firstIndex { classes($0).contains(.word) } ?? tokens.count
  }

  /// Whether the tokens before a place announce a name or a value: `=`, a quote that is closed behind
  /// the place, `from`, `for user`.
  func isAnnounced(_ place: Int, in tokens: [Int32]) -> Bool {
    guard place > 0 else { return false }
    let before = classes(tokens[place - 1])
    if before.contains(.equals) { return true }
    if before.contains(.quote) {
      return place + 1 < tokens.count && tokens[place + 1] == tokens[place - 1]
    }
    if before.contains(.infinitive), place + 1 < tokens.count {
      if classes(tokens[place + 1]).contains(.word) { return false }
    }
    if before.contains(.naming) { return true }
    return place > 1 && before.contains(.word) && classes(tokens[place - 2]).contains(.naming)
  }
}
