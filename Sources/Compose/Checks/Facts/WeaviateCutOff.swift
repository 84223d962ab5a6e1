/// The first releases that have a change: fixes are back-ported, so a change begins at one patch
/// number in each of some minor lines, and every later line has it from the start.
package struct WeaviateCutOff: Sendable {
  /// The first patch that has it, by minor line.
  let firstPatches: [Int: Int]
  /// The newest line with a patch number of its own.
  let newestLine: Int

  /// - Parameter lines: Minor line and first patch, of major 1.
  package init(_ lines: [(minor: Int, patch: Int)]) {
    firstPatches = Dictionary(lines.map { ($0.minor, $0.patch) }) { min($0, $1) }
    newestLine = lines.map(\.minor).max() ?? 0
  }
}

extension WeaviateCutOff {
  /// The schema moves to RAFT; older releases ignore every `RAFT_*` variable.
  package static let raft = WeaviateCutOff([(25, 0)])
  /// RAFT bootstrap also asks gossip members that `RAFT_JOIN` does not name
  /// (`cluster/bootstrap/bootstrap.go`, weaviate/weaviate #9064).
  package static let gossipFallback = WeaviateCutOff([(31, 17), (32, 11), (33, 1), (34, 0)])
  /// Addresses and ports are validated at start (`usecases/cluster/state.go`).
  package static let validatedAddresses = WeaviateCutOff([(31, 19), (32, 15), (33, 3), (34, 0)])
  /// The data port travels in the gossip metadata; before, peers assume gossip port + 1.
  package static let gossipedDataPort = WeaviateCutOff([(32, 0)])
  /// A failed CLUSTER_JOIN no longer ends the process.
  package static let joinFailureSurvived = WeaviateCutOff([(36, 23), (37, 14), (38, 5)])
  /// Nodes join gossip again by themselves while members are missing.
  package static let periodicRejoin = WeaviateCutOff([(34, 20), (35, 15), (36, 6), (37, 0)])
  /// Async replication is on for every replicated collection unless it is switched off.
  package static let asyncByDefault = WeaviateCutOff([(38, 0)])
  /// `ASYNC_REPLICATION_DISABLED` is read.
  package static let asyncSwitch = WeaviateCutOff([(30, 0)])
  /// `RAFT_ENABLE_FQDN_RESOLVER` is gone.
  package static let noFQDNResolver = WeaviateCutOff([(30, 0)])
  /// `REPLICATION_MAXIMUM_FACTOR` is read.
  package static let maximumFactor = WeaviateCutOff([(37, 4), (38, 0)])
}
