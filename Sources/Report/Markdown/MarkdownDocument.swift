import Diagnosis
import Findings

/// The sections of one report in the order in which a person reads them.
struct MarkdownDocument {
  let report: TriageReport
  let budget: Int
  let folds: Bool
  let groups: [FindingGroup]
  private let byID: [String: FindingGroup]

  init(report: TriageReport, budget: Int, folds: Bool) {
    self.report = report
    self.budget = budget
    self.folds = folds
    groups = report.groups
    byID = Dictionary(groups.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var assessment: Assessment { report.assessment }

  var sections: [MarkdownSection] {
    [verdict] + causes + dangers + [steps] + diffs
      + [notes, nextCheck, effects, evidence, timeline, ruledOut, risks, recovered, alsoSeen]
      + [novelty, unexplained, lookedAt, inputs]
  }

  func groups(_ ids: [String]) -> [FindingGroup] {
    ids.compactMap { byID[$0] }
  }

  func title(of id: String) -> String {
    assessment.causes.first { $0.id == id }?.title ?? byID[id]?.title ?? id
  }

  private var verdict: MarkdownSection {
    let summary = assessment.summary.isEmpty ? assessment.verdict.meaning : assessment.summary
    let word = assessment.verdict.rawValue.uppercased()
    return MarkdownSection(
      .verdict, "## \(word): \(MarkdownText.prose(summary))\n",
      "## \(word): \(MarkdownText.prose(Wrapping.cut(summary, width: 160)))\n")
  }

  private var causes: [MarkdownSection] {
    assessment.causes.enumerated().map { index, cause in
      let head = "### \(cause.confidence.word): "
      let full =
        "\(head)\(MarkdownText.inline(cause.title))\n\n\(paragraphs(cause.explanation))"
        + standing(cause)
      let short =
        head + MarkdownText.prose(Wrapping.cut(cause.title, width: 120))
        + "\n\n" + standing(cause, most: 3)
      return index == 0
        ? MarkdownSection(
          .firstCause, full,
          short + "\n" + MarkdownText.prose(Wrapping.cut(cause.explanation, width: 500)) + "\n",
          "\(head)\(MarkdownText.code(Wrapping.cut(cause.id, width: 100)))\n\n"
            + MarkdownText.prose(Wrapping.cut(cause.title, width: 100)) + "\n")
        : MarkdownSection(.otherCauses, full, short, "")
    }
  }

  private func standing(_ cause: CauseJudgement, most: Int = 8) -> String {
    let parts = [
      MarkdownText.code(cause.id), Wording.percent(cause.probability),
      Wording.agreement(of: groups(cause.supporting)),
      MarkdownText.prose(Wording.names(cause.subjects, most: most)),
      Wording.period(cause.first, cause.last) ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ") + "\n"
  }

  private var dangers: [MarkdownSection] {
    assessment.remedies.compactMap { remedy in
      guard let danger = remedy.danger, !danger.isEmpty else { return nil }
      let (label, text) = Wording.danger(danger)
      return MarkdownSection(
        .danger, "> **\(label)** \(MarkdownText.prose(text))\n",
        "> **\(label)** \(MarkdownText.prose(Wrapping.cut(text, width: 400)))\n")
    }
  }

  private var steps: MarkdownSection {
    let remedies = assessment.remedies.filter { !$0.steps.isEmpty || !$0.title.isEmpty }
    guard !remedies.isEmpty else { return MarkdownSection(.steps, "") }
    return MarkdownSection(
      .steps, remedies.map { list($0, isFull: true) }.joined(separator: "\n"),
      remedies.map { list($0, isFull: false) }.joined(separator: "\n"),
      remedies.prefix(3).map {
        "### Fix: \(MarkdownText.prose(Wrapping.cut($0.title, width: 120)))\n"
      }.joined(separator: "\n"))
  }

  private func list(_ remedy: Remedy, isFull: Bool) -> String {
    var text = "### Fix: \(MarkdownText.prose(remedy.title))\n\n"
    for (index, step) in remedy.steps.enumerated() {
      let number = "\(index + 1). "
      text += number + MarkdownText.prose(step.action)
      if isFull, let why = step.why, !why.isEmpty {
        let isEnded = step.action.last.map { ".!?:".contains($0) } ?? true
        text += (isEnded ? " " : ". ") + "Why: " + MarkdownText.inline(why)
      }
      text += "\n"
      if let command = step.command, !command.isEmpty {
        text += MarkdownText.fence(command, language: "sh", indent: number.count)
      }
      if isFull, let verify = step.verify, !verify.isEmpty {
        text += check(verify, indent: number.count)
      }
    }
    return text
  }

  private func check(_ verify: String, indent: Int) -> String {
    ShellText.isCommand(verify)
      ? blanks(indent) + "Check:\n" + MarkdownText.fence(verify, language: "sh", indent: indent)
      : blanks(indent) + "Check: \(MarkdownText.inline(verify))\n"
  }

  private var diffs: [MarkdownSection] {
    assessment.remedies.compactMap { remedy in
      guard let patch = remedy.patch, !patch.isEmpty else { return nil }
      let full = MarkdownText.fence(patch, language: "diff")
      return MarkdownSection(
        .diff, full, cut(patch, to: budget / 2), cut(patch, to: budget / 4), cut(patch, to: 600))
    }
  }

  /// The diff's first hunks, as many as `bytes` hold; a hunk is never cut inside.
  private func cut(_ patch: String, to bytes: Int) -> String {
    let lines = InertText.block(patch)
    var (end, size) = (0, 0)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("@@") || line.hasPrefix("--- ") { end = index }
      size += line.utf8.count + 1
      if size > bytes { break }
      if index == lines.count - 1 { return MarkdownText.fence(patch, language: "diff") }
    }
    let left = lines[end...].count { $0.hasPrefix("@@") }
    let note = "_\(Wording.count(left, "more hunk")) of the diff in the JSON or HTML report._\n"
    return end == 0
      ? note
      : MarkdownText.fence(lines[..<end].joined(separator: "\n"), language: "diff") + "\n" + note
  }

  private var notes: MarkdownSection {
    MarkdownSection(
      .note, report.notes.map { "> **NOTE** \(MarkdownText.prose($0))\n" }.joined(), "")
  }

  private var nextCheck: MarkdownSection {
    guard let check = assessment.nextCheck else { return MarkdownSection(.nextCheck, "") }
    return MarkdownSection(
      .nextCheck,
      "### Next check\n\n\(MarkdownText.prose(check.why))\n\n"
        + MarkdownText.fence(check.command, language: "sh"), "")
  }

  /// Prose with its paragraphs kept.
  func paragraphs(_ text: String) -> String {
    TerminalPage.paragraphs(text).map { MarkdownText.prose($0) + "\n\n" }.joined()
  }

  /// A list under a heading, folded where the reader's tracker can.
  func folded(_ heading: String, _ body: String) -> String {
    guard !body.isEmpty else { return "" }
    return folds
      ? "<details>\n<summary>\(MarkdownText.html(heading))</summary>\n\n\(body)\n</details>\n"
      : "### \(MarkdownText.prose(heading))\n\n\(body)"
  }
}
