import Diagnosis
import Findings

extension MarkdownDocument {
  private static let mostSteps = 40

  /// How the incident went, as a list by the clock.
  var timeline: MarkdownSection {
    let all = IncidentSteps(assessment.timeline)
    guard assessment.verdict != .healthy, all.steps.count > 1 || assessment.onset != nil else {
      return MarkdownSection(.timeline, "")
    }
    let onset = assessment.onset.map { MarkdownText.prose($0.text) + "\n\n" } ?? ""
    func body(_ most: Int) -> String {
      let shown = all.shown(most)
      let lines = shown.map { step in
        "- \(Wording.clock(step.first)) "
          + MarkdownText.prose(Wrapping.cut(step.mark + step.title, width: 200) + step.bracket)
          + "\n"
      }
      let left = all.steps.count - shown.count
      return onset + lines.joined() + (left > 0 ? "- _… \(left) more_\n" : "")
    }
    return MarkdownSection(
      .timeline, folded("How it went (UTC)", body(Self.mostSteps)),
      folded("How it went (UTC)", body(6)), "")
  }
}
