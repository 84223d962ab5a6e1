package import Findings
package import LogStream

/// All records of a run: their messages, and what the fields of structured ones hold.
///
/// A value that merges as `LooseLines` does. Each of its two kinds of rows has the bounds of
/// `TemplateMiner`; of a record the first 24 fields count.
package struct MinedLines: Sendable {
  /// Where a record stands; the line is the 1-based one of the source.
  package struct Place {
    package var source: String
    package var line: Int
    package var time: Timestamp?

    package init(source: String, line: Int, time: Timestamp?) {
      self.source = source
      self.line = line
      self.time = time
    }
  }

  /// The records by their messages.
  package private(set) var messages = LooseLines()
  /// What fields hold: each row is a field of a kind of line, with one of its forms.
  package private(set) var contents = LooseLines()
  /// The numbers of the signatures that know a shape.
  private var signatures: [ShapeID: Set<Int>] = [:]
  private var form = FieldForm()

  private static let mostFields = 24

  package init() {}

  /// Counts a record.
  ///
  /// - Parameters:
  ///   - record: The record, lent for this call.
  ///   - severity: How loud it is by itself.
  ///   - place: Where it stands.
  ///   - numbers: The signatures that match it.
  package mutating func add(
    _ record: Record, severity: Severity, at place: Place, signatures numbers: [Int] = []
  ) {
    let id = messages.add(
      record.message, text: record.text, severity: severity, source: place.source,
      line: place.line, time: place.time)
    if !numbers.isEmpty { signatures[id, default: []].formUnion(numbers) }
    guard !record.fields.isEmpty else { return }
    var row = messages.miner.lastShape
    row.append(ContentRow.divider)
    let start = row.count
    for field in record.fields.all.prefix(Self.mostFields) {
      guard ContentRow.isName(field.name), form.write(field) else { continue }
      row.removeLast(row.count - start)
      field.name.withBytes { row.append(contentsOf: $0) }
      row.append(ContentRow.divider)
      row.append(contentsOf: form.bytes)
      contents.add(
        shape: row, text: record.text, severity: severity, source: place.source,
        line: place.line, time: place.time)
    }
  }

  package mutating func merge(_ other: MinedLines) {
    messages.merge(other.messages)
    contents.merge(other.contents)
    signatures.merge(other.signatures) { $0.union($1) }
  }

  /// Moves all places behind lines of the same source that were counted apart.
  package mutating func shift(lines: Int) {
    messages.shift(lines: lines)
    contents.shift(lines: lines)
  }

  /// The numbers of the signatures that know a record of one of some shapes, sorted.
  package func signatures(of shapes: [ShapeID]) -> [Int] {
    shapes.reduce(into: Set<Int>()) { $0.formUnion(signatures[$1] ?? []) }.sorted()
  }
}
