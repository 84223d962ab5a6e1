package import Findings
package import LogStream

/// Mines the templates of any number of messages in one pass and bounded memory.
///
/// While reading it keeps the *shapes* of the messages: their text with `<*>` for numbers, ids,
/// addresses, paths and dates. Clustering shapes into templates is a pure function of the shapes, done
/// by `templates()`. Order, and how the messages were split between miners that are merged, do not
/// matter: the result is the same to the byte.
///
/// Bounds: at most 8192 shapes of at most 643 bytes with a sample of 200 bytes, below 12 MB in all; of a
/// message the first 4096 bytes count. Beyond 8192 shapes a part of them, chosen by hash and evenly over
/// kinds of messages, is kept with exact counts; `leftOut` says how many messages the others had.
package struct TemplateMiner: Sendable {
  private var writer = ShapeWriter()
  private(set) var sketch = ShapeSketch()

  package init() {}

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
    return sketch.add(writer.bytes, message: message, at: time)
  }

  /// Adds what another miner counted; cost as its number of shapes.
  package mutating func merge(_ other: TemplateMiner) {
    sketch.merge(other.sketch)
  }

  /// All messages that were counted.
  package var messages: Int { sketch.messages }

  /// The number of shapes that are kept, at most 8192.
  package var shapeCount: Int { sketch.count }

  /// Messages of shapes that were not kept; 0 until there are more than 8192 shapes.
  package var leftOut: Int { sketch.leftOut.reduce(0, MessageShape.sum) }

  /// The templates of all kept shapes.
  ///
  /// Cost: shapes × tokens, a few times over; tens of milliseconds for a thousand shapes.
  package func templates() -> MinedTemplates {
    MinedTemplates(shapes: sketch.shapes, messages: sketch.messages)
  }
}
