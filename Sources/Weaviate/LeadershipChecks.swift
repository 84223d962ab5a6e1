import Findings

/// Who leads whom: one RAFT cluster, several, or none.
enum LeadershipChecks {
  static func findings(_ cluster: ClusterView) -> [Finding] {
    let members = cluster.members.values.sorted { $0.name < $1.name }
    guard !members.isEmpty else { return [] }
    return leaders(cluster, members) + loneVoters(cluster, members)
      + members.flatMap { member in
        leaderless(cluster, member) + foreignNames(cluster, member) + nonVoter(cluster, member)
      } + voters(cluster, members)
  }

  private static func samples(
    _ cluster: ClusterView, _ members: [RaftStatistics]
  ) -> [(source: String, text: String)] {
    members.map { member in
      let leader = member.leader.isEmpty ? "no leader" : "leader \(member.leader)"
      return (
        cluster.statisticsSource(of: member.name),
        "\(member.name): \(leader), state \(member.state ?? "unknown"), "
          + "voters [\(member.voters.joined(separator: ", "))]"
      )
    }
  }

  private static func leaders(
    _ cluster: ClusterView, _ members: [RaftStatistics]
  ) -> [Finding] {
    let groups = cluster.groups
    guard let first = groups.first else { return [] }
    if groups.count > 1 {
      return [
        ClusterFindings.finding(
          "several-leaders", .error,
          "The nodes are \(groups.count) separate RAFT clusters",
          proves: "Each group has a leader and a schema of its own: a collection exists only in "
            + "the group where it was created.", samples: samples(cluster, members),
          values: [
            "groups": groups.map { $0.joined(separator: ",") },
            "leaders": cluster.followers.keys.sorted(),
          ])
      ]
    }
    guard members.count > 1 || cluster.expected.count <= 1 else { return [] }
    let leader = cluster.followers.keys.sorted()
    return [
      ClusterFindings.finding(
        "one-leader", .info, "All nodes that answer follow one leader",
        proves: "They are one RAFT cluster now. It does not prove that their schemas are equal: "
          + "histories that were merged differ silently.",
        samples: samples(cluster, members), values: ["leader": leader, "group": first])
    ]
  }

  private static func loneVoters(
    _ cluster: ClusterView, _ members: [RaftStatistics]
  ) -> [Finding] {
    let alone = members.filter { $0.state == "Leader" && $0.members == [$0.name] }
    guard !alone.isEmpty, members.count > 1 || cluster.expected.count > 1 else { return [] }
    return alone.map { member in
      ClusterFindings.finding(
        "only-voter", .error, "The node leads a RAFT cluster of which it is the only member",
        proves: "Whatever it decides about the schema, no other node hears of it.",
        about: ClusterFindings.subject(member.name, in: cluster),
        samples: samples(cluster, [member]), values: ["node": [member.name]])
    }
  }

  private static func leaderless(_ cluster: ClusterView, _ member: RaftStatistics) -> [Finding] {
    guard member.leader.isEmpty else { return [] }
    let subject = ClusterFindings.subject(member.name, in: cluster)
    var result = [
      ClusterFindings.finding(
        "no-leader", .error, "The node knows no RAFT leader",
        proves: "Schema changes fail on it, and writes too, because they ask the leader.",
        about: subject, samples: samples(cluster, [member]),
        values: ["state": [member.state ?? ""]])
    ]
    if member.configuration.isEmpty {
      let waiting =
        member.candidates.isEmpty ? "" : " (\(member.candidates.joined(separator: ", ")))"
      result.append(
        ClusterFindings.finding(
          member.candidates.isEmpty ? "bootstrap-without-candidates" : "bootstrap-waiting",
          .error,
          member.candidates.isEmpty
            ? "RAFT has not started: no node has announced itself"
            : "RAFT waits for more voters before it starts",
          proves: "The cluster has never formed; the nodes that announced themselves so far are "
            + "not enough\(waiting).", about: subject,
          samples: [
            (
              cluster.statisticsSource(of: member.name),
              "\(member.name): candidates [\(member.candidates.joined(separator: ", "))], "
                + "no configuration"
            )
          ], values: ["candidates": member.candidates]))
    } else {
      let seen = Set(cluster.listing.flatMap { ($0.nodes ?? []).map(\.name) })
      let away = member.voters.filter { !seen.contains($0) }
      result.append(
        ClusterFindings.finding(
          "leader-lost", .error, "The node has a RAFT configuration but no leader",
          proves: "A majority of its voters cannot be reached, or they are names that no node has.",
          about: subject, samples: samples(cluster, [member]),
          values: ["voters": member.voters, "away": away]))
    }
    return result
  }

  /// Names in the configuration that are no node's name: nodes that were renamed.
  private static func foreignNames(_ cluster: ClusterView, _ member: RaftStatistics) -> [Finding] {
    let known = Set(cluster.expectedNames + Array(cluster.members.keys))
    guard !member.members.isEmpty, !cluster.expected.isEmpty,
      cluster.expected.allSatisfy({ $0.node != nil }) || !member.members.contains(member.name)
    else { return [] }
    let foreign = member.members.filter { !known.contains($0) }
    guard !foreign.isEmpty, !member.members.contains(member.name) else { return [] }
    return [
      ClusterFindings.finding(
        "configuration-of-other-names", .error,
        "The RAFT state on disk is that of nodes with other names",
        proves:
          "\(member.name) holds the state of a cluster of \(member.members.joined(separator: ", ")) "
          + "and is none of them, so it may not vote.",
        about: ClusterFindings.subject(member.name, in: cluster),
        samples: samples(cluster, [member]),
        values: ["old": foreign, "node": [member.name]])
    ]
  }

  private static func nonVoter(_ cluster: ClusterView, _ member: RaftStatistics) -> [Finding] {
    guard let own = member.configuration.first(where: { $0.id == member.name }), !own.isVoter
    else { return [] }
    return [
      ClusterFindings.finding(
        "non-voter", .warning, "The node is a member without a vote",
        proves: "It follows the schema, but counts for no quorum.",
        about: ClusterFindings.subject(member.name, in: cluster),
        samples: samples(cluster, [member]), values: ["node": [member.name]])
    ]
  }

  private static func voters(
    _ cluster: ClusterView, _ members: [RaftStatistics]
  ) -> [Finding] {
    guard cluster.groups.count == 1,
      let leader = members.first(where: { $0.state == "Leader" }), leader.members.count > 1
    else { return [] }
    let count = leader.voters.count
    if count == 1 {
      return [
        ClusterFindings.finding(
          "one-voter", .warning, "Only one of the members has a vote",
          proves: "When \(leader.name) is away, nothing can change the schema or take writes.",
          samples: samples(cluster, [leader]), values: ["voters": leader.voters])
      ]
    }
    guard count.isMultiple(of: 2) else { return [] }
    return [
      ClusterFindings.finding(
        "even-voters", .warning, "The number of voters is even (\(count))",
        proves: "\(count) voters survive no more failures than \(count - 1) would.",
        samples: samples(cluster, [leader]), values: ["voters": leader.voters])
    ]
  }
}
