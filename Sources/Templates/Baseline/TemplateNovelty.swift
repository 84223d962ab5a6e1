package import Findings

/// What a run wrote that a baseline did not, the reverse, and what it wrote more or less often.
///
/// The shapes of both are clustered together, so a template means the same on both sides. Beyond the
/// bounds of `TemplateMiner` only shapes that both sides had to keep are compared; what is listed then
/// is true, and more may differ.
package struct TemplateNovelty: Equatable, Sendable {
  /// A template with its numbers on both sides.
  package struct Change: Equatable, Sendable {
    /// The message with `<*>` for its variable parts.
    package let template: String
    /// Messages in the baseline.
    package let countBefore: Int
    /// Messages in the run.
    package let countNow: Int
    /// Messages per 1000 messages of the baseline.
    package let rateBefore: Double
    /// Messages per 1000 messages of the run.
    package let rateNow: Double
    /// The first message by the clock: of the run, of the baseline for what is gone; nil without times.
    package let first: Timestamp?
    /// The start (200 bytes) of the run's earliest message; empty for what is gone.
    package let sample: String
    /// The shapes of the run that it unites.
    package let shapes: [ShapeID]
  }

  /// How many times higher or lower a rate has to be.
  package static let leastFactor = 2.0
  /// How many standard deviations of chance two rates have to be apart.
  package static let leastDeviations = 4.0

  /// Templates of the run that the baseline has not, in order of first sight.
  package let new: [Change]
  /// Templates of the baseline that the run has not, in order of first sight.
  ///
  /// A short run lacks rare templates by chance: `rateBefore` times its messages per 1000 are expected.
  package let gone: [Change]
  /// Templates of both whose rates differ by `leastFactor` and by more than chance, in order of first
  /// sight in the run.
  package let changed: [Change]

  /// Compares a run with a baseline; cost as the clustering of both.
  package init(of run: TemplateMiner, against baseline: TemplateBaseline) {
    var both = baseline.sketch
    both.merge(run.sketch)
    let texts = both.shapes.map(\.text)
    var new: [Change] = []
    var gone: [Change] = []
    var changed: [Change] = []
    for group in ShapeClustering.groups(of: texts) {
      let ids = group.members.map { ShapeID(of: texts[$0]) }
      let before = baseline.sketch.united(ids)
      let now = run.sketch.united(ids)
      let change = Change(
        group.text, before: before, of: baseline.messages, now: now, of: run.messages,
        shapes: ids.filter { run.sketch.united([$0]) != nil })
      switch (before, now) {
      case (nil, _): new.append(change)
      case (_, nil): gone.append(change)
      default:
        if change.isBeyondChance(baseline.messages, run.messages) { changed.append(change) }
      }
    }
    self.new = new.sorted(by: Self.isSeenBefore)
    self.gone = gone.sorted(by: Self.isSeenBefore)
    self.changed = changed.sorted(by: Self.isSeenBefore)
  }

  private static func isSeenBefore(_ left: Change, _ right: Change) -> Bool {
    if left.first != right.first { return MessageShape.isEarlier(left.first, right.first) }
    return left.template < right.template
  }
}

extension TemplateNovelty.Change {
  fileprivate init(
    _ template: String, before: MessageShape?, of messagesBefore: Int, now: MessageShape?,
    of messagesNow: Int, shapes: [ShapeID]
  ) {
    self.shapes = shapes
    self.template = template
    countBefore = before?.count ?? 0
    countNow = now?.count ?? 0
    rateBefore = 1000 * Double(countBefore) / Double(max(1, messagesBefore))
    rateNow = 1000 * Double(countNow) / Double(max(1, messagesNow))
    first = now == nil ? before?.first : now?.first
    sample = String(decoding: now?.sample ?? [], as: UTF8.self)
  }

  /// Whether the rates differ by a factor and by the two-proportion test.
  fileprivate func isBeyondChance(_ messagesBefore: Int, _ messagesNow: Int) -> Bool {
    let low = min(rateBefore, rateNow)
    let high = max(rateBefore, rateNow)
    if high < low * TemplateNovelty.leastFactor { return false }
    let before = Double(max(1, messagesBefore))
    let now = Double(max(1, messagesNow))
    let share = (Double(countBefore) + Double(countNow)) / (before + now)
    let deviation = (share * (1 - share) * (1 / before + 1 / now)).squareRoot()
    return (high - low) / 1000 >= TemplateNovelty.leastDeviations * deviation
  }
}
