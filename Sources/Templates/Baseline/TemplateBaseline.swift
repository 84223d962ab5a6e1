/// What a healthy run wrote, to hold a later run against: shapes with their counts and times, and the
/// forms of their fields.
///
/// It keeps no sample of a message, so a value that was masked is not in it. Bounds as
/// `TemplateMiner`.
package struct TemplateBaseline: Equatable, Sendable {
  private(set) var sketch: ShapeSketch
  /// What fields held, as rows (`ContentRow`).
  private(set) var contents = ShapeSketch()

  /// What a run wrote; cost as its number of shapes and rows.
  package init(_ mined: MinedLines) {
    self.init(mined.messages.miner)
    contents = mined.contents.miner.sketch
    contents.forgetSamples()
  }

  /// What a miner has counted so far; cost as its number of shapes.
  package init(_ miner: TemplateMiner) {
    var sketch = miner.sketch
    sketch.forgetSamples()
    self.sketch = sketch
  }

  init(sketch: ShapeSketch, contents: ShapeSketch) {
    self.sketch = sketch
    self.contents = contents
  }

  /// All messages that were counted.
  package var messages: Int { sketch.messages }

  /// The number of shapes, at most 16384.
  package var shapeCount: Int { sketch.count }

  /// Adds what another run wrote, so that a baseline can grow run by run.
  package mutating func merge(_ other: TemplateBaseline) {
    sketch.merge(other.sketch)
    contents.merge(other.contents)
  }

  package static func == (left: TemplateBaseline, right: TemplateBaseline) -> Bool {
    left.sketch.isSame(as: right.sketch) && left.contents.isSame(as: right.contents)
  }
}
