import Diagnosis
import Findings

extension TerminalSheet {
  /// How the incident went: its first loud line, and its first steps by the clock.
  func timeline(on page: inout TerminalPage) {
    let all = IncidentSteps(assessment.timeline)
    guard assessment.verdict != .healthy, all.steps.count > 1 || assessment.onset != nil
    else { return }
    page.line("HOW IT WENT", .strong)
    if let onset = assessment.onset { page.prose(onset.text) }
    let shown = isVerbose ? all.steps : all.shown(TerminalRenderer.mostSteps)
    for step in shown {
      let clock = String(Wording.clock(step.first).dropFirst(11))
      page.prose("\(clock)  \(step.mark)\(step.title)\(step.bracket)", hang: 12)
    }
    if shown.count < all.steps.count {
      page.prose("and \(all.steps.count - shown.count) more", tone: .faint)
    }
    page.blank()
  }
}
