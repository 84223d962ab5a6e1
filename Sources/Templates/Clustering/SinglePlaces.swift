/// Patterns that agree in all places but one.
extension ShapeClustering {
  /// Different words that make any place after the first word a variable.
  private static let leastWords = 6
  /// Different first words that make their place a variable.
  private static let leastFirstWords = 30

  /// A place that is left out, and a hash of all other tokens.
  private struct Gap: Hashable {
    let place: Int
    let rest: UInt64
    let length: Int
  }

  /// Makes places variables where enough different words stand among equal tokens, those with the
  /// most words first; a pattern is changed once.
  mutating func uniteSinglePlaces() {
    var used = Set<Int>()
    for (gap, members) in gaps() {
      let free = members.filter { !used.contains($0) }
      guard free.count > 1, isVariable(gap.place, of: free) else { continue }
      for member in free {
        patterns[member].tokens[gap.place] = table.variable
        used.insert(member)
      }
    }
    tidy()
  }

  /// Gaps that two or more patterns share, the most shared first.
  private func gaps() -> [(gap: Gap, members: [Int])] {
    var shared: [Gap: [Int]] = [:]
    for (member, pattern) in patterns.enumerated() {
      let parts = pattern.tokens.enumerated().map { place, token in
        ShapeID.mix(UInt64(place) << 32 ^ UInt64(token) &+ 0x9E37_79B9)
      }
      let whole = parts.reduce(0, &+)
      for (place, token) in pattern.tokens.enumerated()
      where !classes(token).isDisjoint(with: [.word, .variable]) {
        let gap = Gap(place: place, rest: whole &- parts[place], length: parts.count)
        shared[gap, default: []].append(member)
      }
    }
    return shared.filter { $0.value.count > 1 }.map { ($0.key, $0.value) }.sorted { left, right in
      if left.members.count != right.members.count {
        return left.members.count > right.members.count
      }
      if left.gap.place != right.gap.place { return left.gap.place < right.gap.place }
      return left.members.lexicographicallyPrecedes(right.members)
    }
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
    return members.count >= least
  }
}
