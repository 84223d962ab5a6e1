import Diagnosis
import Findings

/// The words of a comparison, the same in every form of it.
struct ComparisonLines {
  /// A line with the sign of what happened: `+` new, `-` gone, `~` changed, `=` as before.
  struct Line {
    var sign: String
    var text: String
    /// What weakens it; nil for nothing.
    var note: String?
    var id: String?
  }

  let comparison: ReportComparison

  var verdicts: [(name: String, run: ComparedRun, text: String)] {
    [("BEFORE", comparison.before), ("AFTER", comparison.after)].map { name, run in
      let assessment = run.report.assessment
      let text = assessment.summary.isEmpty ? assessment.verdict.meaning : assessment.summary
      return (name, run, "\(assessment.verdict.rawValue): \(text)")
    }
  }

  var causes: [Line] {
    comparison.causes.map { cause in
      switch (cause.before, cause.after) {
      case (let old?, nil):
        Line(sign: "-", text: "\(old.title) (was \(Self.standing(old)))", id: cause.id)
      case (nil, let new?):
        Line(sign: "+", text: "\(new.title) (\(Self.standing(new)))", id: cause.id)
      case (let old?, let new?):
        old.confidence == new.confidence
          ? Line(sign: "=", text: "\(new.title) (\(Self.standing(new)))", id: cause.id)
          : Line(
            sign: "~", text: "\(new.title) (\(Self.standing(old)) -> \(Self.standing(new)))",
            id: cause.id)
      case (nil, nil): Line(sign: "=", text: cause.title, id: cause.id)
      }
    }
  }

  var observations: [Line] {
    comparison.observations.map { change in
      switch (change.before, change.after) {
      case (let old?, nil):
        let doubt = change.reservation.map { " (\($0))" } ?? ""
        return Line(
          sign: "-", text: "\(old.severity.rawValue): \(old.title)\(Wording.bracket(old))",
          note: doubt.isEmpty ? nil : "perhaps not gone\(doubt)", id: change.id)
      case (nil, let new?):
        return Line(
          sign: "+", text: "\(new.severity.rawValue): \(new.title)\(Wording.bracket(new))",
          id: change.id)
      case (let old?, let new?):
        return Line(
          sign: "~", text: "\(new.severity.rawValue): \(new.title)",
          note: Self.difference(old, new), id: change.id)
      case (nil, nil): return Line(sign: "~", text: change.title, id: change.id)
      }
    }
  }

  var settings: [Line] {
    comparison.settings.map { setting in
      let sign = setting.before == nil ? "+" : setting.after == nil ? "-" : "~"
      let values = [setting.before, setting.after].compactMap { $0 }.map { Self.shown($0) }
      let place = setting.isRunning ? "as the container runs" : setting.origin
      return Line(
        sign: sign,
        text: "\(setting.service).\(setting.path): \(values.joined(separator: " -> "))",
        note: place)
    }
  }

  private static func standing(_ cause: CauseJudgement) -> String {
    "\(cause.confidence.rawValue), \(Wording.percent(cause.probability))"
  }

  private static func difference(_ old: FindingGroup, _ new: FindingGroup) -> String {
    var parts: [String] = []
    if old.severity != new.severity { parts.append("was \(old.severity.rawValue)") }
    if old.count != new.count {
      parts.append("\(Wording.number(old.count))x -> \(Wording.number(new.count))x")
    }
    let lost = Set(old.subjects).subtracting(new.subjects).sorted()
    let gained = Set(new.subjects).subtracting(old.subjects).sorted()
    if !gained.isEmpty { parts.append("now also \(Wording.names(gained))") }
    if !lost.isEmpty { parts.append("no more \(Wording.names(lost))") }
    return parts.joined(separator: "; ")
  }

  private static func shown(_ value: String) -> String {
    value.isEmpty ? "\"\"" : Wrapping.cut(value, width: 120)
  }
}
