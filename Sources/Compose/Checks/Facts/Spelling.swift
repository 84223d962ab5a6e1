/// How far apart two names are, to find the one that was meant.
enum Spelling {
  /// The longest name that is compared; longer ones are no host names.
  private static let longestName = 64
  private static let mostCandidates = 256

  /// The number of letters to insert, delete, replace or swap with a neighbour.
  ///
  /// - Complexity: O(n·m) in the lengths, which are at most 64.
  static func distance(_ one: String, _ other: String) -> Int {
    let a = Array(one.utf8.prefix(longestName))
    let b = Array(other.utf8.prefix(longestName))
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for (i, letter) in a.enumerated() {
      var row = [i + 1]
      for (j, against) in b.enumerated() {
        var best = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == against ? 0 : 1))
        if i > 0, j > 0, letter == b[j - 1], a[i - 1] == against {
          best = min(best, beforeLast[j - 1] + 1)
        }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }

  /// The candidate nearest to a misspelt name; nil when none is near or two are equally near.
  static func nearest(_ name: String, in candidates: [String]) -> String? {
    let limit = max(1, min(3, name.utf8.count / 3))
    let ranked = candidates.prefix(mostCandidates).filter { $0 != name }
      .map { (distance: distance(name.lowercased(), $0.lowercased()), name: $0) }
      .sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
    guard let best = ranked.first, best.distance <= limit else { return nil }
    if ranked.count > 1, ranked[1].distance == best.distance { return nil }
    return best.name
  }
}
