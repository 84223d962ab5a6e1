/// One member as `/v1/cluster/statistics` describes it (1.25 and later).
///
/// The server leaves out false booleans and writes every number of `raft` as text
/// (`weaviate/weaviate entities/models/statistics.go @v1.39.0`).
package struct RaftStatistics: Equatable, Sendable {
  /// One server of the RAFT configuration.
  package struct Server: Equatable, Sendable {
    package var id: String
    package var address: String
    package var isVoter: Bool
  }

  package var name: String
  package var status: String
  /// The id of the leader that this member follows; empty without one.
  package var leader: String
  package var leaderAddress: String
  /// `Leader`, `Follower`, `Candidate`, `Shutdown`; nil when the member could not be asked.
  package var state: String?
  package var isReady: Bool
  package var term: Int?
  package var appliedIndex: Int?
  /// The index that this process found on disk when it started.
  package var initialAppliedIndex: Int
  /// The last configuration that this member knows; empty before it was bootstrapped.
  package var configuration: [Server]
  /// Voters that have announced themselves for a bootstrap.
  package var candidates: [String]

  /// Reads one element of `statistics[]`; nil without a name.
  package init?(_ value: JSONValue) {
    guard let name = value["name"]?.string else { return nil }
    let raft = value["raft"]
    self.name = name
    status = value["status"]?.string ?? ""
    leader = value["leaderId"]?.string ?? ""
    leaderAddress = value["leaderAddress"]?.string ?? ""
    state = raft?["state"]?.string
    isReady = value["ready"]?.bool ?? false
    term = raft?["term"]?.integer
    appliedIndex = raft?["appliedIndex"]?.integer
    initialAppliedIndex = value["initialLastAppliedIndex"]?.integer ?? 0
    configuration = (raft?["latestConfiguration"]?.elements ?? []).compactMap { server in
      server["id"]?.string.map { id in
        Server(
          id: id, address: server["address"]?.string ?? "",
          isVoter: (server["suffrage"]?.integer ?? 0) == 0)
      }
    }
    candidates = (value["candidates"]?.members ?? [:]).keys.sorted()
  }

  /// The names in the configuration, sorted.
  package var members: [String] { configuration.map(\.id).sorted() }
  /// The names of the voters in the configuration, sorted.
  package var voters: [String] { configuration.filter(\.isVoter).map(\.id).sorted() }
}
