/// Places where a name or a value is expected, by what stands before them or by the form of the words.
extension ShapeClustering {
  /// Different words that make an announced place a variable.
  static let leastAnnouncedWords = 4

  /// Unites patterns that agree but for expected names, where the words there are many, or vary in
  /// other messages after the same two words, or one of them is a variable already.
  mutating func uniteNamedValues() {
    let vocabulary = announcedVocabulary()
    var groups: [[Int32]: [Int]] = [:]
    for (place, pattern) in patterns.enumerated() {
      groups[skeleton(of: pattern.tokens), default: []].append(place)
    }
    for (skeleton, members) in groups where members.count > 1 {
      for place in skeleton.indices where skeleton[place] < 0 {
        if isVariable(place, of: members, vocabulary: vocabulary) {
          for member in members { patterns[member].tokens[place] = table.variable }
        }
      }
    }
    tidy()
  }

  /// The two tokens before a place.
  private struct Context: Hashable {
    let outer: Int32
    let inner: Int32

    init?(_ place: Int, in tokens: [Int32]) {
      guard place > 1 else { return nil }
      outer = tokens[place - 2]
      inner = tokens[place - 1]
    }
  }

  /// The words seen after two tokens that announce a name, in any message.
  private func announcedVocabulary() -> [Context: Set<Int32>] {
    var words: [Context: Set<Int32>] = [:]
    for pattern in patterns {
      let tokens = pattern.tokens
      let first = firstWord(of: tokens)
      for (place, token) in tokens.enumerated() where place > first {
        guard isPlainWord(token), isAnnounced(place, in: tokens),
          let context = Context(place, in: tokens)
        else { continue }
        words[context, default: []].insert(token)
      }
    }
    return words
  }

  private func isPlainWord(_ token: Int32) -> Bool {
    classes(token).contains(.word) && !classes(token).contains(.state)
  }

  /// The tokens with -1 where a name or a variable stands.
  private func skeleton(of tokens: [Int32]) -> [Int32] {
    let first = firstWord(of: tokens)
    return tokens.enumerated().map { place, token in
      if token == table.variable { return -1 }
      guard place > first, isPlainWord(token), !classes(token).contains(.capitals) else {
        return token
      }
      let isName = classes(token).contains(.identifier) || isAnnounced(place, in: tokens)
      return isName ? -1 : token
    }
  }

  private func isVariable(
    _ place: Int, of members: [Int], vocabulary: [Context: Set<Int32>]
  ) -> Bool {
    let values = Set(members.map { patterns[$0].tokens[place] })
    if values.count < 2 { return false }
    if values.contains(table.variable) { return true }
    let variesElsewhere = members.allSatisfy { member in
      guard let context = Context(place, in: patterns[member].tokens) else { return false }
      return vocabulary[context, default: []].count >= Self.leastAnnouncedWords
    }
    if variesElsewhere { return true }
    var least = Self.leastAnnouncedWords + 1
    if values.allSatisfy({ classes($0).contains(.identifier) }) { least -= 1 }
    if isAnnounced(place, in: patterns[members[0]].tokens) { least -= 1 }
    return values.count >= least
  }
}
