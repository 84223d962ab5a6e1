/// Patterns whose words are the same and whose variables and marks differ in number.
extension ShapeClustering {
  /// Words from which on equal words make one template.
  private static let leastWords = 2
  /// Bytes of all words together from which on equal words make one template.
  private static let leastBytes = 4

  /// Unites patterns with the same words in the same order, such as a list of one and of many numbers
  /// or a duration with and without its unit; the pattern with the most variables gives the text.
  mutating func uniteSameWords() {
    var groups: [[Int32]: [Int]] = [:]
    for (place, pattern) in patterns.enumerated() {
      let words = words(of: pattern.tokens)
      let bytes = words.reduce(0) { $0 + table.bytes(of: $1).count }
      guard words.count >= Self.leastWords, bytes >= Self.leastBytes else { continue }
      groups[words, default: []].append(place)
    }
    var united = Set<Int>()
    for members in groups.values where members.count > 1 {
      var face = members[0]
      for member in members.dropFirst() where variables(in: member) > variables(in: face) {
        face = member
      }
      for member in members where member != face {
        patterns[face].members += patterns[member].members
        united.insert(member)
      }
    }
    patterns = patterns.enumerated().filter { !united.contains($0.offset) }.map(\.element)
    tidy()
  }

  /// The words in order, without the units of numbers.
  private func words(of tokens: [Int32]) -> [Int32] {
    tokens.indices.filter { place in
      let word = classes(tokens[place])
      let isUnit = word.contains(.unit) && place > 0 && tokens[place - 1] == table.variable
      return word.contains(.word) && !isUnit
    }.map { tokens[$0] }
  }

  private func variables(in pattern: Int) -> Int {
    patterns[pattern].tokens.count { $0 == table.variable }
  }
}
