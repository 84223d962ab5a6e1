import Diagnosis
import Findings

extension TerminalSheet {
  /// What holds, in one or two sentences, and what to do about it.
  func verdict(on page: inout TerminalPage) {
    let word = assessment.verdict.rawValue.uppercased()
    let summary = assessment.summary.isEmpty ? assessment.verdict.meaning : assessment.summary
    page.labelled(
      word, tone(assessment.verdict), summary, hang: word.count + 2, textTone: .strong)
    toDo(below: word, on: &page)
    page.blank()
  }

  /// The fixes in one line each, aligned with the verdict; the steps stand further down.
  private func toDo(below word: String, on page: inout TerminalPage) {
    for (index, remedy) in assessment.remedies.prefix(3).enumerated() {
      var parts = remedy.steps.isEmpty ? [] : [Wording.count(remedy.steps.count, "step")]
      if remedy.patch != nil { parts.append("a diff of \(remedy.file ?? "the compose file")") }
      let how = parts.isEmpty ? "" : " (\(parts.joined(separator: " and ")) below)"
      let label = (index == 0 ? "DO" : "") + blanks(word.count - (index == 0 ? 2 : 0))
      page.labelled(label, .good, remedy.title + how, hang: word.count + 2)
    }
  }

  /// Every present cause: what, why, how sure, and where it was seen.
  func causes(on page: inout TerminalPage) {
    let most = isVerbose ? Int.max : TerminalRenderer.mostCauses
    for cause in assessment.causes.prefix(most) {
      let supporting = groups(cause.supporting)
      let label = cause.confidence.rawValue.uppercased()
      if report.summaryRepeats(cause) {
        page.labelled(label, tone(cause.confidence), standing(cause, supporting))
      } else {
        page.labelled(label, tone(cause.confidence), cause.title, textTone: .strong)
        page.entry(standing(cause, supporting), at: [])
      }
      page.prose(cause.explanation)
      page.blank()
      let isAside = cause.confidence == .possible && cause != assessment.causes.first
      evidence(supporting, most: isAside ? 2 : TerminalRenderer.mostEvidence, on: &page)
      if !isAside || isVerbose { reservations(cause, on: &page) }
      page.blank()
    }
    if assessment.causes.count > most {
      page.prose("and \(assessment.causes.count - most) less probable causes", indent: 0)
      page.blank()
    }
  }

