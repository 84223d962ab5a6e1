/// Known lines of a run of which a field holds what it never held in a baseline.
///
/// A line whose field has many forms in the baseline tells nothing, and so does one that the baseline
/// does not have with this field.
package struct ContentNovelty: Equatable, Sendable {
  /// One field.
  package struct Field: Equatable, Sendable {
    package let name: String
    /// The forms (`FieldForm`) that are new, sorted.
    package let now: [String]
    /// All forms of the baseline, sorted; at least one.
    package let before: [String]
  }

  /// A kind of line.
  package struct Change: Equatable, Sendable {
    /// The message with `<*>` for its variable parts.
    package let template: String
    /// Its fields, sorted by name; at least one.
    package let fields: [Field]
    /// At least so many records are different.
    package let count: Int
    /// What leads to the records in `MinedLines.contents`.
    package let rows: [ShapeID]
    /// The shape of the message.
    package let shape: ShapeID
    /// Whether an error is told that was not told before.
    package var hasNewError: Bool {
      fields.contains { $0.now.contains { $0.contains(" ") } }
    }
  }

  /// A field with more forms in the baseline varies by itself.
  package static let mostForms = 4

  /// In order of their messages.
  package let all: [Change]

  /// Compares a run with a baseline; cost as the number of rows of both.
  package init(of run: MinedLines, against baseline: TemplateBaseline) {
    // What only one side had to keep is not compared.
    var both = baseline.contents
    both.merge(run.contents.miner.sketch)
    var known: [ArraySlice<UInt8>: Set<[UInt8]>] = [:]
    for row in baseline.contents.shapes.compactMap({ ContentRow($0.text) }) {
      known[row.key, default: []].insert(row.form)
    }
    var found: [String: [FoundForm]] = [:]
    for shape in run.contents.miner.sketch.shapes where both.united([shape.id]) != nil {
      guard let row = ContentRow(shape.text), let forms = known[row.key],
        forms.count <= Self.mostForms, !forms.contains(row.form)
      else { continue }
      found[row.message, default: []].append(
        FoundForm(row: row, before: forms, count: shape.count, id: shape.id))
    }
    all = found.sorted { $0.key < $1.key }.map { Change($0.key, $0.value) }
  }

  fileprivate struct FoundForm {
    let row: ContentRow
    let before: Set<[UInt8]>
    let count: Int
    let id: ShapeID
  }
}

extension ContentNovelty.Change {
  fileprivate init(_ message: String, _ found: [ContentNovelty.FoundForm]) {
    let byName = Dictionary(grouping: found, by: \.row.name).sorted { $0.key < $1.key }
    func texts(_ forms: [[UInt8]]) -> [String] {
      forms.map { String(decoding: $0, as: UTF8.self) }.sorted()
    }
    template = message
    fields = byName.map { name, forms in
      ContentNovelty.Field(
        name: name, now: texts(forms.map(\.row.form)), before: texts(Array(forms[0].before)))
    }
    count = byName.map { $0.value.reduce(0) { MessageShape.sum($0, $1.count) } }.max() ?? 0
    rows = found.map(\.id)
    shape = ShapeID(of: Array(message.utf8))
  }
}
