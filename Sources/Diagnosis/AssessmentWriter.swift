import Findings

/// Writes the conclusion: verdict, summary, remedies, risks and what was ruled out.
struct AssessmentWriter {
  let library: CauseLibrary
  let base: EvidenceBase
  let observations: Observations
  let sorting: CandidateSorting

  private var text: PassageText { PassageText(base: base, observations: observations) }

  func assessment(
    causes: [CauseJudgement], accepted: [CauseJudgement], past: [CauseJudgement]
  ) -> Assessment {
    let recovered = past.filter { episode in !accepted.contains { $0.id == episode.id } }
    let risks = risks(beside: accepted)
    let verdict = verdict(accepted: accepted, possible: causes, recovered: recovered)
    let episodes = recovered.map { episode in
      RecoveredEpisode(
        id: episode.id, explanation: episode.title, first: episode.first, last: episode.last,
        evidence: episode.supporting)
    }
    let incident = IncidentTimeline(library: library, base: base)
    let timeline = incident.entries(
      causes: accepted.isEmpty ? causes : accepted, recovered: episodes)
    return Assessment(
      verdict: verdict,
      summary: summary(verdict, causes: causes, recovered: recovered, risks: risks),
      causes: causes, ruledOut: ruledOut(beside: causes, accepted: accepted), risks: risks,
      recovered: episodes, remedies: accepted.compactMap { remedy(for: $0.id) },
      nextCheck: NextCheckChoice(library: library, text: text).best(causes, accepted: accepted)
        ?? (verdict == .unknown ? WantedEvidence(base: base).check : nil),
      timeline: timeline, onset: incident.onset(timeline))
  }

  // MARK: Verdict

  /// Ids of state findings that mean that something does not work now, whatever the cause.
  private var trouble: [Finding] {
    observations.current.values.joined().filter { finding in
      finding.severity == .error && (finding.kind == .api || finding.kind == .container)
    }
  }

  /// Errors in logs that still hold and that no cause which is over or excluded accounts for.
  private var loudLogs: [Finding] {
    let settled = sorting.past + sorting.refuted.map(\.cause)
    let accounted = settled.flatMap { $0.evidence.map(\.finding) + $0.explains }.map(Pattern.init)
    return observations.current.values.joined().filter { finding in
      finding.kind == .log && finding.severity == .error
        && !accounted.contains { $0.matches(finding.id) }
    }
  }

  private func verdict(
    accepted: [CauseJudgement], possible: [CauseJudgement], recovered: [CauseJudgement]
  ) -> Assessment.Verdict {
    if !accepted.isEmpty { return .faulty }
    if !trouble.isEmpty { return possible.isEmpty ? .unknown : .faulty }
    if base.inputs.isDisjoint(with: ["logs", "api", "inspect", "compose"]) { return .unknown }
    if !loudLogs.isEmpty || !UnexplainedErrors(base: base).logs.isEmpty
      || !NovelErrors(base: base).lines.isEmpty
    {
      return .unknown
    }
    return recovered.isEmpty ? .healthy : .recovered
  }

  private func summary(
    _ verdict: Assessment.Verdict, causes: [CauseJudgement], recovered: [CauseJudgement],
    risks: [Risk]
  ) -> String {
    switch verdict {
    case .faulty:
      let titles = causes.prefix(2).map(\.title)
      return titles.isEmpty ? "Something is broken." : titles.joined(separator: ". Also: ") + "."
    case .recovered:
      let titles = recovered.prefix(2).map(\.title).joined(separator: "; ")
      return "Nothing is broken now. It was: \(titles)."
    case .healthy:
      let tail =
        risks.isEmpty
        ? "" : " \(risks.count) setting\(risks.count == 1 ? " is a risk" : "s are risks")."
      return "Nothing is broken in what was looked at.\(tail)"
    case .unknown:
      let kinds = trouble.map(\.title)
      let what =
        kinds.isEmpty ? "" : " It shows: \(Set(kinds).sorted().prefix(3).joined(separator: "; "))."
      return
        "No known cause explains this evidence.\(what)\(UnexplainedErrors(base: base).sentence)"
        + NovelErrors(base: base).sentence
    }
  }

  // MARK: Parts

  private func risks(beside accepted: [CauseJudgement]) -> [Risk] {
    library.causes.compactMap { cause in
      guard !accepted.contains(where: { $0.id == cause.id }) else { return nil }
      if let product = cause.appliesTo, !base.products.isEmpty, base.products[product] == nil {
        return nil
      }
      let links = cause.riskWhen.filter { observations.contains($0.finding) }
      guard let first = links.first else { return nil }
      let words = first.explanation.isEmpty ? cause.title : first.explanation
      return Risk(
        id: cause.id, explanation: text.filled(words),
        evidence: links.flatMap { observations.ids($0.finding) })
    }
  }

  private func ruledOut(
    beside causes: [CauseJudgement], accepted: [CauseJudgement]
  ) -> [RuledOutCause] {
    var result: [RuledOutCause] = []
    for judgement in accepted {
      for confusion in library.cause(judgement.id)?.confusedWith ?? [] {
        guard text.holds(confusion.condition),
          !causes.contains(where: { $0.id == confusion.cause }),
          !result.contains(where: { $0.id == confusion.cause })
        else { continue }
        let evidence = confusion.condition.when.flatMap { observations.ids($0) }
        result.append(
          RuledOutCause(
            id: confusion.cause, title: confusion.title, because: text.filled(confusion.because),
            evidence: evidence.isEmpty ? Array(judgement.supporting.prefix(1)) : evidence))
      }
    }
    guard !accepted.isEmpty || !observations.current.isEmpty else { return result }
    for entry in sorting.refuted where !entry.because.isEmpty {
      guard !result.contains(where: { $0.id == entry.cause.id }),
        !causes.contains(where: { $0.id == entry.cause.id })
      else { continue }
      result.append(
        RuledOutCause(
          id: entry.cause.id, title: entry.cause.title, because: text.filled(entry.because),
          evidence: entry.evidence))
    }
    return result
  }

  private func remedy(for id: String) -> Remedy? {
    guard let plan = library.cause(id)?.remedy else { return nil }
    let danger = text.joined(plan.danger)
    let fixes = plan.fixesOf.flatMap { observations.ids($0) }
      .flatMap { observations.current[$0] ?? [] }.flatMap(\.fixes)
    var changes: [SettingChange] = []
    for fix in fixes
    where !changes.contains(where: { $0.service == fix.service && $0.path == fix.path }) {
      changes.append(fix)
    }
    return Remedy(
      cause: id, title: text.filled(plan.title), danger: danger.isEmpty ? nil : danger,
      steps: plan.steps.filter { text.holds($0.condition) }.map { step in
        Remedy.Step(
          text.filled(step.action), why: step.why.map { text.filled($0) },
          command: step.command.map { text.filled($0, keepsLines: true) },
          verify: step.verify.map { text.filled($0, keepsLines: true) })
      }, changes: changes)
  }
}
