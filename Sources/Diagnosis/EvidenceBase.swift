package import Findings

/// Everything that a diagnosis is made from.
package struct EvidenceBase: Sendable {
  package var findings: FindingSet
  package var coverage: [Coverage]
  package var services: [ServiceIdentity]
  package var logs: [ServiceLog]
  /// The products that the stack runs (`weaviate`, `postgres`), each with the versions seen.
  package var products: [String: [SoftwareVersion]]
  /// What kinds of input were there: `logs`, `api`, `compose`, `inspect`, `events`.
  package var inputs: Set<String>
  /// Which findings a later finding in the same service shows to be over: id → ids or `prefix/*`.
  package var endings: [String: [String]]
  /// Texts for the placeholders of causes, such as `weaviate.endpoints`.
  package var facts: [String: String]
  /// The ids that signatures of log lines have, whether found or not.
  package var lineIDs: Set<String>
  /// The quietest level at which a log finding's line is written, by id; unknown ones left out.
  package var lineLevels: LineLevels
  /// What a good run did not write, in order of first sight; empty without a baseline.
  package var novel: [NovelLine] = []

  package init(
    findings: FindingSet = FindingSet(), coverage: [Coverage] = [],
    services: [ServiceIdentity] = [], logs: [ServiceLog] = [],
    products: [String: [SoftwareVersion]] = [:], inputs: Set<String> = [],
    endings: [String: [String]] = [:], facts: [String: String] = [:],
    lineIDs: Set<String> = [],
    lineLevels: LineLevels = LineLevels { _ in nil }
  ) {
    self.findings = findings
    self.coverage = coverage
    self.services = services
    self.logs = logs
    self.products = products
    self.inputs = inputs
    self.endings = endings
    self.facts = facts
    self.lineIDs = lineIDs
    self.lineLevels = lineLevels
  }
}
