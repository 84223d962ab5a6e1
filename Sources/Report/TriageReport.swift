package import Diagnosis
package import Findings

/// Everything that one run found out, ready to be written in any form.
package struct TriageReport: Sendable {
  /// One input and what became of it.
  package struct Input: Equatable, Sendable {
    /// A stretch of an input that could not be read as what it should be.
    package struct Region: Equatable, Sendable {
      /// 0-based byte offset.
      package var offset: Int
      package var bytes: Int
      package var why: String

      package init(offset: Int, bytes: Int, why: String) {
        self.offset = offset
        self.bytes = bytes
        self.why = why
      }
    }

    /// Relative to what the user named.
    package var path: String
    /// Its kind, such as `docker-logs-timestamps`, `json-file`, `compose-file` or `inspect`.
    package var format: String
    package var bytes: Int
    package var lines: Int
    package var records: Int
    package var skipped: [Region]
    package var damaged: [Region]
    package var used: Bool
    /// Why it was not used, or what else is worth knowing about it.
    package var note: String?

    package init(
      path: String, format: String, bytes: Int, lines: Int = 0, records: Int = 0,
      skipped: [Region] = [], damaged: [Region] = [], used: Bool = true, note: String? = nil
    ) {
      self.path = path
      self.format = format
      self.bytes = bytes
      self.lines = lines
      self.records = records
      self.skipped = skipped
      self.damaged = damaged
      self.used = used
      self.note = note
    }
  }

  /// A loud record shape that no signature explains.
  package struct Unexplained: Equatable, Sendable {
    package var template: String
    package var count: Int
    package var severity: Severity
    package var sample: Evidence

    package init(template: String, count: Int, severity: Severity, sample: Evidence) {
      self.template = template
      self.count = count
      self.severity = severity
      self.sample = sample
    }
  }

  /// How the logs differ from those of a good run.
  package struct Novelty: Equatable, Sendable {
    /// A template of both, or of the good run only.
    package struct Change: Equatable, Sendable {
      package var template: String
      /// Records in the good run and in this one.
      package var before: Int
      package var now: Int
      /// The same per 1000 records.
      package var rateBefore: Double
      package var rateNow: Double

      package init(
        template: String, before: Int, now: Int, rateBefore: Double, rateNow: Double
      ) {
        self.template = template
        self.before = before
        self.now = now
        self.rateBefore = rateBefore
        self.rateNow = rateNow
      }
    }

    /// Records of this run and of the good one.
    package var messages: Int
    package var baseline: Int
    /// Templates that the good run has not, and known ones with other contents: the most telling
    /// first, at most 100.
    package var new: [NovelLine]
    /// How many templates are new, those that are not listed too.
    package var newInAll: Int
    /// How many known templates have other contents.
    package var otherContentsInAll: Int
    /// Templates of which this run should have several, and has none.
    package var gone: [Change]
    /// Templates whose rates differ by more than chance, the one that rose most first.
    package var changed: [Change]

    package init(
      messages: Int, baseline: Int, new: [NovelLine], newInAll: Int, otherContentsInAll: Int,
      gone: [Change], changed: [Change]
    ) {
      self.messages = messages
      self.baseline = baseline
      self.new = new
      self.newInAll = newInAll
      self.otherContentsInAll = otherContentsInAll
      self.gone = gone
      self.changed = changed
    }
  }

  package var toolVersion: String
  /// A digest of the patterns that were used.
  package var patternsDigest: String
  package var assessment: Assessment
  package var findings: [Finding]
  package var unexplained: [Unexplained]
  /// How the logs differ from those of a good run; nil without a baseline.
  package var novelty: Novelty?
  package var topology: [ServiceIdentity]
  package var coverage: [Coverage]
  package var inputs: [Input]
  /// How many secrets of each kind were hidden; empty when redaction was off.
  package var redacted: [String: Int]
  package var isRedacted: Bool
  /// What a reader must know about this report itself, such as a secret that a diff cannot spare.
  package var notes: [String]
  /// The cluster as its nodes describe it; nil where no answers were there.
  package var cluster: ClusterMap?
  /// When it was made, RFC 3339 in UTC; nil in a report that must come out the same every time.
  package var madeAt: String?

  /// What made it, with what, and when.
  var provenance: String {
    let time = madeAt.map { ", made \($0)" } ?? ""
    return "logtriage \(toolVersion), patterns \(patternsDigest)\(time)"
  }

  package init(
    toolVersion: String, patternsDigest: String, assessment: Assessment, findings: [Finding],
    unexplained: [Unexplained] = [], topology: [ServiceIdentity] = [], coverage: [Coverage] = [],
    inputs: [Input] = [], redacted: [String: Int] = [:], isRedacted: Bool = false,
    notes: [String] = [], cluster: ClusterMap? = nil
  ) {
    self.cluster = cluster
    self.toolVersion = toolVersion
    self.patternsDigest = patternsDigest
    self.assessment = assessment
    self.findings = findings
    self.unexplained = unexplained
    self.topology = topology
    self.coverage = coverage
    self.inputs = inputs
    self.redacted = redacted
    self.isRedacted = isRedacted
    self.notes = notes
  }
}
