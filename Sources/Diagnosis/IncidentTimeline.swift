package import Findings

/// One observation of the incident, in the order of time.
package struct TimelineEntry: Equatable, Sendable {
  /// What an observation is to the diagnosis.
  package enum Role: String, CaseIterable, Sendable {
    /// It speaks for a present cause.
    case cause
    /// A present cause brings it about.
    case consequence
    /// It belongs to a fault that ended.
    case episode
    /// An error that no named cause accounts for.
    case other
  }

  package var first: Timestamp
  package var last: Timestamp
  /// The finding's id.
  package var finding: String
  package var title: String
  package var subject: Subject?
  package var severity: Severity
  package var count: Int
  package var role: Role

  package init(
    first: Timestamp, last: Timestamp, finding: String, title: String, subject: Subject? = nil,
    severity: Severity, count: Int, role: Role
  ) {
    self.first = first
    self.last = last
    self.finding = finding
    self.title = title
    self.subject = subject
    self.severity = severity
    self.count = count
    self.role = role
  }
}

/// How the incident began: its first loud line, and what that is to the cause.
package struct Onset: Equatable, Sendable {
  /// Id of the first error's finding (of the first warning, where there is no error).
  package var firstLoud: String
  package var role: TimelineEntry.Role
  /// One or two sentences.
  package var text: String

  package init(firstLoud: String, role: TimelineEntry.Role, text: String) {
    self.firstLoud = firstLoud
    self.role = role
    self.text = text
  }
}

/// Puts what a diagnosis rests on into the order of time.
struct IncidentTimeline {
  let library: CauseLibrary
  let base: EvidenceBase

  /// The most entries that are kept, the loudest of those that the diagnosis does not cite first
  /// left out.
  private static let mostEntries = 100

  /// The dated findings of causes, of what they bring about, of ended faults, and other errors.
  func entries(causes: [CauseJudgement], recovered: [RecoveredEpisode]) -> [TimelineEntry] {
    let own = Set(causes.flatMap(\.supporting))
    let brought = causes.flatMap { patterns(below: $0) }.map(Pattern.init)
    let past = Set(recovered.flatMap(\.evidence))
    let all = base.findings.all.compactMap { finding -> TimelineEntry? in
      guard let first = finding.first else { return nil }
      let role: TimelineEntry.Role
      if own.contains(finding.id) {
        role = .cause
      } else if past.contains(finding.id) {
        role = .episode
      } else if finding.severity >= .warning, brought.contains(where: { $0.matches(finding.id) }) {
        role = .consequence
      } else if finding.severity == .error {
        role = .other
      } else {
        return nil
      }
      return TimelineEntry(
        first: first, last: max(first, finding.last ?? first), finding: finding.id,
        title: finding.title, subject: finding.subject, severity: finding.severity,
        count: finding.count, role: role)
    }
    let ordered = (all + novelEntries).sorted(by: Self.isEarlier)
    guard ordered.count > Self.mostEntries else { return ordered }
    let cited = ordered.filter { $0.role == .cause || $0.role == .episode }
    let others = ordered.filter { $0.role == .consequence || $0.role == .other }
    return (cited + others).prefix(Self.mostEntries).sorted(by: Self.isEarlier)
  }

  /// Loud lines that a good run did not write and that no signature knows.
  private var novelEntries: [TimelineEntry] {
    base.novel.compactMap { line in
      guard line.isUnexplained, let first = line.sample.time else { return nil }
      let service = line.services.count == 1 ? line.services.first : nil
      return TimelineEntry(
        first: first, last: first, finding: NovelLine.entryID,
        title: "New since the baseline: \(line.words)", subject: service.map { .service($0) },
        severity: line.severity, count: line.count, role: .other)
    }
  }

  /// What the first loud line is to the causes; nil without a cause or a dated loud finding.
  func onset(_ entries: [TimelineEntry]) -> Onset? {
    guard let sign = entries.first(where: { $0.role == .cause }),
      let loud = entries.first(where: { $0.severity == .error && $0.role != .episode })
        ?? entries.first(where: { $0.severity == .warning && $0.role != .episode })
    else { return nil }
    let what = "\(loud.title)\(Self.place(loud))"
    var text: String
    switch loud.role {
    case .cause: text = "The first loud line is a sign of the cause itself: \(what)."
    case .consequence:
      text = "The first loud line is a consequence, not the cause: \(what)."
    default: text = "The first loud line is accounted for by no named cause: \(what)."
    }
    if loud.role != .cause { text += " " + Self.order(sign, loud) }
    return Onset(firstLoud: loud.finding, role: loud.role, text: text)
  }

  /// When the cause showed itself, seen from the loud line.
  ///
  /// Clocks of two containers may differ.
  private static func order(_ sign: TimelineEntry, _ loud: TimelineEntry) -> String {
    let seconds = loud.first.seconds(since: sign.first)
    let span = "\((abs(seconds) * 10).rounded() / 10) s"
    let when = seconds >= 0 ? "\(span) earlier" : "\(span) later"
    let clock =
      sign.subject == loud.subject
      ? "" : " (another container's clock; the order holds as far as the clocks agree)"
    return "The cause's first sign is \(when): \(sign.title)\(place(sign))\(clock)."
  }

  private static func place(_ entry: TimelineEntry) -> String {
    entry.subject.map { " (\($0.name))" } ?? ""
  }

  /// What a cause brings about: what it explains, and the evidence of the causes below it.
  private func patterns(below judgement: CauseJudgement) -> [String] {
    guard let cause = library.cause(judgement.id) else { return [] }
    let below = library.downstream(of: cause.id).flatMap { $0.cause.evidence.map(\.finding) }
    return cause.explains + cause.leadsTo + below
  }

  private static func isEarlier(_ left: TimelineEntry, _ right: TimelineEntry) -> Bool {
    if left.first != right.first { return left.first < right.first }
    if left.subject != right.subject {
      return (left.subject?.name ?? "") < (right.subject?.name ?? "")
    }
    return left.finding < right.finding
  }
}
