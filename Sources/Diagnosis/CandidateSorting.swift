import Findings

/// The known causes, sorted by what the evidence allows before any weighing.
struct CandidateSorting {
  /// Causes that may hold now.
  private(set) var present: [Cause] = []
  /// Causes that something shows to be over.
  private(set) var past: [Cause] = []
  /// Causes with support that a finding excludes, with the reason.
  private(set) var refuted: [(cause: Cause, because: String, evidence: [String])] = []

  init(library: CauseLibrary, base: EvidenceBase, observations: Observations) {
    let everything = observations.includingEnded
    for cause in library.causes {
      guard Self.isSupported(cause, everything), Self.applies(cause, base) else { continue }
      let meetsRequirement = everything.containsEach(cause.requires)
      let refutations = cause.refutedBy.filter { observations.contains($0.finding) }
      if !meetsRequirement {
        continue
      } else if let first = refutations.first {
        refuted.append((cause, first.because, refutations.map(\.finding)))
      } else if cause.overWhen.contains(where: observations.contains)
        || !Self.isSupported(cause, observations) || !observations.containsEach(cause.requires)
      {
        past.append(cause)
      } else {
        present.append(cause)
      }
    }
  }

  /// Whether a cause has evidence here, its product, and what it requires.
  static func mayHold(
    _ cause: Cause, _ base: EvidenceBase, _ observations: Observations
  ) -> Bool {
    isSupported(cause, observations) && applies(cause, base)
      && observations.containsEach(cause.requires)
      && !cause.refutedBy.contains { observations.contains($0.finding) }
  }

  private static func isSupported(_ cause: Cause, _ observations: Observations) -> Bool {
    cause.evidence.contains { observations.contains($0.finding) }
  }

  private static func applies(_ cause: Cause, _ base: EvidenceBase) -> Bool {
    guard let product = cause.appliesTo, !base.products.isEmpty else { return true }
    return base.products[product] != nil
  }
}
