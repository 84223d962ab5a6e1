import Diagnosis
import Findings

/// The answer in three lines, for a prompt or a loop over many bundles: what, why, what to do.
///
/// A danger of what is to be done is never left out: where its words do not fit, the line says that
/// there is one.
struct TerminalBrief {
  private let report: TriageReport

  init(_ report: TriageReport) {
    self.report = report
  }

  private var assessment: Assessment { report.assessment }

  func write(on page: inout TerminalPage) {
    let word = assessment.verdict.rawValue.uppercased()
    let summary = assessment.summary.isEmpty ? assessment.verdict.meaning : assessment.summary
    let width = max(word.count, why.label.count, toDo.label.count)
    for (label, tone, text) in [
      (word, verdictTone, summary), (why.label, .strong, why.text),
      (toDo.label, toDo.tone, toDo.text),
    ] as [(String, TerminalTone, String)] {
      let padded = label + blanks(width - label.count)
      let room = page.columns - width - 2
      page.labelled(padded, tone, Wrapping.cut(text, width: room), hang: width + 2)
    }
  }

  private var verdictTone: TerminalTone {
    switch assessment.verdict {
    case .faulty: .bad
    case .healthy: .good
    case .recovered, .unknown: .caution
    }
  }

  private var why: (label: String, text: String) {
    if !assessment.causes.isEmpty {
      let causes = assessment.causes.map { cause in
        "\(cause.confidence.rawValue) \(Wording.percent(cause.probability)) [\(cause.id)]"
      }
      return ("WHY", causes.joined(separator: ", "))
    }
    if let episode = assessment.recovered.first {
      return ("OVER", "\(episode.explanation) [\(episode.id)]")
    }
    if let odd = report.unexplained.first {
      return ("SEEN", "\(Wording.number(odd.count))x not explained: \(odd.example)")
    }
    let read = LookedAt(report).read.joined(separator: ", ")
    return ("SEEN", read.isEmpty ? "nothing that could be read" : read)
  }

  private var toDo: (label: String, tone: TerminalTone, text: String) {
    if let first = assessment.remedies.first {
      let more = assessment.remedies.dropFirst().map { "; \($0.title)" }.joined()
      let isDangerous = assessment.remedies.contains { $0.danger?.isEmpty == false }
      // The danger stands in front, so that a narrow terminal cannot cut it off.
      let start = isDangerous ? "(danger: read the full report) " : ""
      return ("DO", isDangerous ? .bad : .good, start + first.title + more)
    }
    if let check = assessment.nextCheck { return ("NEXT", .note, check.command) }
    if let risk = assessment.risks.first { return ("RISK", .caution, risk.explanation) }
    return ("DO", .good, "nothing")
  }
}
