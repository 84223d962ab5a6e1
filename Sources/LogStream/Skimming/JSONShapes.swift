/// The shapes of a container's earlier JSON lines: which fields follow each other, and what is
/// written between their values.
///
/// A tree: each edge is the text up to the next value, and then the value, whatever it is. Values of
/// the level are part of the text. So most lines are followed by comparing what stands between
/// their values, and no field has to be recognised by its name.
struct JSONShapes {
  private enum Value { case string, other, end }

  private struct Edge {
    /// Where its text begins in `pool`, and its length.
    var start: Int
    var count: Int
    /// The first eight bytes of it, and which of them there are.
    var front: UInt64
    var frontMask: UInt64
    /// The same of the next eight.
    var next: UInt64
    var nextMask: UInt64
    var value: Value
    var isTime: Bool
    /// The first edge behind the value, and the next one in the place of this one; -1 for none.
    var child = -1
    var sibling = -1
    /// The level of the lines that end here.
    var level: Level?
  }

  /// A value of the line that is being read, as offsets.
  private struct Cut {
    var value: Range<Int>
    var kind: Value
    var isTime: Bool
  }

  private var edges: [Edge] = []
  private var pool: [UInt8] = []
  private var cuts: [Cut] = []
  private var isWrapped = false
  private var isLearning = false
  /// Lines that were learnt, and lines that were spared by it.
  private var learnt = 0
  private var spared = 0

  private static let mostEdges = 512
  private static let mostBytes = 1 << 15
  private static let mostSiblings = 12
  /// The longest value of a level that is taken for part of the text.
  private static let longestLevel = 24

  /// The level of a line of a known shape and the value of its time.
  @inline(__always)
  mutating func follow(
    _ line: ByteText, isWrapped: Bool
  ) -> (level: Level?, time: ByteText?)? {
    guard isWrapped == self.isWrapped, !edges.isEmpty else { return nil }
    var walk = JSONWalk(line: line, isWrapped: isWrapped)
    let found = edges.withUnsafeBufferPointer { edges in
      pool.withUnsafeBytes { pool in Self.follow(&walk, edges, pool) }
    }
    if found != nil { spared &+= 1 }
    return found
  }

  @inline(__always)
  private static func follow(
    _ walk: inout JSONWalk, _ edges: UnsafeBufferPointer<Edge>, _ pool: UnsafeRawBufferPointer
  ) -> (level: Level?, time: ByteText?)? {
    var (number, at) = (0, 0)
    var time: ByteText?
    while number >= 0 {
      guard holds(walk.line, edges[number], pool, at: at) else {
        number = edges[number].sibling
        continue
      }
      let start = at &+ edges[number].count
      switch edges[number].value {
      case .string: guard walk.skipString(from: start) else { return nil }
      case .other: guard walk.value(from: start) != nil else { return nil }
      case .end: return start == walk.line.count ? (edges[number].level, time) : nil
      }
      if edges[number].isTime, time == nil {
        let quotes = edges[number].value == .string ? walk.isWrapped ? 2 : 1 : 0
        time = walk.line[start..<(walk.at &- quotes)]
      }
      at = walk.at
      number = edges[number].child
    }
    return nil
  }

  @inline(__always)
  private static func holds(
    _ line: ByteText, _ edge: Edge, _ pool: UnsafeRawBufferPointer, at offset: Int
  ) -> Bool {
    if let word = line.word(offset) {
      guard (word ^ edge.front) & edge.frontMask == 0 else { return false }
      if edge.count <= 8 { return true }
      // Names are short: the second word mostly ends the comparison.
      if edge.count <= 16, let word = line.word(offset &+ 8) {
        return (word ^ edge.next) & edge.nextMask == 0
      }
    }
    return line.holds(
      UnsafeRawBufferPointer(rebasing: pool[edge.start..<(edge.start &+ edge.count)]), at: offset)
  }

  // MARK: learning

  /// Begins to read a line whose shape is not known.
  mutating func begin(isWrapped: Bool) {
    cuts.removeAll(keepingCapacity: true)
    if isWrapped != self.isWrapped {
      self.isWrapped = isWrapped
      edges.removeAll()
      pool.removeAll()
    }
    isLearning = learnt < 64 || spared > 4 * learnt
  }

  /// Notes the next value of the line, quotes included, by its offsets.
  ///
  /// A fixed value is what it is in all lines of the shape.
  mutating func note(_ value: Range<Int>, of line: ByteText, _ role: FieldRole?, isFixed: Bool) {
    guard isLearning else { return }
    if isFixed {
      if value.count > Self.longestLevel { isLearning = false }
      return
    }
    let first = line.byte(value.lowerBound)
    let isString = first == UInt8(ascii: "\"") || first == UInt8(ascii: "\\")
    let start = value.lowerBound + (isString ? isWrapped ? 2 : 1 : 0)
    cuts.append(
      Cut(
        value: start..<value.upperBound, kind: isString ? .string : .other, isTime: role == .time))
  }

  /// Keeps the shape of a line that was read to its end, and its level.
  mutating func learn(_ line: ByteText, _ level: Level?) {
    guard isLearning else { return }
    cuts.append(Cut(value: line.count..<line.count, kind: .end, isTime: false))
    var (place, start) = (-1, 0)
    for cut in cuts {
      guard let next = edge(behind: place, line[start..<cut.value.lowerBound], cut) else { return }
      (place, start) = (next, cut.value.upperBound)
    }
    edges[place].level = level
    learnt += 1
  }

  /// The edge with a text behind another one (-1 for the first of all), made if there is none; nil
  /// when there are too many.
  private mutating func edge(behind place: Int, _ text: ByteText, _ cut: Cut) -> Int? {
    var last = -1
    var number = place >= 0 ? edges[place].child : edges.isEmpty ? -1 : 0
    var siblings = 0
    while number >= 0 {
      let edge = edges[number]
      if edge.value == cut.kind, edge.count == text.count,
        pool.withUnsafeBytes({ Self.holds(text, edge, $0, at: 0) })
      {
        return number
      }
      (last, number) = (number, edge.sibling)
      siblings += 1
    }
    guard edges.count < Self.mostEdges, pool.count + text.count <= Self.mostBytes,
      siblings < Self.mostSiblings
    else { return nil }
    let (front, next) = (Self.word(text, from: 0), Self.word(text, from: 8))
    edges.append(
      Edge(
        start: pool.count, count: text.count, front: front.bytes, frontMask: front.mask,
        next: next.bytes, nextMask: next.mask, value: cut.kind, isTime: cut.isTime))
    pool += text.withBytes { Array($0) }
    if last >= 0 {
      edges[last].sibling = edges.count - 1
    } else if place >= 0 {
      edges[place].child = edges.count - 1
    }
    return edges.count - 1
  }

  /// The bytes of a text from an offset on, eight at most, and which of the eight there are.
  private static func word(_ text: ByteText, from start: Int) -> (bytes: UInt64, mask: UInt64) {
    var result: (bytes: UInt64, mask: UInt64) = (0, 0)
    for at in start..<max(start, min(start + 8, text.count)) {
      let shift = UInt64(8 * (at - start))
      result.bytes |= UInt64(text.byte(at)) << shift
      result.mask |= 0xFF << shift
    }
    return result
  }
}
