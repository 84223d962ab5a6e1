package import Findings
package import LogStream

/// Mines the templates of any number of messages in one pass and bounded memory.
///
/// While reading it keeps the *shapes* of the messages: their text with `<*>` for numbers, ids,
/// addresses, paths and dates. Clustering shapes into templates is a pure function of the shapes, done
/// by `templates()`. Order, and how the messages were split between miners that are merged, do not
/// matter: the result is the same to the byte.
///
/// Bounds: all shapes are kept up to 5461 of them, and at most 16384 in all, each of at most 643 bytes
/// with a sample of 200 bytes, below 24 MB; of a message the first 4096 bytes count. Beyond that a part
/// of the shapes, chosen by hash and evenly over kinds of messages, is kept with exact counts, still
/// whatever the order; `leftOut` says how many messages the others had.
package struct TemplateMiner: Sendable {
  private var writer = ShapeWriter()
  private(set) var sketch: ShapeSketch

  /// A miner of nothing yet; without samples `MinedTemplate.sample` is empty.
  package init(keepsSamples: Bool = true) {
    sketch = ShapeSketch(keepsSamples: keepsSamples)
  }

  init(sketch: ShapeSketch) {
    self.sketch = sketch
  }

  /// Counts the message of one record.
  ///
  /// Cost: linear in the first 4096 bytes; allocates only when the shape is new. The id leads to the
  /// template in `MinedTemplates.template(of:)`.
  @discardableResult
  package mutating func add(_ message: ByteText, at time: Timestamp? = nil) -> ShapeID {
    writer.write(message)
    return sketch.add(writer.bytes, message: writer.source, at: time)
  }

  /// Counts messages of a shape of which one was counted, where no samples are kept.
  mutating func addAgain(_ id: ShapeID, count: Int, at times: ClosedRange<Timestamp>?) {
    sketch.addAgain(id, count: count, at: times)
  }

  /// Counts a message by a text that stands for its shape.
  mutating func add(shape: [UInt8], at time: Timestamp?) -> ShapeID {
    sketch.add(shape, message: [], at: time)
  }

  /// The shape of the message that was counted last.
  var lastShape: [UInt8] { writer.bytes }

  /// Adds what another miner counted; cost as its number of shapes.
  package mutating func merge(_ other: TemplateMiner) {
    sketch.merge(other.sketch)
  }

  /// All messages that were counted.
  package var messages: Int { sketch.messages }

  /// The number of shapes that are kept, at most 16384.
  package var shapeCount: Int { sketch.count }

  /// Messages of shapes that were not kept; 0 while there are at most 5461 shapes.
  package var leftOut: Int { sketch.leftOut }

  /// The templates of all kept shapes.
  ///
  /// Cost: shapes × tokens, a few times over: about 20 ms for a thousand shapes, below 2 s at the bounds.
  package func templates() -> MinedTemplates {
    MinedTemplates(shapes: sketch.shapes, messages: sketch.messages)
  }
}
