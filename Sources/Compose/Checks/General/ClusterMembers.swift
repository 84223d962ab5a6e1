import Findings

/// Member lists and shared secrets of clustered servers other than Weaviate.
struct ClusterMembers: ComposeCheck {
  static let etcd = CheckRule(
    "compose/etcd-initial-cluster",
    "An etcd member's name is not in its initial cluster list, or its peer URL differs there.")
  static let etcdLists = CheckRule(
    "compose/etcd-initial-cluster-differs",
    "etcd members of one stack have different initial cluster lists.")
  static let quota = CheckRule(
    "compose/etcd-quota-small", "etcd's backend quota is below 64 MiB.")
  static let cookie = CheckRule(
    "compose/rabbitmq-cookie-differs", "RabbitMQ nodes of one stack have different Erlang cookies.")
  static let hostname = CheckRule(
    "compose/rabbitmq-hostname-unset",
    "RabbitMQ keeps data on a volume under a node name that changes with the container.")
  static let rules = [etcd, etcdLists, quota, cookie, hostname]

  func findings(in stack: CheckedStack) -> [Finding] {
    let members = stack.services.filter { $0.product?.kind == "etcd" }
    let brokers = stack.services.filter { $0.product?.kind == "rabbitmq" }
    return members.flatMap { [etcd($0, members), quota($0)].compactMap { $0 } }
      + cookies(brokers) + brokers.compactMap(hostname)
  }

  private func etcd(_ member: ComposeService, _ members: [ComposeService]) -> Finding? {
    guard let list = member.etcd("initial-cluster"), !list.text.isEmpty else { return nil }
    let name = member.etcd("name")
    let entries = list.text.split(separator: ",").map { entry in
      entry.split(separator: "=", maxSplits: 1).map(String.init)
    }.filter { $0.count == 2 }
    let own = name?.text ?? "default"
    guard entries.contains(where: { $0[0] == own }) else {
      return missing(member, members, own, entries, [list.evidence, name?.evidence])
    }
    // A member that is not in its own list is reported itself.
    let peers = members.filter { $0.name != member.name && $0.isInOwnList }
      .compactMap { $0.etcd("initial-cluster") }
    if let other = peers.first(where: { Set($0.entries) != Set(list.entries) }),
      peers.allSatisfy({ !Set($0.entries).isDisjoint(with: list.entries) })
    {
      return Self.etcdLists.finding(
        .warning, member, "The initial cluster list is not that of the other members",
        proves: "Members with different lists refuse each other as members of another cluster.",
        at: [list.evidence, other.evidence])
    }
    guard let url = member.etcd("initial-advertise-peer-urls"),
      let entry = entries.first(where: { $0[0] == own }),
      !url.text.split(separator: ",").contains(Substring(entry[1]))
    else { return nil }
    return Self.etcd.finding(
      .error, member, "The initial cluster list has another peer URL for \(own) than it advertises",
      proves: "etcd ends at start: the advertised peer URLs must be those of the list.",
      at: [list.evidence, url.evidence], values: ["name": [own]])
  }

  private func missing(
    _ member: ComposeService, _ members: [ComposeService], _ own: String, _ entries: [[String]],
    _ evidence: [Evidence?]
  ) -> Finding {
    let others = members.filter { $0.name != member.name }.compactMap { $0.etcd("initial-cluster") }
    let better = others.first { $0.entries.contains { $0.hasPrefix(own + "=") } }
    let isVariable = member[environment: "ETCD_INITIAL_CLUSTER"] != nil
    return Self.etcd.finding(
      .error, member, "etcd's name \(own) is not in its initial cluster list",
      proves: "A member that does not find itself in the list ends at start.",
      at: evidence, values: ["name": [own], "listed": entries.map { $0[0] }],
      fixes: isVariable
        ? better.map { [.environment(member.name, "ETCD_INITIAL_CLUSTER", $0.text)] } ?? [] : [])
  }

  private func quota(_ member: ComposeService) -> Finding? {
    guard let quota = member.etcd("quota-backend-bytes"), let bytes = Int(quota.text),
      (1..<(64 << 20)).contains(bytes)
    else { return nil }
    return Self.quota.finding(
      .warning, member, "etcd's quota is \(RuntimeSize.text(bytes))",
      proves: "At the quota etcd raises the NOSPACE alarm and refuses writes until it is "
        + "compacted, defragmented and disarmed, whatever room the disk has; the default is 2 GiB.",
      at: [quota.evidence], values: ["quota": [quota.text]])
  }

  private func cookies(_ brokers: [ComposeService]) -> [Finding] {
    let set = brokers.compactMap { broker in
      broker[environment: "RABBITMQ_ERLANG_COOKIE"].map { (broker, $0) }
    }
    guard Set(set.map(\.1.value)).count > 1, let first = set.first else { return [] }
    return set.dropFirst().filter { $0.1.value != first.1.value }.map { broker, cookie in
      Self.cookie.finding(
        .error, broker, "RABBITMQ_ERLANG_COOKIE differs from that of \(first.0.name)",
        proves: "Erlang nodes accept only peers with the same cookie, so no cluster forms.",
        at: [cookie.evidence, first.1.evidence], values: ["peer": [first.0.name]],
        fixes: [
          .environment(
            broker.name, "RABBITMQ_ERLANG_COOKIE", first.1.written ?? first.1.value)
        ])
    }
  }

  private func hostname(_ broker: ComposeService) -> Finding? {
    guard broker.hostname == nil, broker[environment: "RABBITMQ_NODENAME"] == nil,
      let mount = broker.dataMount, mount.source != nil
    else { return nil }
    return Self.hostname.finding(
      .warning, broker, "RabbitMQ has a data volume and no fixed hostname",
      proves: "The data lies under rabbit@HOSTNAME; without a fixed hostname a new container has "
        + "another name and starts empty.",
      at: [mount.evidence],
      fixes: [SettingChange(service: broker.name, path: "hostname", value: broker.name)])
  }
}

/// One setting of an etcd member, from its environment or its command line.
private struct EtcdSetting {
  var text: String
  var evidence: Evidence

  var entries: [String] { text.split(separator: ",").map(String.init) }
}

extension ComposeService {
  fileprivate var isInOwnList: Bool {
    guard let list = etcd("initial-cluster") else { return true }
    return list.entries.contains { $0.hasPrefix((etcd("name")?.text ?? "default") + "=") }
  }

  fileprivate func etcd(_ name: String) -> EtcdSetting? {
    if let text = option("--" + name, "-" + name) {
      return EtcdSetting(text: text, evidence: evidence(of: "command"))
    }
    let variable =
      "ETCD_" + name.uppercased().split(separator: "-").joined(separator: "_")
    return self[environment: variable].map { EtcdSetting(text: $0.value, evidence: $0.evidence) }
  }
}
