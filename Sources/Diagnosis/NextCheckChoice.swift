import Findings

/// Chooses the one command whose answer tells most about what is still open.
///
/// Each known check is taken for a test of its own cause: it shows the cause, and what leads to the
/// cause, far more often than anything else. The check with the greatest expected loss of entropy
/// over the named causes, their rivals and "something else" wins. Only commands that read are
/// offered.
struct NextCheckChoice {
  let library: CauseLibrary
  let text: PassageText

  /// How often a check shows a cause that holds, and one that does not.
  private static let shows = 0.95
  private static let misleads = 0.05

  private struct Hypothesis {
    var id: String
    var weight: Double
    /// The judgement, of those that are shown.
    var judgement: CauseJudgement?
  }

  func best(_ causes: [CauseJudgement], accepted: [CauseJudgement]) -> NextCheck? {
    let isOpen = causes.contains { $0.confidence != .confirmed }
    let hypotheses = weighed(isOpen ? causes : Array(accepted.prefix(1)))
    var best: (check: NextCheck, gain: Double)?
    for hypothesis in hypotheses {
      guard let check = check(of: hypothesis, beside: hypotheses) else { continue }
      let gain = gain(testing: hypothesis.id, hypotheses)
      // The first of equals stands: causes come in the order of their rank.
      if best.map({ gain > $0.gain + 1e-9 }) ?? true { best = (check, gain) }
    }
    return best?.check
  }

  // MARK: Hypotheses

  private func weighed(_ causes: [CauseJudgement]) -> [Hypothesis] {
    var result = causes.map {
      Hypothesis(id: $0.id, weight: max($0.probability, 0.001), judgement: $0)
    }
    for rival in causes.flatMap(\.rivals) where !result.contains(where: { $0.id == rival.id }) {
      result.append(Hypothesis(id: rival.id, weight: rival.probability, judgement: nil))
    }
    let total = max(1, result.reduce(0) { $0 + $1.weight })
    for place in result.indices { result[place].weight /= total }
    return result
  }

  // MARK: Expected information

  private func gain(testing id: String, _ hypotheses: [Hypothesis]) -> Double {
    let named = hypotheses.reduce(0) { $0 + $1.weight }
    let rest = max(0, 1 - named)
    let weights = hypotheses.map(\.weight) + [rest]
    let likelihoods = hypotheses.map { chance(of: id, given: $0.id) } + [Self.misleads]
    let before = Self.entropy(weights)
    var after = 0.0
    for isPositive in [true, false] {
      let joint = zip(weights, likelihoods).map { $0 * (isPositive ? $1 : 1 - $1) }
      let total = joint.reduce(0, +)
      guard total > 0 else { continue }
      after += total * Self.entropy(joint.map { $0 / total })
    }
    return before - after
  }

  /// P(the check of `id` shows it | the other cause holds).
  private func chance(of id: String, given other: String) -> Double {
    if id == other { return Self.shows }
    guard let step = library.downstream(of: other).first(where: { $0.cause.id == id }) else {
      return Self.misleads
    }
    return (0..<step.distance).reduce(Self.shows) { chance, _ in chance * Likelihood.transmission }
  }

  private static func entropy(_ weights: [Double]) -> Double {
    weights.reduce(0) { $1 > 0 ? $0 - $1 * logarithm($1) : $0 }
  }

  // MARK: The command

  private func check(of hypothesis: Hypothesis, beside others: [Hypothesis]) -> NextCheck? {
    guard let check = library.cause(hypothesis.id)?.nextCheck else { return nil }
    let command = named(
      text.filled(check.command, keepsLines: true), hypothesis.judgement?.subjects ?? [])
    guard ReadOnlyCommand.isReadOnly(command) else { return nil }
    let separated = others.filter { other in
      other.id != hypothesis.id && chance(of: hypothesis.id, given: other.id) <= Self.misleads
    }
    return NextCheck(
      command: command, separates: [hypothesis.id] + separated.prefix(3).map(\.id),
      why: text.filled(check.why))
  }

  /// The command with `CONTAINER` and `SERVICE` as the names that they stand for here.
  ///
  /// A name that a shell might read as more than a name is left for the reader to fill in.
  private func named(_ command: String, _ subjects: [Subject]) -> String {
    guard let service = subjects.first(where: { $0.kind == .service })?.name else {
      return command
    }
    let container =
      text.base.services.first { $0.service == service }?.container ?? service
    var result = ""
    var word = ""
    func flush() {
      switch word {
      case "CONTAINER" where Self.isPlain(container): result += container
      case "SERVICE" where Self.isPlain(service): result += service
      default: result += word
      }
      word = ""
    }
    for character in command {
      if character.isLetter || character.isNumber || "_-.".contains(character) {
        word.append(character)
      } else {
        flush()
        result.append(character)
      }
    }
    flush()
    return result
  }

  private static func isPlain(_ name: String) -> Bool {
    name.first.map { $0.isASCII && ($0.isLetter || $0.isNumber) } == true
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) }
  }
}
