package import Findings

/// What the evidence says, ranked and honest: the value that every report is made from.
package struct Assessment: Equatable, Sendable {
  /// What holds at the end of the evidence.
  package enum Verdict: String, CaseIterable, Sendable {
    case faulty, recovered, healthy, unknown
  }

  package var verdict: Verdict
  /// One or two sentences that a person would say.
  package var summary: String
  /// Present causes, the most probable first.
  package var causes: [CauseJudgement]
  package var ruledOut: [RuledOutCause]
  package var risks: [Risk]
  package var recovered: [RecoveredEpisode]
  /// One per accepted cause at most, in the order of the causes.
  package var remedies: [Remedy]
  package var nextCheck: NextCheck?
  /// What the faults do to somebody who uses the stack: tables and sentences.
  package var effects: [Effect]
  /// What happened, in the order of time.
  package var timeline: [TimelineEntry]
  /// What the first loud line is to the causes.
  package var onset: Onset?

  package init(
    verdict: Verdict, summary: String, causes: [CauseJudgement] = [],
    ruledOut: [RuledOutCause] = [], risks: [Risk] = [], recovered: [RecoveredEpisode] = [],
    remedies: [Remedy] = [], nextCheck: NextCheck? = nil, effects: [Effect] = [],
    timeline: [TimelineEntry] = [], onset: Onset? = nil
  ) {
    self.verdict = verdict
    self.summary = summary
    self.causes = causes
    self.ruledOut = ruledOut
    self.risks = risks
    self.recovered = recovered
    self.remedies = remedies
    self.nextCheck = nextCheck
    self.effects = effects
    self.timeline = timeline
    self.onset = onset
  }
}

/// How sure a cause is.
package enum Confidence: String, CaseIterable, Comparable, Sendable {
  case possible, likely, confirmed

  package static func < (left: Confidence, right: Confidence) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .possible: 0
    case .likely: 1
    case .confirmed: 2
    }
  }
}

/// One explanation that the evidence supports.
package struct CauseJudgement: Equatable, Sendable {
  /// A rival explanation and what would tell the two apart.
  package struct Rival: Equatable, Sendable {
    package var id: String
    package var separatedBy: String
    /// Between 0 and 1.
    package var probability: Double

    package init(id: String, separatedBy: String, probability: Double = 0) {
      self.id = id
      self.separatedBy = separatedBy
      self.probability = probability
    }
  }

  /// The cause's id (`weaviate/raft-not-joined`).
  package var id: String
  package var confidence: Confidence
  /// Between 0 and 1.
  package var probability: Double
  package var title: String
  /// A paragraph: what happens and why, for the versions at hand.
  package var explanation: String
  package var subjects: [Subject]
  package var first: Timestamp?
  package var last: Timestamp?
  /// Ids of the findings that speak for it, strongest first.
  package var supporting: [String]
  /// Ids of the findings that speak against it.
  package var opposing: [String]
  /// What would decide and was not there.
  package var missing: [String]
  /// Causes and findings that follow from it here.
  package var leadsTo: [String]
  package var rivals: [Rival]

  package init(
    id: String, confidence: Confidence, probability: Double, title: String, explanation: String,
    subjects: [Subject] = [], first: Timestamp? = nil, last: Timestamp? = nil,
    supporting: [String] = [], opposing: [String] = [], missing: [String] = [],
    leadsTo: [String] = [], rivals: [Rival] = []
  ) {
    self.id = id
    self.confidence = confidence
    self.probability = probability
    self.title = title
    self.explanation = explanation
    self.subjects = subjects
    self.first = first
    self.last = last
    self.supporting = supporting
    self.opposing = opposing
    self.missing = missing
    self.leadsTo = leadsTo
    self.rivals = rivals
  }
}

/// Something that looks like a cause here and is none, and why.
package struct RuledOutCause: Equatable, Sendable {
  package var id: String
  package var title: String
  package var because: String
  /// Ids of the findings that rule it out.
  package var evidence: [String]

  package init(id: String, title: String, because: String, evidence: [String] = []) {
    self.id = id
    self.title = title
    self.because = because
    self.evidence = evidence
  }
}

/// Something wrong or fragile by which nothing fails now.
package struct Risk: Equatable, Sendable {
  package var id: String
  package var explanation: String
  package var evidence: [String]

  package init(id: String, explanation: String, evidence: [String] = []) {
    self.id = id
    self.explanation = explanation
    self.evidence = evidence
  }
}

/// A fault that ended before the evidence does.
package struct RecoveredEpisode: Equatable, Sendable {
  package var id: String
  package var explanation: String
  package var first: Timestamp?
  package var last: Timestamp?
  package var evidence: [String]

  package init(
    id: String, explanation: String, first: Timestamp? = nil, last: Timestamp? = nil,
    evidence: [String] = []
  ) {
    self.id = id
    self.explanation = explanation
    self.first = first
    self.last = last
    self.evidence = evidence
  }
}

/// One command that tells most about what is still open.
package struct NextCheck: Equatable, Sendable {
  package var command: String
  /// The causes that its answer separates.
  package var separates: [String]
  package var why: String

  package init(command: String, separates: [String], why: String) {
    self.command = command
    self.separates = separates
    self.why = why
  }
}

/// One thing that the faults do to somebody who uses the stack.
package struct Effect: Equatable, Sendable {
  /// A small table; every row has as many cells as `columns`.
  package struct Table: Equatable, Sendable {
    package var columns: [String]
    package var rows: [[String]]

    package init(columns: [String], rows: [[String]]) {
      self.columns = columns
      self.rows = rows
    }
  }

  /// One sentence; may be empty when the table says all.
  package var text: String
  package var table: Table?

  package init(text: String, table: Table? = nil) {
    self.text = text
    self.table = table
  }
}