  /// `98 %: log and API agree; node1, node2; 2026-11-23 01:00:32 UTC`.
  private func standing(_ cause: CauseJudgement, _ supporting: [FindingGroup]) -> String {
    let parts = [
      Wording.percent(cause.probability), Wording.agreement(of: supporting),
      Wording.names(cause.subjects), Wording.period(cause.first, cause.last) ?? "",
      "[\(cause.id)]",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// One entry per observation, with its places at the right edge.
  func evidence(_ supporting: [FindingGroup], most: Int, on page: inout TerminalPage) {
    let shown = isVerbose ? supporting : Array(supporting.prefix(most))
    var isQuoted = false
    for group in shown {
      page.entry(
        group.title + Wording.bracket(group), at: EvidencePlaces.words(group.samples),
        bullet: "- ")
      if isVerbose {
        details(group, on: &page)
      } else if !isQuoted, let sample = Self.quotable(group) {
        isQuoted = true
        let quote = Wrapping.cut(LogExcerpt.of(sample.text), width: 3 * page.columns - 24)
        page.prose("| " + quote, indent: 4, hang: 6, tone: .faint)
      }
    }
    if shown.count < supporting.count {
      page.prose("and \(supporting.count - shown.count) more", tone: .faint)
    }
  }

  /// The line that shows an observation best; structured answers have no line to quote.
  private static func quotable(_ group: FindingGroup) -> Evidence? {
    guard group.kind == .log else { return nil }
    return group.samples.first { $0.line != nil && !$0.text.isEmpty }
  }

  /// What an observation proves, its values and all samples.
  func details(_ group: FindingGroup, on page: inout TerminalPage) {
    if !group.proves.isEmpty { page.prose(group.proves, indent: 4) }
    for (name, values) in group.values.sorted(by: { $0.key < $1.key }) where !values.isEmpty {
      page.prose("\(name): " + values.joined(separator: ", "), indent: 4, hang: 6, tone: .faint)
    }
    for sample in group.samples where !sample.text.isEmpty {
      page.prose(sample.location, indent: 4, tone: .faint)
      page.prose("| " + sample.text, indent: 4, hang: 6, tone: .faint)
    }
  }

  /// What speaks against a cause, what is missing, what else it could be and what follows from it.
  private func reservations(_ cause: CauseJudgement, on page: inout TerminalPage) {
    for group in groups(cause.opposing) {
      page.entry(
        "Against it: " + group.title + Wording.bracket(group),
        at: EvidencePlaces.words(group.samples), bullet: "- ")
    }
    let absent = cause.absentSigns.prefix(isVerbose ? .max : 3).map { "[\($0)]" }
    if !absent.isEmpty {
      page.prose(
        "- Against it: would have been seen and is not there - \(absent.joined(separator: ", "))",
        hang: 4)
    }
    for rival in cause.rivals {
      page.prose("- Or [\(rival.id)]; what separates them: \(rival.separatedBy)", hang: 4)
    }
    for missing in cause.missing.prefix(isVerbose ? .max : 3) {
      page.prose("- Not there, would decide: \(missing)", hang: 4)
    }
    if !cause.leadsTo.isEmpty {
      page.prose(
        "- It leads to: " + cause.leadsTo.map(title).joined(separator: "; "), hang: 4)
    }
  }

  /// What the faults do to somebody who uses the stack.
  func effects(on page: inout TerminalPage) {
    guard !assessment.effects.isEmpty else { return }
    page.line("WHAT IT DOES TO YOU", .strong)
    for effect in assessment.effects {
      if let table = effect.table {
        let laidOut = TerminalTable(table: table, width: page.columns - 2).lines()
        for line in laidOut.header { page.line(line, .faint, indent: 2) }
        let most = isVerbose ? Int.max : TerminalRenderer.mostRows
        for line in laidOut.rows.prefix(most) { page.line(line, indent: 2) }
        if laidOut.rows.count > most {
          page.prose("and \(laidOut.rows.count - most) more lines", tone: .faint)
        }
      }
      if !effect.text.isEmpty { page.prose(effect.text) }
    }
    page.blank()
  }

  /// What looks like a cause here and is none.
  func ruledOut(on page: inout TerminalPage) {
    guard !assessment.ruledOut.isEmpty else { return }
    let isHealthy = assessment.verdict == .healthy
    page.line(isHealthy ? "LOOKS LIKE A FAULT AND IS NONE" : "RULED OUT", .strong)
    let most = isVerbose ? Int.max : isHealthy ? 3 : 6
    var shown: [String] = []
    for cause in assessment.ruledOut.prefix(most) {
      let places = groups(cause.evidence).prefix(1).flatMap { EvidencePlaces.words($0.samples) }
      // The same place below every entry would only be noise.
      let isNew = places != shown && !isHealthy
      page.entry(
        "\(cause.title): \(cause.because)", at: isNew ? Array(places.prefix(2)) : [], bullet: "- ")
      shown = places
    }
    if assessment.ruledOut.count > most {
      page.prose("and \(assessment.ruledOut.count - most) more", tone: .faint)
    }
    page.blank()
  }

  private func tone(_ verdict: Assessment.Verdict) -> TerminalTone {
    switch verdict {
    case .faulty: .bad
    case .recovered, .unknown: .caution
    case .healthy: .good
    }
  }

  private func tone(_ confidence: Confidence) -> TerminalTone {
    switch confidence {
    case .confirmed: .bad
    case .likely: .caution
    case .possible: .note
    }
  }
}
