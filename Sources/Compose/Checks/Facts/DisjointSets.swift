/// Places that are put into groups step by step.
struct DisjointSets {
  private var parents: [Int]

  init(count: Int) {
    parents = Array(0..<count)
  }

  /// The same place for all members of a group.
  mutating func representative(of place: Int) -> Int {
    var place = place
    while parents[place] != place {
      parents[place] = parents[parents[place]]
      place = parents[place]
    }
    return place
  }

  mutating func unite(_ one: Int, _ other: Int) {
    parents[representative(of: one)] = representative(of: other)
  }
}
