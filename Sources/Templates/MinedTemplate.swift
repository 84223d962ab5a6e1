package import Findings

/// A template: messages that one statement of a program writes, as far as that shows.
package struct MinedTemplate: Equatable, Sendable {
  /// The message with `<*>` for its variable parts, control characters excluded.
  package let text: String
  /// How many messages it has; those of dropped shapes are not in it.
  package let count: Int
  /// How many shapes it unites, at least 1.
  package let shapes: Int
  /// The time of the first message by the clock, nil if none had a time.
  package let first: Timestamp?
  /// The time of the last message by the clock, nil if none had a time.
  package let last: Timestamp?
  /// The start (200 bytes) of its earliest message.
  package let sample: String

  init(text: String, uniting shapes: [MessageShape]) {
    var all: MessageShape?
    for shape in shapes {
      if all == nil { all = shape } else { all?.merge(shape) }
    }
    self.text = text
    self.shapes = shapes.count
    count = all?.count ?? 0
    first = all?.first
    last = all?.last
    sample = String(decoding: all?.sample ?? [], as: UTF8.self)
  }
}

/// The templates of a miner at one moment.
package struct MinedTemplates: Sendable {
  /// The most frequent first, then in order of their texts.
  package let all: [MinedTemplate]
  /// All messages, those of dropped shapes too.
  package let messages: Int
  private let places: [ShapeID: Int]

  /// The template of a message by what `TemplateMiner.add` gave; nil if its shape was not kept.
  package func template(of id: ShapeID) -> MinedTemplate? {
    places[id].map { all[$0] }
  }

  init(shapes: [MessageShape], messages: Int) {
    let groups = ShapeClustering.groups(of: shapes.map(\.text))
    let mined = groups.map { group in
      (
        template: MinedTemplate(text: group.text, uniting: group.members.map { shapes[$0] }),
        members: group.members
      )
    }.sorted { left, right in
      if left.template.count != right.template.count {
        return left.template.count > right.template.count
      }
      return left.template.text < right.template.text
    }
    var places: [ShapeID: Int] = [:]
    for (place, group) in mined.enumerated() {
      for member in group.members { places[shapes[member].id] = place }
    }
    all = mined.map(\.template)
    self.messages = messages
    self.places = places
  }
}
