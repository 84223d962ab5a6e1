/// How many replicas must acknowledge a write.
package enum ProbeLevel: String, CaseIterable, Sendable {
  case one = "ONE"
  case quorum = "QUORUM"
  case all = "ALL"
}

/// How a probe goes about it, and what the user allows.
package struct ProbeSettings: Sendable {
  package var bearer: String?
  package var level = ProbeLevel.quorum
  /// Seconds for one request; a split cluster answers after twenty.
  package var patience = 35.0
  /// Seconds in which every replica has to show the record.
  package var wait = 10.0
  /// Write although the cluster is split, leaderless or differs.
  package var isForced = false
  /// Write although a module would be called for a vector.
  package var allowsVectorizer = false
  /// The tenant to write to.
  package var tenant: String?

  package init() {}
}
