import Findings
import LogStream

/// The shapes of any number of messages in bounded memory, independent of their order.
///
/// Each shape has a place in three buckets (`ShapeStrata`). All shapes are kept while at most
/// `mostPlaces` places are taken, so for 5461 shapes at least. Beyond that each bucket keeps its `level`
/// shapes of the smallest hash, for the largest level that fits; a shape is kept while a bucket keeps
/// it. What is kept is so a function of the set of shapes alone, and the counts of kept shapes are
/// exact: a shape that is kept at the end was kept from its first message on.
struct ShapeSketch: Sendable {
  /// The most places that are taken in all buckets, and so the most shapes.
  static let mostPlaces = 16_384

  private struct Entry: Sendable {
    let id: ShapeID
    var shape: MessageShape
    /// Buckets that keep it, 1 to 3.
    var places: Int
  }

  private var entries: [Entry] = []
  private var indices: [ShapeID: Int] = [:]
  /// The ids that each bucket keeps, ascending.
  private var buckets = [[ShapeID]](repeating: [], count: ShapeStrata.buckets)
  private var takenPlaces = 0
  /// The most shapes a bucket keeps.
  private(set) var level = ShapeSketch.mostPlaces
  /// All messages, those of dropped shapes too.
  private(set) var messages = 0

  /// Whether a sample of each shape is kept.
  private let keepsSamples: Bool

  init(keepsSamples: Bool = true) {
    self.keepsSamples = keepsSamples
  }

  /// The number of kept shapes.
  var count: Int { entries.count }

  /// The kept shapes in byte order of their texts.
  var shapes: [MessageShape] {
    entries.map(\.shape).sorted { $0.text.lexicographicallyPrecedes($1.text) }
  }

  /// Messages of shapes that were not kept.
  var leftOut: Int {
    messages - min(messages, entries.reduce(0) { MessageShape.sum($0, $1.shape.count) })
  }

  /// Whether both counted the same and keep the same.
  func isSame(as other: ShapeSketch) -> Bool {
    messages == other.messages && level == other.level && shapes == other.shapes
  }

  /// All kept shapes of some ids as one, with the text of one of them; nil if none is kept.
  func united(_ ids: [ShapeID]) -> MessageShape? {
    var all: MessageShape?
    for index in ids.compactMap({ indices[$0] }) {
      let shape = entries[index].shape
      if all == nil { all = shape } else { all?.merge(shape) }
    }
    return all
  }

  /// Counts a message under its shape's text.
  ///
  /// Cost: one hash of the text and one look-up; allocates only for a shape that is new.
  mutating func add(_ text: [UInt8], message: [UInt8], at time: Timestamp?) -> ShapeID {
    let id = ShapeID(of: text)
    let message = keepsSamples ? message : []
    messages = MessageShape.sum(messages, 1)
    if let index = indices[id] {
      entries[index].shape.add(message, at: time)
      return id
    }
    include(id, ShapeStrata(text)) {
      var copy: [UInt8] = []
      copy.reserveCapacity(text.count)
      copy.append(contentsOf: text)
      return MessageShape(text: copy, message: message, time: time)
    }
    return id
  }

  /// Counts messages of a shape that was kept, where no samples are.
  mutating func addAgain(_ id: ShapeID, count: Int, at times: ClosedRange<Timestamp>?) {
    messages = MessageShape.sum(messages, count)
    if let index = indices[id] { entries[index].shape.addAgain(count: count, at: times) }
  }

  /// Counts all messages of one shape.
  mutating func add(_ shape: MessageShape) {
    messages = MessageShape.sum(messages, shape.count)
    include(shape)
  }

  /// Counts messages whose shapes are not known.
  mutating func addLeftOut(_ count: Int) {
    messages = MessageShape.sum(messages, max(0, count))
  }

  /// Drops the samples of all shapes.
  mutating func forgetSamples() {
    for index in entries.indices { entries[index].shape.sample = [] }
  }

  /// Keeps at most this many shapes in a bucket from now on; the least is 1.
  mutating func lower(to limit: Int) {
    guard limit < level else { return }
    level = max(1, limit)
    for bucket in buckets.indices { trim(bucket) }
  }

  /// Adds what another sketch counted: the same as if all messages had come to this one.
  mutating func merge(_ other: ShapeSketch) {
    lower(to: other.level)
    messages = MessageShape.sum(messages, other.messages)
    for entry in other.entries { include(entry.shape) }
  }

  // MARK: The bound

  private mutating func include(_ shape: MessageShape) {
    let id = shape.id
    if let index = indices[id] {
      entries[index].shape.merge(shape)
    } else {
      include(id, ShapeStrata(shape.text)) { shape }
    }
  }

  /// Takes the places of a new shape that are free for it; makes the shape only if there is one.
  private mutating func include(
    _ id: ShapeID, _ strata: ShapeStrata, shape: () -> MessageShape
  ) {
    let open = strata.all.filter { hasRoom(for: id, in: $0) }
    guard !open.isEmpty else { return }
    indices[id] = entries.count
    entries.append(Entry(id: id, shape: shape(), places: open.count))
    for bucket in open {
      insert(id, into: bucket)
      trim(bucket)
    }
    guard takenPlaces > Self.mostPlaces else { return }
    let fullest = buckets.reduce(1) { max($0, $1.count) }
    lower(to: fullest)
    while takenPlaces > Self.mostPlaces, level > 1 { lower(to: level - 1) }
  }

  private func hasRoom(for id: ShapeID, in bucket: Int) -> Bool {
    guard buckets[bucket].count >= level, let largest = buckets[bucket].last else { return true }
    return id < largest
  }

  private mutating func insert(_ id: ShapeID, into bucket: Int) {
    var low = 0
    var high = buckets[bucket].count
    while low < high {
      let middle = (low + high) / 2
      if buckets[bucket][middle] < id { low = middle + 1 } else { high = middle }
    }
    buckets[bucket].insert(id, at: low)
    takenPlaces += 1
  }

  private mutating func trim(_ bucket: Int) {
    while buckets[bucket].count > level, let id = buckets[bucket].popLast() {
      takenPlaces -= 1
      leave(id)
    }
  }

  /// Takes one place from a shape and forgets the shape that has none left.
  private mutating func leave(_ id: ShapeID) {
    guard let index = indices[id] else { return }
    entries[index].places -= 1
    guard entries[index].places == 0 else { return }
    indices[id] = nil
    guard let last = entries.popLast(), index < entries.count else { return }
    entries[index] = last
    indices[last.id] = index
  }
}
