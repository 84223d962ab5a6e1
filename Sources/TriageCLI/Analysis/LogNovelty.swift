import Diagnosis
import Findings
import Report
import Signatures
import Templates

/// What the logs of a run say that a good run did not.
struct LogNovelty {
  /// New kinds of lines and known ones that say something else, the most telling first.
  ///
  /// Loud new ones, and loud known ones that tell a new error, take turns with known lines that have
  /// other contents, each in order of first sight: either may have the first sign, and neither hides
  /// the other. Quiet new ones come last: they are as often another setting or feature.
  let new: [NovelLine]
  let summary: TriageReport.Novelty

  /// More are not told.
  private static let most = 100

  init(_ pass: LogPass, against baseline: TemplateBaseline) {
    var all = MinedLines()
    for lines in pass.mined.values { all.merge(lines) }
    let novelty = TemplateNovelty(of: all.messages.miner, against: baseline)
    let others = ContentNovelty(of: all, against: baseline).all
    let ranked =
      novelty.new.compactMap { Self.ranked($0, all, pass) }
      + others.compactMap { Self.ranked($0, all, pass) }
    func lines(_ rank: Rank) -> [NovelLine] {
      ranked.filter { $0.rank == rank }.map(\.line).sorted { $0.sample < $1.sample }
    }
    let telling = Self.inTurns(lines(.loud), lines(.otherContents))
    new = Array((telling + lines(.quiet)).prefix(Self.most))
    func changes(_ list: [TemplateNovelty.Change]) -> [TriageReport.Novelty.Change] {
      list.prefix(Self.most).map { change in
        TriageReport.Novelty.Change(
          template: change.template, before: change.countBefore, now: change.countNow,
          rateBefore: change.rateBefore, rateNow: change.rateNow)
      }
    }
    // What is rare in the baseline is missing from a shorter run by chance.
    let expected = Double(all.messages.miner.messages) / 1000
    let gone = novelty.gone.filter { $0.rateBefore * expected >= 3 }
    summary = TriageReport.Novelty(
      messages: all.messages.miner.messages, baseline: baseline.messages, new: new,
      newInAll: novelty.new.count, otherContentsInAll: others.count, gone: changes(gone),
      changed: changes(novelty.changed.sorted(by: Self.roseMore)))
  }

  /// What comes so much more often than in good runs comes first, what became rare last.
  private static func roseMore(
    _ left: TemplateNovelty.Change, _ right: TemplateNovelty.Change
  ) -> Bool {
    let (one, other) = (left.rateNow / left.rateBefore, right.rateNow / right.rateBefore)
    return one == other ? left.template < right.template : one > other
  }

  /// The first of both, the second of both, and so on.
  private static func inTurns(_ left: [NovelLine], _ right: [NovelLine]) -> [NovelLine] {
    (0..<max(left.count, right.count)).flatMap { place in
      [left, right].compactMap { $0.indices.contains(place) ? $0[place] : nil }
    }
  }

  private enum Rank {
    case loud, otherContents, quiet

    init(_ line: NovelLine) { self = line.severity >= .warning ? .loud : .quiet }
  }

  private typealias Ranked = (rank: Rank, line: NovelLine)

  /// A new kind of line.
  ///
  /// It is as loud as the signatures that know it say, else as its loudest record.
  private static func ranked(
    _ change: TemplateNovelty.Change, _ all: MinedLines, _ pass: LogPass
  ) -> Ranked? {
    guard let (own, sample) = all.messages.summary(of: change.shapes) else { return nil }
    let writers = pass.mined.filter { $0.value.messages.holds(anyOf: change.shapes) }
    let isUnexplained = pass.loose.holds(anyOf: change.shapes)
    let known = writers.compactMap { service, lines in
      pass.matcher.severity(by: lines.signatures(of: change.shapes), in: service)
    }
    let severity = isUnexplained ? own : known.max() ?? own
    let line = NovelLine(
      template: change.template, count: change.countNow, severity: severity,
      services: writers.keys.sorted(), sample: sample, isUnexplained: isUnexplained)
    return (Rank(line), line)
  }

  /// A known kind of line with other contents.
  ///
  /// Only an error text is a fault in itself; what else differs is for signatures to judge.
  private static func ranked(
    _ change: ContentNovelty.Change, _ all: MinedLines, _ pass: LogPass
  ) -> Ranked? {
    guard let (severity, sample) = all.contents.summary(of: change.rows) else { return nil }
    let services = pass.mined.filter { $0.value.contents.holds(anyOf: change.rows) }.keys
    let line = NovelLine(
      template: change.template, count: change.count, severity: severity,
      services: services.sorted(), sample: sample,
      isUnexplained: change.hasNewError && pass.loose.holds(anyOf: [change.shape]),
      contents: change.fields.map {
        NovelLine.Content(field: $0.name, now: $0.now, before: $0.before)
      })
    return (change.hasNewError && Rank(line) == .loud ? .loud : .otherContents, line)
  }
}
