import Findings

/// A form that can be written and read again, byte for byte the same.
extension LooseLines: Codable {
  private enum CodingKeys: String, CodingKey {
    case messages, level, shapes
  }

  private struct Row: Codable {
    /// Bytes, since a cut may go through a character.
    var text: [UInt8]
    var count: Int
    var first: Timestamp?
    var last: Timestamp?
    var sample: [UInt8]
    var note: Note?
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(miner.messages, forKey: .messages)
    try container.encode(miner.sketch.level, forKey: .level)
    let rows = miner.sketch.shapes.map { shape in
      Row(
        text: shape.text, count: shape.count, first: shape.first, last: shape.last,
        sample: shape.sample, note: notes[shape.id])
    }
    try container.encode(rows, forKey: .shapes)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let rows = try container.decode([Row].self, forKey: .shapes)
    let messages = try container.decode(Int.self, forKey: .messages)
    guard rows.count <= ShapeSketch.mostPlaces, messages >= 0,
      rows.allSatisfy({ $0.count > 0 && $0.text.count <= 4096 && $0.sample.count <= 4096 })
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .shapes, in: container, debugDescription: "more or longer shapes than are written")
    }
    var sketch = ShapeSketch()
    var notes: [ShapeID: Note] = [:]
    sketch.lower(to: try container.decode(Int.self, forKey: .level))
    for row in rows {
      let shape = MessageShape(
        text: row.text, count: row.count, first: row.first, last: row.last, sample: row.sample)
      sketch.add(shape)
      notes[shape.id] = row.note
    }
    sketch.addLeftOut(messages - sketch.messages)
    self.init(miner: TemplateMiner(sketch: sketch), notes: notes)
  }
}
