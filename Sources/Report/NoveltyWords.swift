import Diagnosis
import Findings

/// What all forms of a report say about the difference from a good run.
struct NoveltyWords {
  let novelty: TriageReport.Novelty

  init(_ novelty: TriageReport.Novelty) {
    self.novelty = novelty
  }

  /// How much was compared and how much is new.
  var summary: String {
    let new =
      novelty.newInAll == 0
      ? "no new kind of line" : Wording.count(novelty.newInAll, "new kind") + " of lines"
    let others = Wording.count(novelty.otherContentsInAll, "known kind")
    let more = novelty.otherContentsInAll == 0 ? "" : ", \(others) with other contents,"
    return "\(new)\(more) in \(Wording.count(novelty.messages, "record")), "
      + "beside \(Wording.count(novelty.baseline, "record")) of the baseline"
  }

  /// What stands in front of a new line: `error, 12x since 14:03:07 only in node2: `.
  func head(_ line: NovelLine) -> String {
    let since = line.sample.time.map { " since \(Wording.clock($0))" } ?? ""
    let services = line.services.prefix(3).joined(separator: ", ")
    let more = line.services.count > 3 ? " and \(line.services.count - 3) more" : ""
    let place = line.services.isEmpty ? "" : " in \(services)\(more)"
    return "\(line.severity.rawValue), \(Wording.number(line.count))x\(since)\(place): "
  }

  /// The line, and what is different in a known one: `listening (tls: false, before true)`.
  func text(_ line: NovelLine, width: Int) -> String {
    let contents = line.contents.map { content in
      "\(content.field): \(Self.list(content.now)), before \(Self.list(content.before))"
    }
    let added = contents.isEmpty ? "" : " (\(contents.joined(separator: "; ")))"
    let room = contents.isEmpty ? width : max(width / 2, width - added.count)
    return Wrapping.cut(Wrapping.cut(line.template, width: room) + added, width: width)
  }

  private static func list(_ forms: [String]) -> String {
    forms.map { Wrapping.cut($0, width: 80) }.joined(separator: " or ")
  }

  /// What is missing and what changed, at most so many of each.
  func others(most: Int) -> [String] {
    novelty.gone.prefix(most).map { "gone (\(Wording.number($0.before))x before): \($0.template)" }
      + novelty.changed.prefix(most).map { change in
        "\(Self.rate(change.rateBefore)) -> \(Self.rate(change.rateNow)) per 1000: "
          + change.template
      }
  }

  private static func rate(_ rate: Double) -> String {
    let tenths = Int((rate * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
