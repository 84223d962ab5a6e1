package import Findings
package import LogStream

/// Loud records that no signature explains, mined into templates, in bounded memory.
///
/// A value that merges: what it tells does not depend on the order of the records, nor on how they
/// were split.
package struct LooseLines: Sendable {
  /// One template of such records.
  package struct Group: Equatable, Sendable {
    package var template: String
    package var count: Int
    /// The loudest of them.
    package var severity: Severity
    /// The earliest of them.
    package var sample: Evidence
  }

  struct Note: Codable, Sendable {
    var severity: Severity
    var sample: Evidence
  }

  package private(set) var miner: TemplateMiner
  private(set) var notes: [ShapeID: Note] = [:]

  /// So many notes are kept before those of forgotten shapes are dropped.
  private static let mostNotes = 2 * ShapeSketch.mostPlaces

  /// Those of no record yet; `keepsMessages` tells whether the miner has samples, too.
  package init(keepsMessages: Bool = true) {
    miner = TemplateMiner(keepsSamples: keepsMessages)
  }

  /// Whether nothing was counted.
  package var isEmpty: Bool { miner.messages == 0 }

  /// Counts a record.
  ///
  /// Its message is mined, its whole text is for the sample; both are lent. The line is the 1-based
  /// one of the source.
  ///
  /// - Returns: The id of the message's shape.
  @discardableResult
  package mutating func add(
    _ message: ByteText, text: ByteText, severity: Severity, source: String, line: Int,
    time: Timestamp?
  ) -> ShapeID {
    let id = miner.add(message, at: time)
    note(id, text, severity, source, line, time)
    return id
  }

  /// Counts a record whose message has the shape of one before, and its severity, unless it might be the
  /// sample; without `keepsMessages` only.
  ///
  /// - Returns: Whether it was counted.
  package mutating func addAgain(
    _ id: ShapeID, severity: Severity, source: String, line: Int, time: Timestamp?
  ) -> Bool {
    guard let known = notes[id], known.severity >= severity,
      !Self.isEarlier(time, source, line, than: known.sample)
    else { return false }
    miner.addAgain(id, count: 1, at: time.map { $0...$0 })
    return true
  }

  /// Counts more records like one that `addAgain` took, which come behind that and are not earlier: all of
  /// them between two times, without which none has one.
  package mutating func addAgain(_ id: ShapeID, count: Int, at times: ClosedRange<Timestamp>?) {
    miner.addAgain(id, count: count, at: times)
  }

  /// Counts a record by a text that stands for its shape.
  mutating func add(
    shape: [UInt8], text: ByteText, severity: Severity, source: String, line: Int,
    time: Timestamp?
  ) {
    note(miner.add(shape: shape, at: time), text, severity, source, line, time)
  }

  private mutating func note(
    _ id: ShapeID, _ text: ByteText, _ severity: Severity, _ source: String, _ line: Int,
    _ time: Timestamp?
  ) {
    if let known = notes[id] {
      if known.severity < severity { notes[id]?.severity = severity }
      guard Self.isEarlier(time, source, line, than: known.sample) else { return }
      notes[id]?.sample = Self.sample(text, source, line, time)
    } else {
      notes[id] = Note(severity: severity, sample: Self.sample(text, source, line, time))
      prune()
    }
  }

  private static func sample(
    _ text: ByteText, _ source: String, _ line: Int, _ time: Timestamp?
  ) -> Evidence {
    Evidence(
      source: source, line: line, time: time, text: text.string(limit: Evidence.longestText))
  }

  /// The order of `Evidence`, without making one.
  private static func isEarlier(
    _ time: Timestamp?, _ source: String, _ line: Int, than known: Evidence
  ) -> Bool {
    if time != known.time { return MessageShape.isEarlier(time, known.time) }
    if source != known.source { return source < known.source }
    return line < known.line ?? .max
  }

  /// Drops the notes of shapes that the miner no longer keeps, and never will again.
  private mutating func prune() {
    guard notes.count > Self.mostNotes else { return }
    let kept = Set(miner.sketch.shapes.map(\.id))
    notes = notes.filter { kept.contains($0.key) }
  }

  package mutating func merge(_ other: LooseLines) {
    miner.merge(other.miner)
    for (id, note) in other.notes { merge(note, of: id) }
    prune()
  }

  private mutating func merge(_ note: Note, of id: ShapeID) {
    guard var known = notes[id] else {
      notes[id] = note
      return
    }
    known.severity = max(known.severity, note.severity)
    known.sample = min(known.sample, note.sample)
    notes[id] = known
  }

  /// Moves all places behind lines of the same source that were counted apart.
  package mutating func shift(lines: Int) {
    for id in notes.keys { notes[id]?.sample.line? += lines }
  }

  /// Whether a record of one of some shapes was counted.
  package func holds(anyOf shapes: [ShapeID]) -> Bool {
    shapes.contains { notes[$0] != nil }
  }

  /// The severity of the loudest and the place of the earliest record of some shapes.
  package func summary(of shapes: [ShapeID]) -> (severity: Severity, sample: Evidence)? {
    let found = shapes.compactMap { notes[$0] }
    guard let severity = found.map(\.severity).max(), let sample = found.map(\.sample).min() else {
      return nil
    }
    return (severity, sample)
  }

  /// The templates, the loudest and most frequent first.
  package var groups: [Group] {
    guard !isEmpty else { return [] }
    let mined = miner.templates()
    var groups: [String: Group] = [:]
    for (id, note) in notes {
      guard let template = mined.template(of: id) else { continue }
      let one = Group(
        template: template.text, count: template.count, severity: note.severity,
        sample: note.sample)
      groups[template.text] = groups[template.text].map { Self.joined($0, one) } ?? one
    }
    return groups.values.sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      if left.count != right.count { return left.count > right.count }
      return left.template < right.template
    }
  }

  private static func joined(_ left: Group, _ right: Group) -> Group {
    Group(
      template: left.template, count: left.count, severity: max(left.severity, right.severity),
      sample: min(left.sample, right.sample))
  }
}

extension LooseLines {
  init(miner: TemplateMiner, notes: [ShapeID: Note]) {
    self.miner = miner
    self.notes = notes
  }
}
