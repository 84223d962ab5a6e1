/// Something observed in the input, of one kind and about one subject.
///
/// A finding is what a producer (a signature, an API check, a compose check, the engine's own
/// words) hands upwards. Findings with the same `id` and `subject` merge; merging is commutative
/// and associative, so the parts of a large log can be analysed apart.
package struct Finding: Equatable, Sendable {
  /// Where a finding was seen; two different kinds are needed to confirm a cause.
  package enum Kind: String, CaseIterable, Sendable {
    case log, api, compose, container
  }

  /// The stable id: the path of its file in `Patterns/`, or the name a structural check has.
  package var id: String
  package var kind: Kind
  package var severity: Severity
  /// What it is, in one line.
  package var title: String
  /// What it proves, and what it does not; empty when the title says all.
  package var proves: String
  /// What it is about; nil when it concerns the whole stack.
  package var subject: Subject?
  /// How often it was seen.
  package var count: Int
  package var first: Timestamp?
  package var last: Timestamp?
  /// The earliest places that show it, at most `mostSamples`.
  package var samples: [Evidence]
  /// Captured values by placeholder name, each list sorted, distinct and bounded.
  package var values: [String: [String]]
  /// Settings that would remove it; empty when no setting would.
  package var fixes: [SettingChange]

  /// The most samples that a finding keeps.
  package static let mostSamples = 3
  /// The most distinct values that a finding keeps per placeholder.
  package static let mostValues = 16

  package init(
    id: String, kind: Kind, severity: Severity, title: String, proves: String = "",
    subject: Subject? = nil, count: Int = 1, first: Timestamp? = nil, last: Timestamp? = nil,
    samples: [Evidence] = [], values: [String: [String]] = [:], fixes: [SettingChange] = []
  ) {
    self.id = id
    self.kind = kind
    self.severity = severity
    self.title = title
    self.proves = proves
    self.subject = subject
    self.count = count
    self.first = first ?? samples.compactMap(\.time).min()
    self.last = last ?? samples.compactMap(\.time).max()
    self.samples = Array(samples.sorted().prefix(Self.mostSamples))
    self.values = values.mapValues(Self.bounded)
    self.fixes = fixes
  }

  /// Adds what another finding of the same id and subject saw.
  package mutating func merge(_ other: Finding) {
    count += other.count
    first = [first, other.first].compactMap { $0 }.min()
    last = [last, other.last].compactMap { $0 }.max()
    samples = Array(Set(samples + other.samples).sorted().prefix(Self.mostSamples))
    values.merge(other.values) { Self.bounded($0 + $1) }
    for fix in other.fixes where !fixes.contains(fix) { fixes.append(fix) }
  }

  private static func bounded(_ list: [String]) -> [String] {
    Array(Set(list).sorted().prefix(mostValues))
  }
}
