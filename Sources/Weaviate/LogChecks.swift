package import Findings

/// What the logs of several nodes say together and none says alone.
///
/// Works on the findings of the signatures in `Patterns/weaviate`, never on lines, so that it
/// holds for merged parts of a log too. All findings are of kind `log`.
package enum LogChecks {
  /// Compares the nodes' log findings.
  package static func findings(in set: FindingSet, logs: [ServiceLog]) -> [Finding] {
    let book = LogBook(set, logs)
    guard !book.services.isEmpty else { return [] }
    return separateClusters(book) + configurations(book) + names(book) + gossip(book)
      + bootstrap(book) + leadership(book) + versions(book)
  }

  static func finding(
    _ name: String, _ severity: Severity, _ title: String, proves: String = "",
    from sources: [Finding], about subject: Subject? = nil, values: [String: [String]] = [:]
  ) -> Finding {
    Finding(
      id: "weaviate/logs/\(name)", kind: .log, severity: severity, title: title, proves: proves,
      subject: subject, count: max(sources.count, 1), first: sources.compactMap(\.first).min(),
      last: sources.compactMap(\.last).max(), samples: sources.compactMap(\.samples.first),
      values: values)
  }

  // MARK: Separate clusters

  private static func separateClusters(_ book: LogBook) -> [Finding] {
    var result: [Finding] = []
    let alone = book.all("raft/bootstrapped-alone")
    if alone.count > 1, !book.triesGossipMembers {
      result.append(
        finding(
          "several-bootstrapped-alone", .warning,
          "\(alone.count) nodes each bootstrapped a RAFT cluster of one",
          proves: "Each made a cluster of its own at its first start, and this version asks only "
            + "the members of RAFT_JOIN to be let in elsewhere.", from: alone))
    }
    let signs = ["replication/async-disabled", "replication/schema-never-arrives"]
    let company = ["raft/peer-added", "raft/nonvoter-added", "raft/joined"]
    let replicated = alone.filter { node in
      signs.contains { book.finding($0, node.subject) != nil }
        && !company.contains { book.finding($0, node.subject) != nil }
    }
    if !replicated.isEmpty, !book.triesGossipMembers {
      let shards = replicated.flatMap { node in
        signs.compactMap { book.finding($0, node.subject) }
      }
      result.append(
        finding(
          "alone-though-replicated", .error,
          "A node is the only voter of its RAFT cluster, and other nodes share its collections",
          proves: "It holds a collection with a factor above 1, or is asked for one that it does "
            + "not know: there are other nodes, and their schemas never meet.",
          from: replicated + shards,
          about: replicated.first?.subject))
    }
    let lone = book.all("raft/leader-elected").filter { leader in
      book.finding("raft/peer-added", leader.subject) == nil
        && book.finding("raft/joined", leader.subject) == nil
    }
    if lone.count > 1 {
      result.append(
        finding(
          "several-leaders", .error,
          "\(lone.count) nodes became leader, none of them with followers",
          proves: "One RAFT cluster has one leader per term; these are separate clusters.",
          from: lone))
    }
    let disks = book.all("raft/configuration-on-disk-alone")
    if Set(disks.flatMap { $0.values["node"] ?? [] }).count > 1 {
      result.append(
        finding(
          "separate-states-on-disk", .warning,
          "Several nodes hold the RAFT state of a cluster of one on disk",
          proves: "They were separate clusters before this start.", from: disks))
    }
    return result
  }

  // MARK: Configuration

  private static func configurations(_ book: LogBook) -> [Finding] {
    var result: [Finding] = []
    let alone = book.all("raft/configured-alone")
    let all = book.all("raft/configured-servers") + alone
    if alone.count > 1 {
      result.append(
        finding(
          "configured-alone-on-several", .warning,
          "Several nodes know only themselves as RAFT members (RAFT_JOIN unset or short)",
          from: alone))
    }
    let lists = all.compactMap { $0.values["servers"]?.first }
    let members = Set(lists.map { MemberList($0).names })
    if members.count > 1, members.contains(where: { $0.count > 1 }) {
      result.append(
        finding(
          "configured-differently", .warning, "RAFT_JOIN is not the same on all nodes", from: all))
    }
    let rpc = book.all("raft/rpc-listening")
    let portsOfRPC = Set(rpc.flatMap { $0.values["port"] ?? [] })
    var portsByName: [String: Set<String>] = [:]
    for list in lists {
      for (name, port) in MemberList(list).ports { portsByName[name, default: []].insert(port) }
    }
    let isRaftPortDisputed = portsByName.values.contains { $0.count > 1 }
    if portsOfRPC.count > 1 || isRaftPortDisputed {
      result.append(
        finding(
          "raft-ports-differ", .error,
          portsOfRPC.count > 1
            ? "The nodes listen for RAFT requests on different ports"
            : "The nodes disagree about a member's RAFT port",
          proves: "A node dials its peers with its own port numbers and does not reach them.",
          from: portsOfRPC.count > 1 ? rpc : all, values: ["ports": portsOfRPC.sorted()]))
    }
    return result
  }

  // MARK: Names

  private static func names(_ book: LogBook) -> [Finding] {
    var result: [Finding] = []
    let named = book.all("raft/node-name")
    let byName = Dictionary(grouping: named) { $0.values["node"]?.last ?? "" }
    for (name, nodes) in byName.sorted(by: { $0.key < $1.key })
    where nodes.count > 1 && !name.isEmpty {
      result.append(
        finding(
          "name-twice", .error, "Two containers call themselves \(name)",
          proves: "Gossip and RAFT keep only one node per name.", from: nodes,
          values: ["node": [name], "services": nodes.compactMap(\.subject?.name)]))
    }
    for node in named {
      guard let own = node.values["node"],
        let disk = book.finding("raft/configuration-on-disk", node.subject),
        let lists = disk.values["servers"],
        !lists.contains(where: { list in own.contains { list.contains("ID:\($0) ") } })
      else { continue }
      result.append(
        finding(
          "state-of-other-name", .error, "The RAFT state on disk is that of nodes with other names",
          proves: "This node is none of the members on its disk, so it may not vote.",
          from: [disk, node], about: node.subject, values: ["node": own, "old": lists]))
    }
    return result
  }

  // MARK: Gossip

  private static func gossip(_ book: LogBook) -> [Finding] {
    var result: [Finding] = []
    for failure in book.all("gossip/join-failed")
    where failure.count >= 3 && !book.served(after: failure) {
      result.append(
        finding(
          "join-failed-repeatedly", .error,
          "The node fails to join at every start (\(failure.count) times)",
          proves: "This is no start race: what it joins does not answer on that port.",
          from: [failure], about: failure.subject, values: failure.values))
    }
    for configured in book.all("gossip/configured") {
      guard !book.served(after: configured), let log = book.log(configured.subject),
        let end = log.last, let stamp = configured.last, let overall = book.end,
        end.seconds(since: stamp) < 3, overall.seconds(since: end) >= 15
      else { continue }
      result.append(
        finding(
          "stalled-in-join", .error, "The node went silent while it was joining gossip",
          proves: "It printed its gossip settings and nothing more, while other nodes went on: it "
            + "neither joined nor opened its REST port.", from: [configured],
          about: configured.subject))
    }
    let loopback = [
      "gossip/push-pull-failed", "gossip/ping-failed", "gossip/send-failed", "raft/join-failed",
    ]
    .flatMap(book.all)
    .filter { finding in
      finding.values.values.joined().contains { $0.contains("127.0.0.1") }
    }
    if !loopback.isEmpty, book.services.count > 1 {
      result.append(
        finding(
          "peers-at-loopback", .error, "Nodes are told to reach their peers at 127.0.0.1",
          proves: "A peer advertises a loopback address, which leads every container to itself.",
          from: loopback))
    }
    return result
  }

  // MARK: Bootstrap and leadership

  /// Lines that show that a RAFT cluster formed.
  private static let formed = [
    "raft/leader-elected", "raft/leader-found", "raft/follows-leader", "raft/joined",
    "raft/node-ready",
  ]

  /// Lines that show that a node was without a leader.
  private static let lost = [
    "raft/quorum-lost-stepping-down", "raft/election-timeout", "raft/pre-vote-failed",
    "raft/leader-not-found",
  ]

  private static func bootstrap(_ book: LogBook) -> [Finding] {
    var result: [Finding] = []
    let nonvoters = book.all("raft/join-failed-nonvoter")
    let hasNotified = !book.all("raft/notified-peers").isEmpty
    if nonvoters.count > 1, !hasNotified, formed.allSatisfy({ book.all($0).isEmpty }) {
      result.append(
        finding(
          "no-voter-anywhere", .error, "No node counts itself among the voters",
          proves: "None of the names in RAFT_JOIN is the name of one of these nodes.",
          from: nonvoters))
    }
    let trying = book.all("raft/join-failed") + book.all("raft/notified-peers")
    let isLong = trying.contains {
      ($0.last?.seconds(since: $0.first ?? .init(nanoseconds: 0)) ?? 0) >= 20
    }
    if isLong, formed.allSatisfy({ book.all($0).isEmpty }), book.all("raft/state-on-disk").isEmpty {
      result.append(
        finding(
          "never-bootstrapped", .error, "RAFT never started: the nodes wait for more voters",
          proves:
            "The nodes ask and announce themselves again and again, and no leader was elected.",
          from: trying))
    }
    let serving = book.all("startup/serving")
    if serving.count == book.services.count {
      result.append(
        finding("all-serving", .neutral, "Every node opened its REST port", from: serving))
    }
    return result
  }

  private static func leadership(_ book: LogBook) -> [Finding] {
    let losses = lost.flatMap(book.all)
    let found = formed.flatMap(book.all)
    // One node that still has a leader at the end means that a majority is there.
    guard !book.services.contains(where: { book.isLed($0, formed: formed, lost: lost) }) else {
      return []
    }
    guard !losses.isEmpty, let last = losses.compactMap(\.last).max(), let end = book.end,
      let lastFound = found.compactMap(\.last).max(), last > lastFound,
      end.seconds(since: last) < 60
    else { return [] }
    return [
      finding(
        "leader-lost-for-good", .error, "The leader was lost, and none was elected until the end",
        proves: "There was a RAFT cluster, and too few of its voters are left to elect a leader.",
        from: losses)
    ]
  }

  private static func versions(_ book: LogBook) -> [Finding] {
    let latest = book.logs.compactMap { log in log.versions.last.map { (log, $0) } }
    guard Set(latest.map(\.1)).count > 1 else { return [] }
    return [
      Finding(
        id: "weaviate/logs/versions-differ", kind: .log, severity: .warning,
        title: "The nodes log different versions",
        proves: "Normal for the minutes of a rolling upgrade, wrong beyond it.",
        samples: latest.prefix(3).map { log, version in
          Evidence(source: log.sources.first ?? log.service, text: "\(log.service): \(version)")
        }, values: ["versions": Set(latest.map(\.1)).sorted()])
    ]
  }
}
