/// Patterns that agree in all places but one.
extension ShapeClustering {
  /// Different words that make any place after the first word a variable.
  private static let leastWords = 6
  /// Different first words that make their place a variable.
  private static let leastFirstWords = 30

  /// Patterns that agree in all tokens but the one at a place.
  private struct Gap {
    let place: Int
    let members: [Int]
  }

  /// Makes places variables where enough different words stand among equal tokens, those with the
  /// most words first; a pattern is changed once.
  mutating func uniteSinglePlaces() {
    var used = Set<Int>()
    for gap in gaps() {
      let free = gap.members.filter { !used.contains($0) }
      guard free.count > 1, isVariable(gap.place, of: free) else { continue }
      for member in free {
        patterns[member].tokens[gap.place] = table.variable
        used.insert(member)
      }
    }
    tidy()
  }

  /// Gaps that two or more patterns share, the most shared first.
  private func gaps() -> [Gap] {
    let sums = patterns.map { pattern in
      pattern.tokens.enumerated().reduce(ShapeID.mix(UInt64(pattern.tokens.count))) { sum, token in
        sum &+ Self.part(token.offset, token.element)
      }
    }
    let longest = patterns.reduce(0) { max($0, $1.tokens.count) }
    var gaps: [Gap] = []
    for place in 0..<longest {
      var shared: [UInt64: [Int]] = [:]
      for (member, pattern) in patterns.enumerated() where place < pattern.tokens.count {
        let token = pattern.tokens[place]
        guard !classes(token).isDisjoint(with: [.word, .variable]) else { continue }
        shared[sums[member] &- Self.part(place, token), default: []].append(member)
      }
      for members in shared.values where members.count > 1 {
        gaps.append(Gap(place: place, members: members))
      }
    }
    return gaps.sorted { left, right in
      if left.members.count != right.members.count {
        return left.members.count > right.members.count
      }
      if left.place != right.place { return left.place < right.place }
      return left.members.lexicographicallyPrecedes(right.members)
    }
  }

  /// What a token at a place adds to the hash of its pattern.
  private static func part(_ place: Int, _ token: Int32) -> UInt64 {
    ShapeID.mix(UInt64(place) << 32 &+ UInt64(UInt32(bitPattern: token)) &+ 1)
  }

  private func isVariable(_ place: Int, of members: [Int]) -> Bool {
    let tokens = patterns[members[0]].tokens
    let values = members.map { classes(patterns[$0].tokens[place]) }
    let words = tokens.indices.count { $0 != place && classes(tokens[$0]).contains(.word) }
    if words < 1 || values.allSatisfy({ $0.contains(.state) }) { return false }
    if words > 1, values.contains(where: { $0.contains(.variable) }) { return true }
    let isFirst = place <= firstWord(of: tokens)
    var least = isFirst ? Self.leastFirstWords : Self.leastWords
    if isAnnounced(place, in: tokens) { least = Self.leastAnnouncedWords }
    if !isFirst, values.allSatisfy({ $0.contains(.identifier) }) { least = max(2, least / 2) }
    if values.allSatisfy({ $0.contains(.capitals) }) { least *= 2 }
    return members.count >= least
  }
}
