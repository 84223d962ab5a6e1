/// The numbers behind the words of cause files: the one table of the model.
///
/// They are fixed by what the words mean, not fitted: "always" allows for one lost line in
/// twenty, "specific" for one false sight in a thousand stacks.
enum Likelihood {
  /// P(finding | cause).
  static func probability(_ strength: Cause.Strength) -> Double {
    switch strength {
    case .always: 0.95
    case .usually: 0.7
    case .sometimes: 0.3
    }
  }

  /// P(finding | no known cause).
  static func probability(_ leak: Cause.Leak) -> Double {
    switch leak {
    case .specific: 0.001
    case .uncommon: 0.02
    case .common: 0.2
    }
  }

  /// P(cause) before anything was seen.
  static func probability(_ prior: Cause.Prior) -> Double {
    switch prior {
    case .rare: 0.003
    case .normal: 0.01
    case .frequent: 0.03
    }
  }

  /// How much of a downstream cause's effect an upstream cause has through it.
  static let transmission = 0.8
  /// How much the absence of a log line counts against what the absence of a state counts:
  /// lines rotate away, levels hide them.
  static let absentLineWeight = 0.4
  /// The least probability of a cause with a decisive finding that nothing refutes.
  static let decisiveFloor = 0.75

  /// The most that evidence of one kind (logs alone, say) can make of a cause.
  static let mostOfOneKind = 0.89

  static let confirmed = 0.9
  static let likely = 0.6
  static let possible = 0.2
}
