import Diagnosis

extension TerminalSheet {
  /// The danger, the steps and the diff of every remedy, in the order of the causes.
  func remedies(on page: inout TerminalPage) {
    for (index, remedy) in assessment.remedies.enumerated() {
      if let danger = remedy.danger, !danger.isEmpty {
        let (label, text) = Wording.danger(danger)
        page.labelled(label, .bad, text)
        page.blank()
      }
      let label = assessment.remedies.count > 1 ? "FIX \(index + 1)" : "FIX"
      page.labelled(label, .good, remedy.title, textTone: .strong)
      steps(remedy.steps, on: &page)
      diff(remedy.patch, on: &page)
      page.blank()
    }
    for note in report.notes { page.labelled("NOTE", .note, note) }
    page.blank()
  }

  private func steps(_ steps: [Remedy.Step], on page: inout TerminalPage) {
    let width = String(steps.count).count
    for (index, step) in steps.enumerated() {
      let number = String(index + 1)
      page.labelled(
        number, .strong, step.action, indent: 2 + width - number.count, hang: width + 4)
      let indent = width + 6
      if let command = step.command, !command.isEmpty {
        page.verbatim(command, indent: indent) { _ in .note }
      }
      if let why = step.why, !why.isEmpty { page.prose(why, indent: indent, tone: .faint) }
      if let verify = step.verify, !verify.isEmpty { check(verify, indent: indent, on: &page) }
    }
  }

  /// A verification: prose is wrapped, shell text is kept whole.
  private func check(_ verify: String, indent: Int, on page: inout TerminalPage) {
    if !ShellText.isCommand(verify) {
      page.labelled("check:", .plain, verify, indent: indent, hang: indent + 8)
    } else if verify.contains("\n") {
      page.prose("check:", indent: indent)
      page.verbatim(verify, indent: indent + 2) { _ in .note }
    } else {
      page.verbatim("check:  " + verify, indent: indent)
    }
  }

  private func diff(_ patch: String?, on page: inout TerminalPage) {
    guard let patch, !patch.isEmpty else { return }
    page.blank()
    page.verbatim(patch, indent: 2) { line in
      switch line.first {
      case "+": .added
      case "-": .removed
      case "@": .note
      default: .plain
      }
    }
  }

  /// The one command that tells most about what is still open.
  func nextCheck(on page: inout TerminalPage) {
    guard let check = assessment.nextCheck else { return }
    page.labelled("NEXT CHECK", .note, check.why)
    page.verbatim(check.command, indent: 6)
    if !check.separates.isEmpty {
      page.prose(
        (check.separates.count > 1 ? "separates: " : "decides: ")
          + check.separates.joined(separator: ", "), tone: .faint)
    }
    page.blank()
  }
}
