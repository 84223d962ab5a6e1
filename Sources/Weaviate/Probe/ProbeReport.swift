/// What a probe did and saw.
package struct ProbeReport: Equatable, Sendable {
  /// How one request went.
  package struct Step: Equatable, Sendable {
    package var status: Int
    package var seconds: Double
    /// The server's words where it was no success.
    package var message: String

    init(_ reply: HTTPReply) {
      status = reply.status
      seconds = reply.seconds
      message = (200..<300).contains(reply.status) ? "" : reply.message
    }

    package var isSuccess: Bool { (200..<300).contains(status) }
  }

  /// Whether a node shows the record.
  package enum Sight: Equatable, Sendable {
    /// So many seconds after the acknowledgement.
    case shown(after: Double)
    /// It answered that it has no such object.
    case absent
    /// It could not say, and why.
    case unknown(String)
  }

  package var record: ProbeRecord
  package var level: ProbeLevel
  /// The service that was written through.
  package var through: String
  /// How many nodes should hold the record.
  package var replicas: Int
  /// The nodes on which the record of an earlier run was found.
  package var leftOver: [String] = []
  /// nil when nothing was written.
  package var write: Step?
  /// What each node showed after the write.
  package var sights: [String: Sight] = [:]
  /// The last deletion.
  package var delete: Step?
  /// What each node showed after the deletion.
  package var remains: [String: Sight] = [:]
  /// Why it ended early; empty when it did not.
  package var stopped = ""

  package init(record: ProbeRecord, level: ProbeLevel, through: String, replicas: Int) {
    self.record = record
    self.level = level
    self.through = through
    self.replicas = replicas
  }

  /// The nodes that still show the record.
  package var stillOn: [String] {
    remains.filter { if case .shown = $0.value { true } else { false } }.keys.sorted()
  }

  /// The nodes on which nobody could look after the deletion, and which may hold the record.
  ///
  /// Once as many nodes showed it as there are replicas, the others hold none.
  package var unproven: [String] {
    let holders = Set(shownBy.map(\.node))
    let isEveryHolderKnown = write?.isSuccess == true && holders.count >= replicas
    return remains.filter { node, sight in
      guard case .unknown = sight else { return false }
      return !isEveryHolderKnown || holders.contains(node)
    }.keys.sorted()
  }

  /// The nodes that showed the record, the quickest first.
  package var shownBy: [(node: String, after: Double)] {
    sights.compactMap { node, sight in
      if case .shown(let after) = sight { (node, after) } else { nil }
    }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  /// Whether everything was as it should be.
  package var isGood: Bool {
    stopped.isEmpty && write?.isSuccess == true && shownBy.count >= replicas
      && delete?.isSuccess == true && stillOn.isEmpty && unproven.isEmpty
  }
}
