package import Findings
import YAML

/// One explanation that logtriage knows, as its file in `Patterns/causes` states it.
package struct Cause: Sendable {
  /// How often a cause shows a finding.
  package enum Strength: String, CaseIterable, Sendable {
    case always, usually, sometimes
  }

  /// How often a finding is there without the cause.
  package enum Leak: String, CaseIterable, Sendable {
    case specific, uncommon, common
  }

  /// How often the cause is met in stacks that somebody looks at.
  package enum Prior: String, CaseIterable, Sendable {
    case rare, normal, frequent
  }

  /// A condition on what was found and on the version; empty means always.
  package struct Condition: Sendable {
    /// Ids of findings of which one must be present.
    package var when: [String] = []
    /// Ids of findings of which none may be present.
    package var unless: [String] = []
    package var versions: VersionRange?

    package init() {}
  }

  /// One finding that speaks for the cause.
  package struct Link: Sendable {
    /// An id, or `prefix/*`.
    package var finding: String
    package var strength: Strength
    /// How often the finding is there without the cause, where the file states it.
    package var statedLeak: Leak?
    /// Whether its presence alone makes the cause at least likely.
    package var isDecisive: Bool
    package var versions: VersionRange?

    /// The stated leak; a decisive finding is specific, any other uncommon.
    package var leak: Leak { statedLeak ?? (isDecisive ? .specific : .uncommon) }
  }

  /// A finding that excludes the cause, with the reason in words.
  package struct Refutation: Sendable {
    package var finding: String
    package var because: String
  }

  /// A finding that makes the cause a risk while nothing fails by it.
  package struct RiskLink: Sendable {
    package var finding: String
    package var explanation: String
  }

  /// Something that people take for the cause.
  package struct Confusion: Sendable {
    /// The id of a cause, or a name of its own for a common misreading.
    package var cause: String
    package var title: String
    package var because: String
    /// Findings of which one must be present for it to be worth saying; empty: always.
    package var condition: Condition
  }

  /// A piece of text that stands under a condition.
  package struct Passage: Sendable {
    package var text: String
    package var condition: Condition
  }

  /// What would decide, and when it is missing.
  package struct Gap: Sendable {
    /// What coverage it needs: `api`, `compose`, `inspect`, `events`, `logs`.
    package var coverage: String
    package var text: String
  }

  package struct Check: Sendable {
    package var command: String
    package var why: String
  }

  package struct Step: Sendable {
    package var action: String
    package var why: String?
    package var command: String?
    package var verify: String?
    package var condition: Condition
  }

  package struct RemedyPlan: Sendable {
    package var title: String
    package var danger: [Passage]
    /// Ids of findings whose setting changes make the diff.
    package var fixesOf: [String]
    package var steps: [Step]
  }

  /// What is asked only of causes that come into question.
  package struct Details: Sendable {
    package var title: String
    package var explanation: [Passage] = []
    package var explains: [String] = []
    package var confusedWith: [Confusion] = []
    package var missing: [Gap] = []
    package var nextCheck: Check?
    package var remedy: RemedyPlan?
  }

  /// The path below `Patterns/causes` without `.yaml`.
  package var id: String
  package var prior: Prior
  /// Whether it only stands where no other cause is accepted.
  package var isLastResort = false
  package var appliesTo: String?
  package var evidence: [Link]
  /// Groups of finding ids: of each group at least one must be present.
  package var requires: [[String]]
  package var refutedBy: [Refutation]
  package var overWhen: [String]
  package var riskWhen: [RiskLink]
  package var leadsTo: [String]
  /// Read of its file when it is asked for, where only weighing was wanted.
  var deferredDetails: Deferred<Details>
}

extension Cause {
  /// What is asked only of causes that come into question.
  package var details: Details { deferredDetails.value }

  package var title: String { details.title }
  package var explanation: [Passage] { details.explanation }
  package var explains: [String] { details.explains }
  package var confusedWith: [Confusion] { details.confusedWith }
  package var missing: [Gap] { details.missing }
  package var nextCheck: Check? { details.nextCheck }
  package var remedy: RemedyPlan? { details.remedy }
}
