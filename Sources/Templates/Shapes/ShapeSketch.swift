import Findings
import LogStream

/// The shapes of any number of messages in bounded memory, independent of their order.
///
/// Every shape is kept while there are at most `mostShapes`. Beyond that each bucket keeps its `level`
/// shapes of the smallest hash, for the largest level that fits. What is kept is so a function of the
/// set of shapes alone, and the counts of kept shapes are exact: a shape that is kept at the end was
/// kept from its first message on.
struct ShapeSketch: Sendable {
  /// The most shapes that are kept.
  static let mostShapes = 8192

  private struct Entry: Sendable {
    let id: ShapeID
    let bucket: Int
    var shape: MessageShape
  }

  private struct Bucket: Sendable {
    /// The ids of the kept shapes, ascending.
    var ids: [ShapeID] = []
    /// All messages of the bucket, those of dropped shapes too.
    var messages = 0
  }

  private var entries: [Entry] = []
  private var places: [ShapeID: Int] = [:]
  private var buckets = [Bucket](repeating: Bucket(), count: ShapeSkeleton.buckets)
  /// The most shapes a bucket keeps.
  private(set) var level = ShapeSketch.mostShapes

  /// The number of kept shapes.
  var count: Int { entries.count }

  /// All messages.
  var messages: Int { buckets.reduce(0) { MessageShape.sum($0, $1.messages) } }

  /// The kept shapes in byte order of their texts.
  var shapes: [MessageShape] {
    entries.map(\.shape).sorted { $0.text.lexicographicallyPrecedes($1.text) }
  }

  /// Messages of shapes that were not kept, by bucket.
  var leftOut: [Int] {
    var left = buckets.map(\.messages)
    for entry in entries { left[entry.bucket] -= min(left[entry.bucket], entry.shape.count) }
    return left
  }

  /// Counts a message under its shape's text.
  ///
  /// Cost: one hash of the text and one look-up; allocates only for a shape that is new.
  mutating func add(_ text: [UInt8], message: ByteText, at time: Timestamp?) -> ShapeID {
    let id = ShapeID(of: text)
    if let place = places[id] {
      entries[place].shape.add(message, at: time)
      countMessages(1, in: entries[place].bucket)
      return id
    }
    let bucket = ShapeSkeleton.bucket(of: text)
    countMessages(1, in: bucket)
    if hasRoom(for: id, in: bucket) {
      var copy: [UInt8] = []
      copy.reserveCapacity(text.count)
      copy.append(contentsOf: text)
      insert(
        Entry(
          id: id, bucket: bucket, shape: MessageShape(text: copy, message: message, time: time)))
    }
    return id
  }

  /// Counts `shape.count` messages of one shape.
  mutating func add(_ shape: MessageShape) {
    let bucket = ShapeSkeleton.bucket(of: shape.text)
    countMessages(shape.count, in: bucket)
    include(Entry(id: shape.id, bucket: bucket, shape: shape))
  }

  /// Counts messages whose shapes are not known.
  mutating func addLeftOut(_ messages: Int, bucket: Int) {
    guard buckets.indices.contains(bucket) else { return }
    countMessages(messages, in: bucket)
  }

  /// Keeps at most this many shapes in a bucket from now on.
  mutating func lower(to limit: Int) {
    guard limit < level else { return }
    level = max(1, limit)
    for bucket in buckets.indices { trim(bucket) }
  }

  /// Adds what another sketch counted: the same as if all messages had come to this one.
  mutating func merge(_ other: ShapeSketch) {
    lower(to: other.level)
    for bucket in buckets.indices { countMessages(other.buckets[bucket].messages, in: bucket) }
    for entry in other.entries { include(entry) }
  }

  // MARK: The bound

  private mutating func include(_ entry: Entry) {
    if let place = places[entry.id] {
      entries[place].shape.merge(entry.shape)
    } else if hasRoom(for: entry.id, in: entry.bucket) {
      insert(entry)
    }
  }

  private mutating func countMessages(_ count: Int, in bucket: Int) {
    buckets[bucket].messages = MessageShape.sum(buckets[bucket].messages, count)
  }

  private func hasRoom(for id: ShapeID, in bucket: Int) -> Bool {
    let ids = buckets[bucket].ids
    guard ids.count >= level, let largest = ids.last else { return true }
    return id < largest
  }

  private mutating func insert(_ entry: Entry) {
    let ids = buckets[entry.bucket].ids
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < entry.id { low = middle + 1 } else { high = middle }
    }
    buckets[entry.bucket].ids.insert(entry.id, at: low)
    places[entry.id] = entries.count
    entries.append(entry)
    trim(entry.bucket)
    guard entries.count > Self.mostShapes else { return }
    level = buckets.reduce(1) { max($0, $1.ids.count) }
    while entries.count > Self.mostShapes, level > 1 { lower(to: level - 1) }
  }

  private mutating func trim(_ bucket: Int) {
    while buckets[bucket].ids.count > level, let id = buckets[bucket].ids.popLast() { remove(id) }
  }

  private mutating func remove(_ id: ShapeID) {
    guard let place = places.removeValue(forKey: id), let last = entries.popLast() else { return }
    guard place < entries.count else { return }
    entries[place] = last
    places[last.id] = place
  }
}
