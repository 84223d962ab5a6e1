import Findings

/// The candidates of one run with what each makes of each finding.
///
/// A leaky noisy-OR: P(finding absent | causes) = (1 − leak) · Π (1 − pᵢ). Each finding id is one
/// observation whatever its count, because repeated lines are no independent witnesses. A cause
/// also produces, weaker, what the causes that it leads to produce.
struct CausalModel {
  /// One candidate cause with its links to the present findings.
  struct Candidate {
    var cause: Cause
    /// P(finding | cause) for present findings, by id.
    var effects: [String: Double]
    /// P(finding | cause) for findings that were not there although they would have been seen,
    /// sorted by id.
    var expected: [(id: String, probability: Double)]
    var hasDecisive: Bool
    /// Ids of the cause's own present findings, strongest first.
    var supporting: [String]
  }

  private(set) var candidates: [Candidate]
  private let score: CausalScore

  /// P(finding | no known cause) of each present finding, sorted by id.
  var leaks: [(id: String, probability: Double)] { score.leaks }

  /// The most candidates that are weighed against each other.
  private static let mostCandidates = 20

  init(
    causes: [Cause], observations: Observations, base: EvidenceBase, library: CauseLibrary
  ) {
    var stated: [String: (probability: Double, isStated: Bool)] = [:]
    for link in causes.flatMap(\.evidence) {
      let leak = (
        probability: Likelihood.probability(link.leak),
        isStated: link.statedLeak != nil || link.isDecisive
      )
      for id in observations.ids(link.finding) {
        // How common a finding is belongs to the finding: a file that says it wins over those that
        // do not, and the most cautious of several statements counts.
        guard let known = stated[id], known.isStated || !leak.isStated else {
          stated[id] = leak
          continue
        }
        if known.isStated == leak.isStated, leak.probability > known.probability {
          stated[id] = leak
        }
      }
    }
    let leaks = stated.map { (id: $0.key, probability: $0.value.probability) }
      .sorted { $0.id < $1.id }
    let score = CausalScore(leaks)
    self.score = score
    let reader = LinkReader(observations: observations, base: base)
    let all = causes.compactMap { cause in reader.candidate(cause, library: library) }
      .map { (candidate: $0, value: score.value([score.terms(of: $0)])) }
    let ranked = all.sorted { left, right in
      left.value == right.value
        ? left.candidate.cause.id < right.candidate.cause.id : left.value > right.value
    }
    candidates = ranked.prefix(Self.mostCandidates).map(\.candidate)
  }

  /// P(cause | evidence) for each candidate, in their order.
  ///
  /// Exact over all sets of at most three causes, the empty one included, so that "none of these"
  /// can win. Cost: about 1,350 sets for 20 candidates.
  func posteriors() -> [Double] {
    let terms = candidates.map(score.terms)
    var scores: [(members: [Int], score: Double)] = []
    func add(_ members: [Int]) {
      scores.append((members, score.value(members.map { terms[$0] })))
    }
    let count = candidates.count
    add([])
    for first in 0..<count {
      add([first])
      for second in (first + 1)..<max(count, first + 1) {
        add([first, second])
        for third in (second + 1)..<max(count, second + 1) { add([first, second, third]) }
      }
    }
    let best = scores.map(\.score).max() ?? 0
    var total = 0.0
    var sums = [Double](repeating: 0, count: count)
    for entry in scores {
      let weight = exponential(entry.score - best)
      total += weight
      for member in entry.members { sums[member] += weight }
    }
    return sums.map { $0 / total }
  }

  /// By how much a cause alone explains the evidence better than nothing does (log odds).
  func margin(_ candidate: Candidate) -> Double {
    score.value([score.terms(of: candidate)]) - score.value([])
  }
}

/// Turns a cause's links into numbers for the findings of one run.
private struct LinkReader {
  let observations: Observations
  let base: EvidenceBase

  func candidate(_ cause: Cause, library: CauseLibrary) -> CausalModel.Candidate? {
    let own = effects(of: cause)
    guard !own.isEmpty else { return nil }
    var all = own.mapValues(\.probability)
    for (downstream, distance) in library.downstream(of: cause.id) {
      let share = (0..<distance).reduce(1.0) { product, _ in product * Likelihood.transmission }
      for (id, effect) in effects(of: downstream) {
        all[id] = max(all[id] ?? 0, effect.probability * share)
      }
    }
    for pattern in cause.explains {
      for id in observations.ids(pattern) { all[id] = max(all[id] ?? 0, 0.5) }
    }
    let ranked = own.sorted { left, right in
      (right.value.weight, left.key) < (left.value.weight, right.key)
    }
    return CausalModel.Candidate(
      cause: cause, effects: all, expected: expected(of: cause),
      hasDecisive: own.values.contains(where: \.isDecisive), supporting: ranked.map(\.key))
  }

  private struct Effect {
    var probability: Double
    /// How much it says: its log likelihood ratio.
    var weight: Double
    var isDecisive: Bool
  }

  private func effects(of cause: Cause) -> [String: Effect] {
    var result: [String: Effect] = [:]
    for link in cause.evidence where base.applies(link) {
      let probability = Likelihood.probability(link.strength)
      for id in observations.ids(link.finding) where (result[id]?.probability ?? 0) <= probability {
        result[id] = Effect(
          probability: probability,
          weight: logarithm(probability / Likelihood.probability(link.leak)),
          isDecisive: link.isDecisive || result[id]?.isDecisive == true)
      }
    }
    return result
  }

  /// Findings that the cause should have shown, could have been seen, and are not there.
  private func expected(of cause: Cause) -> [(id: String, probability: Double)] {
    var result: [String: Double] = [:]
    for link in cause.evidence where link.strength != .sometimes && base.applies(link) {
      guard !link.finding.hasSuffix("/*"), !observations.contains(link.finding),
        observations.ended[link.finding] == nil, let weight = base.observability(of: link.finding)
      else { continue }
      result[link.finding] = Likelihood.probability(link.strength) * weight
    }
    return result.map { (id: $0.key, probability: $0.value) }.sorted { $0.id < $1.id }
  }
}
