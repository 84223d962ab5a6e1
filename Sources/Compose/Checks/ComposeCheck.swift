package import Findings

/// One question that is asked of a compose file, or a small family that shares its facts.
package protocol ComposeCheck: Sendable {
  /// Every rule that it may report.
  static var rules: [CheckRule] { get }

  /// What is wrong or fragile in a stack; nothing when nothing is, or when it cannot be known.
  func findings(in stack: CheckedStack) -> [Finding]
}
