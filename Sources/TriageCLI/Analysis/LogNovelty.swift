import Diagnosis
import Findings
import Report
import Templates

/// What the logs of a run say that a good run did not.
struct LogNovelty {
  /// New templates in order of first sight.
  let new: [NovelLine]
  let summary: TriageReport.Novelty

  /// More are not told.
  private static let most = 100

  init(_ pass: LogPass, against baseline: TemplateBaseline) {
    var all = LooseLines()
    for lines in pass.mined.values { all.merge(lines) }
    let novelty = TemplateNovelty(of: all.miner, against: baseline)
    new = novelty.new.prefix(Self.most).compactMap { change in
      guard let (severity, sample) = all.summary(of: change.shapes) else { return nil }
      let services = pass.mined.filter { $0.value.holds(anyOf: change.shapes) }.map(\.key).sorted()
      return NovelLine(
        template: change.template, count: change.countNow, severity: severity,
        services: services, sample: sample,
        isUnexplained: pass.loose.holds(anyOf: change.shapes))
    }
    func changes(_ list: [TemplateNovelty.Change]) -> [TriageReport.Novelty.Change] {
      list.prefix(Self.most).map { change in
        TriageReport.Novelty.Change(
          template: change.template, before: change.countBefore, now: change.countNow,
          rateBefore: change.rateBefore, rateNow: change.rateNow)
      }
    }
    // What is rare in the baseline is missing from a shorter run by chance.
    let expected = Double(all.miner.messages) / 1000
    let gone = novelty.gone.filter { $0.rateBefore * expected >= 3 }
    summary = TriageReport.Novelty(
      messages: all.miner.messages, baseline: baseline.messages, new: new,
      newInAll: novelty.new.count, gone: changes(gone), changed: changes(novelty.changed))
  }
}
