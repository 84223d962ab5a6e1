import Findings

extension Diagnostician {
  /// The arithmetic behind one cause in one run, as lines for a person.
  ///
  /// Says why a cause is no candidate where it is none. The module's page explains the terms.
  package func explanation(of id: String, in base: EvidenceBase) -> [String] {
    guard let cause = library.cause(id) else { return ["\(id): no cause of this name is known"] }
    let observations = Observations(base)
    let sorting = CandidateSorting(library: library, base: base, observations: observations)
    guard sorting.present.contains(where: { $0.id == id }) else {
      return [absence(cause, sorting, observations)]
    }
    let model = CausalModel(
      causes: sorting.present, observations: observations, base: base, library: library)
    guard let place = model.candidates.firstIndex(where: { $0.cause.id == id }) else {
      return ["\(id): a candidate, but twenty others explain more"]
    }
    return terms(model.candidates[place], model, posterior: model.posteriors()[place])
  }

  private func absence(
    _ cause: Cause, _ sorting: CandidateSorting, _ observations: Observations
  ) -> String {
    if let refuted = sorting.refuted.first(where: { $0.cause.id == cause.id }) {
      let evidence = refuted.evidence.joined(separator: ", ")
      return "\(cause.id): ruled out by \(evidence): \(refuted.because)"
    }
    if sorting.past.contains(where: { $0.id == cause.id }) {
      return "\(cause.id): was a candidate and is over"
    }
    let unmet = cause.requires.first { !observations.containsAny($0) }
    return unmet.map {
      "\(cause.id): needs one of \($0.joined(separator: ", ")), and none is there"
    }
      ?? "\(cause.id): none of its evidence is there"
  }

  private func terms(
    _ candidate: CausalModel.Candidate, _ model: CausalModel, posterior: Double
  ) -> [String] {
    let prior = Likelihood.probability(candidate.cause.prior)
    var lines = [
      "\(candidate.cause.id): prior \(Self.short(prior)) (\(candidate.cause.prior.rawValue))"
    ]
    for (id, probability) in candidate.effects.sorted(by: { $0.key < $1.key }) {
      guard let leak = model.leaks.first(where: { $0.id == id })?.probability else { continue }
      let factor = (1 - (1 - leak) * (1 - probability)) / leak
      lines.append(
        "  x \(Self.short(factor))  \(id) is there: "
          + "\(Self.short(probability)) with it, \(Self.short(leak)) without")
    }
    for (id, probability) in candidate.expected {
      lines.append(
        "  x \(Self.short(1 - probability))  \(id) would have been seen and is not there")
    }
    lines.append(
      "  = \(Self.short(posterior)) beside \(model.candidates.count - 1) other candidates"
        + (candidate.hasDecisive ? "; a decisive finding lifts it to 0.75 at least" : ""))
    return lines
  }

  /// Three significant digits.
  private static func short(_ value: Double) -> String {
    if value >= 100 { return String(Int(value.rounded())) }
    let scale = value >= 1 ? 100.0 : value >= 0.01 ? 1000 : 100_000
    return String((value * scale).rounded() / scale)
  }
}
