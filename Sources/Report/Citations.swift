import Diagnosis

extension TriageReport {
  /// The ids of all findings that the assessment already speaks of.
  var citedFindings: Set<String> {
    var ids: Set<String> = []
    for cause in assessment.causes {
      ids.formUnion(cause.supporting + cause.opposing + cause.leadsTo)
    }
    for cause in assessment.ruledOut { ids.formUnion(cause.evidence) }
    for risk in assessment.risks { ids.formUnion(risk.evidence) }
    for episode in assessment.recovered { ids.formUnion(episode.evidence) }
    return ids
  }

  /// Whether the summary already says what the title of a cause says.
  func summaryRepeats(_ cause: CauseJudgement) -> Bool {
    let title = cause.title.filter { $0.isLetter || $0.isNumber }
    return !title.isEmpty && assessment.causes.first == cause
      && assessment.summary.filter { $0.isLetter || $0.isNumber }.hasPrefix(title)
  }

  /// `redacted: 2 api-key, 1 password`; says so when secrets were not looked for.
  var redactionPhrase: String {
    guard isRedacted else { return "NOT redacted: this report may hold secrets" }
    let kinds = redacted.sorted { $0.key < $1.key }.filter { $0.value > 0 }
      .map { "\($0.value) \($0.key)" }
    return "redacted: " + (kinds.isEmpty ? "nothing" : kinds.joined(separator: ", "))
  }
}
