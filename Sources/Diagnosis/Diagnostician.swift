import Findings

/// Turns what was found into what is broken, why, and how sure that is.
package struct Diagnostician {
  let library: CauseLibrary

  package init(_ library: CauseLibrary) {
    self.library = library
  }

  /// Weighs all known causes against the evidence of a run.
  package func assess(_ base: EvidenceBase) -> Assessment {
    let observations = Observations(base)
    let sorting = CandidateSorting(
      library: library, base: base, observations: observations)
    let present = judge(sorting.present, observations, base)
    let roots = withoutConsequences(present)
    let past = judge(sorting.past, observations.includingEnded, base)
      .filter { $0.confidence >= .likely }
    let accepted = roots.filter { $0.confidence >= .likely }
    let shown = accepted + roots.filter { $0.confidence == .possible }.prefix(3)
    let writer = AssessmentWriter(
      library: library, base: base, observations: observations, sorting: sorting)
    return writer.assessment(causes: Array(shown), accepted: accepted, past: past)
  }

  private func judge(
    _ causes: [Cause], _ observations: Observations, _ base: EvidenceBase
  ) -> [CauseJudgement] {
    let model = CausalModel(
      causes: causes, observations: observations, base: base, library: library)
    let posteriors = model.posteriors()
    let text = PassageText(base: base, observations: observations)
    var judged: [(judgement: CauseJudgement, margin: Double)] = []
    for (candidate, posterior) in zip(model.candidates, posteriors) {
      let findings = candidate.supporting.flatMap { observations.current[$0] ?? [] }
      let lifted = candidate.hasDecisive ? max(posterior, Likelihood.decisiveFloor) : posterior
      // One kind of evidence may be one mistake; it never stands as more than likely.
      let isOfOneKind = Set(findings.map(\.kind)).count < 2
      let probability = isOfOneKind ? min(lifted, Likelihood.mostOfOneKind) : lifted
      guard let confidence = Self.confidence(probability, findings) else { continue }
      judged.append(
        (
          judgement(candidate, probability, confidence, findings, text, base, model, posteriors),
          model.margin(candidate)
        ))
    }
    return judged.sorted { left, right in
      let (one, other) = (left.judgement, right.judgement)
      if (one.confidence >= .likely) != (other.confidence >= .likely) {
        return one.confidence > other.confidence
      }
      if left.margin != right.margin { return left.margin > right.margin }
      return one.id < other.id
    }.map(\.judgement)
  }

  /// The band of a probability; "confirmed" needs two kinds of evidence.
  private static func confidence(_ probability: Double, _ findings: [Finding]) -> Confidence? {
    let kinds = Set(findings.map(\.kind))
    if probability >= Likelihood.confirmed, kinds.count >= 2 { return .confirmed }
    if probability >= Likelihood.likely { return .likely }
    if probability >= Likelihood.possible { return .possible }
    return nil
  }

  private func judgement(
    _ candidate: CausalModel.Candidate, _ probability: Double, _ confidence: Confidence,
    _ findings: [Finding], _ text: PassageText, _ base: EvidenceBase, _ model: CausalModel,
    _ posteriors: [Double]
  ) -> CauseJudgement {
    let cause = candidate.cause
    let known = Set(candidate.effects.keys)
    let rivals = zip(model.candidates, posteriors).filter { other, posterior in
      other.cause.id != cause.id && posterior >= 0.05
        && !known.isDisjoint(with: other.supporting)
        && !library.downstream(of: cause.id).contains { $0.cause.id == other.cause.id }
    }
    return CauseJudgement(
      id: cause.id, confidence: confidence, probability: (probability * 1000).rounded() / 1000,
      title: cause.title, explanation: text.joined(cause.explanation),
      subjects: Self.subjects(findings), first: findings.compactMap(\.first).min(),
      last: findings.compactMap(\.last).max(), supporting: candidate.supporting,
      opposing: candidate.expected.map { "absent: \($0.id)" },
      missing: UnseenEvidence(base: base, observations: text.observations, text: text)
        .pieces(for: cause),
      leadsTo: cause.leadsTo.filter { consequence in
        guard let downstream = library.cause(consequence) else {
          return text.observations.contains(consequence)
        }
        return CandidateSorting.mayHold(downstream, base, text.observations)
      },
      rivals: rivals.prefix(2).map { other, posterior in
        CauseJudgement.Rival(
          id: other.cause.id, separatedBy: other.cause.nextCheck.map { text.filled($0.why) } ?? "",
          probability: posterior)
      })
  }

  private static func subjects(_ findings: [Finding]) -> [Subject] {
    var result: [Subject] = []
    for subject in findings.compactMap(\.subject) where !result.contains(subject) {
      result.append(subject)
    }
    return Array(result.sorted().prefix(12))
  }

  /// Leaves out what an accepted cause upstream brings about: it is a mechanism, not a root.
  ///
  /// A last resort goes as soon as any other cause stands.
  private func withoutConsequences(_ judged: [CauseJudgement]) -> [CauseJudgement] {
    func isLastResort(_ judgement: CauseJudgement) -> Bool {
      library.cause(judgement.id)?.isLastResort ?? false
    }
    let accepted = judged.filter { $0.confidence >= .likely }
    let hasBetter = accepted.contains { !isLastResort($0) }
    return judged.filter { judgement in
      if hasBetter, isLastResort(judgement) { return false }
      return !accepted.contains { upstream in
        upstream.id != judgement.id
          && library.downstream(of: upstream.id).contains { $0.cause.id == judgement.id }
          && !library.downstream(of: judgement.id).contains { $0.cause.id == upstream.id }
      }
    }
  }
}
