package import Diagnosis
package import Findings

/// What is new, gone and changed between two analysed bundles: whether the fix helped.
///
/// What is not in the second bundle is only called gone where that bundle could have shown it;
/// ``caveats`` says what it could not show.
package struct ReportComparison: Sendable {
  /// The answer in one word.
  package enum Outcome: String, CaseIterable, Sendable {
    /// Broken before, not broken after.
    case fixed
    /// Broken before; after, nothing is seen, but the evidence is less than before.
    case notShown = "not-shown"
    /// Fewer of the same causes.
    case better
    /// The same causes.
    case unchanged
    /// Other causes than before.
    case changed
    /// The same causes and more.
    case worse
    /// Not broken before, broken after.
    case broke
    /// Not broken before and after.
    case clean
  }

  /// A cause in at least one of the two.
  package struct Cause: Sendable {
    package var id: String
    package var title: String
    package var before: CauseJudgement?
    package var after: CauseJudgement?
  }

  /// An observation that is not the same in both.
  package struct Observation: Sendable {
    package var id: String
    package var title: String
    package var before: FindingGroup?
    package var after: FindingGroup?
    /// Why its absence after says less than it seems; nil if nothing weakens it.
    package var reservation: String?

    package var severity: Severity {
      max(before?.severity ?? .neutral, after?.severity ?? .neutral)
    }
  }

  /// A setting that is not the same in both; nil where it is not set.
  package struct Setting: Sendable {
    package var service: String
    package var path: String
    package var before: String?
    package var after: String?
    package var origin: String
    /// Whether containers run with it; otherwise a compose file states it.
    package var isRunning: Bool
  }

  package let before: ComparedRun
  package let after: ComparedRun
  package let outcome: Outcome
  package let causes: [Cause]
  /// New, gone and changed observations, the loudest first.
  package let observations: [Observation]
  package let settings: [Setting]
  /// What the second bundle cannot show or the two do not have in common.
  package let caveats: [String]

  package init(before: ComparedRun, after: ComparedRun) {
    self.before = before
    self.after = after
    causes = Self.causes(before.report.assessment.causes, after.report.assessment.causes)
    caveats = EvidenceCaveats(before: before, after: after).texts
    observations = ObservationChanges(before: before, after: after).all
    settings = SettingChanges.between(before, after)
    let lost = EvidenceCaveats(before: before, after: after).isLess
    outcome = Self.outcome(
      before.report.assessment, after.report.assessment, causes, lostEvidence: lost)
  }

  private static func causes(_ old: [CauseJudgement], _ new: [CauseJudgement]) -> [Cause] {
    let kept = old.map { cause in
      Cause(
        id: cause.id, title: cause.title, before: cause, after: new.first { $0.id == cause.id })
    }
    let known = Set(old.map(\.id))
    let added = new.filter { !known.contains($0.id) }.map { cause in
      Cause(id: cause.id, title: cause.title, before: nil, after: cause)
    }
    return kept + added
  }

  private static func outcome(
    _ old: Assessment, _ new: Assessment, _ causes: [Cause], lostEvidence: Bool
  ) -> Outcome {
    switch (isBroken(old), isBroken(new)) {
    case (false, false): return .clean
    case (false, true): return .broke
    case (true, false): return lostEvidence ? .notShown : .fixed
    case (true, true):
      let isNew = causes.contains { $0.before == nil }
      let isGone = causes.contains { $0.after == nil }
      let stays = causes.contains { $0.before != nil && $0.after != nil }
      if isNew, isGone || !stays { return .changed }
      if isNew { return .worse }
      return isGone ? (stays ? .better : .changed) : .unchanged
    }
  }

  /// Whether something is broken or unexplained at the end of the evidence.
  private static func isBroken(_ assessment: Assessment) -> Bool {
    assessment.verdict == .faulty || assessment.verdict == .unknown
  }
}

extension ReportComparison.Outcome {
  /// The answer as a sentence.
  var sentence: String {
    switch self {
    case .fixed: "What was broken before is not broken any more."
    case .notShown: "Nothing is broken in AFTER, but AFTER shows less than BEFORE did."
    case .better: "Part of what was broken is gone; the rest is still there."
    case .unchanged: "The same is broken as before."
    case .changed: "Something is still broken, and it is not the same as before."
    case .worse: "The same is broken as before, and more."
    case .broke: "Nothing was broken before; now something is."
    case .clean: "Nothing is broken, before and after."
    }
  }
}
