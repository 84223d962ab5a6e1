/// How far two words are apart, for suggestions.
enum Spelling {
  /// The number of letters to insert, delete or replace (Levenshtein); cost is the product of the
  /// lengths, so only short words belong here.
  static func distance(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one.prefix(40)), Array(other.prefix(40)))
    var row = Array(0...other.count)
    for (line, letter) in one.enumerated() {
      var corner = row[0]
      row[0] = line + 1
      for (column, compared) in other.enumerated() {
        let cost = corner + (letter == compared ? 0 : 1)
        corner = row[column + 1]
        row[column + 1] = min(cost, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[other.count]
  }

  /// `; did you mean …?` for a word that is at most two letters from a known one, else nothing.
  static func hint(_ word: String, among known: [String]) -> String {
    let near = known.map { ($0, distance($0, word)) }.min { $0.1 < $1.1 }
    // Short words are near to everything.
    guard let near, near.1 <= min(2, max(1, near.0.count / 3)) else { return "" }
    return "; did you mean `\(near.0)`?"
  }
}
