/// How well sets of candidates explain what was found: the log of a leaky noisy-OR, up to a constant.
///
/// What a candidate adds is looked up once, not for each of the sets it is in.
struct CausalScore {
  /// What one candidate adds to the score of a set.
  struct Terms {
    /// The log odds of its prior.
    fileprivate let prior: Double
    /// For each finding, in the order of the leaks, by what the candidate lowers its absence's chance.
    fileprivate let absences: [Double]
    /// What its expected findings that are not there cost.
    fileprivate let expected: [Double]
  }

  /// P(finding | no known cause) of each present finding, sorted by id: sums of fractions depend on
  /// their order, and the same evidence must give the same answer.
  let leaks: [(id: String, probability: Double)]
  /// What each finding adds that no candidate of a set explains.
  private let unexplained: [Double]

  init(_ leaks: [(id: String, probability: Double)]) {
    self.leaks = leaks
    unexplained = leaks.map { Self.presence(absence: 1 - $0.probability) }
  }

  func terms(of candidate: CausalModel.Candidate) -> Terms {
    let prior = Likelihood.probability(candidate.cause.prior)
    return Terms(
      prior: logarithm(prior / (1 - prior)),
      absences: leaks.map { 1 - (candidate.effects[$0.id] ?? 0) },
      expected: candidate.expected.map { logarithm(1 - $0.probability) })
  }

  /// The score of a set of candidates.
  func value(_ set: [Terms]) -> Double {
    var result = 0.0
    for terms in set { result += terms.prior }
    for place in leaks.indices {
      var (absence, isExplained) = (1 - leaks[place].probability, false)
      for terms in set where terms.absences[place] != 1 {
        absence *= terms.absences[place]
        isExplained = true
      }
      result += isExplained ? Self.presence(absence: absence) : unexplained[place]
    }
    for terms in set {
      for cost in terms.expected { result += cost }
    }
    return result
  }

  /// The log of the chance that a finding is there, by that of its absence.
  private static func presence(absence: Double) -> Double { logarithm(max(1 - absence, 1e-12)) }
}
