/// What a healthy run wrote, to hold a later run against: shapes with their counts and times.
///
/// It keeps no sample of a message, so a value that was masked is not in it. Bounds as
/// `TemplateMiner`.
package struct TemplateBaseline: Equatable, Sendable {
  private(set) var sketch: ShapeSketch

  /// What a miner has counted so far; cost as its number of shapes.
  package init(_ miner: TemplateMiner) {
    var sketch = miner.sketch
    sketch.forgetSamples()
    self.sketch = sketch
  }

  init(sketch: ShapeSketch) {
    self.sketch = sketch
  }

  /// All messages that were counted.
  package var messages: Int { sketch.messages }

  /// The number of shapes, at most 16384.
  package var shapeCount: Int { sketch.count }

  /// Adds what another run wrote, so that a baseline can grow run by run.
  package mutating func merge(_ other: TemplateBaseline) {
    sketch.merge(other.sketch)
  }

  package static func == (left: TemplateBaseline, right: TemplateBaseline) -> Bool {
    left.messages == right.messages && left.sketch.level == right.sketch.level
      && left.sketch.shapes == right.sketch.shapes
  }
}
