extension CheckCase {
  private static let healthy = NodesText().text

  /// Membership of RAFT and gossip.
  static let cluster: [CheckCase] = raft + gossip + names

  private static let raft: [CheckCase] = [
    CheckCase(
      rule: "weaviate/raft-join-unset",
      fires: NodesText(nodes: [2: ["RAFT_JOIN": "", "RAFT_BOOTSTRAP_EXPECT": ""]]).text,
      isSilent: NodesText(
        version: "1.24.26", all: ["RAFT_JOIN": "", "RAFT_BOOTSTRAP_EXPECT": ""]
      ).text,
      fixes: ["w2.environment.RAFT_JOIN=n1,n2,n3", "w2.environment.RAFT_BOOTSTRAP_EXPECT=3"]),
    CheckCase(
      rule: "weaviate/raft-join-names",
      fires: NodesText(nodes: [1: ["RAFT_JOIN": "w1,w2,w3"]]).text, isSilent: healthy,
      fixes: ["w1.environment.RAFT_JOIN=n1,n2,n3"]),
    CheckCase(
      rule: "weaviate/raft-join-names",
      fires: NodesText(all: ["RAFT_JOIN": "n1:8300,n2:8300,n4:8300"]).text,
      // A node of another host is in the list; nobody of this file is missing.
      isSilent: NodesText(all: ["RAFT_JOIN": "n1,n2,n3,elsewhere"]).text,
      fixes: [1, 2, 3].map { "w\($0).environment.RAFT_JOIN=n1:8300,n2:8300,n3:8300" }),
    CheckCase(
      rule: "weaviate/raft-join-differs",
      fires: NodesText(nodes: [3: ["RAFT_JOIN": "n3,n1,n2"]]).text,
      // Another order is right when all nodes agree on it.
      isSilent: NodesText(all: ["RAFT_JOIN": "n3,n1,n2"]).text,
      fixes: ["w3.environment.RAFT_JOIN=n1,n2,n3"]),
    CheckCase(
      rule: "weaviate/raft-join-differs",
      fires: NodesText(nodes: [3: ["RAFT_JOIN": "", "RAFT_BOOTSTRAP_EXPECT": ""]]).text,
      // Unset everywhere is another fault.
      isSilent: NodesText(all: ["RAFT_JOIN": "", "RAFT_BOOTSTRAP_EXPECT": ""]).text,
      fixes: ["w3.environment.RAFT_JOIN=n1,n2,n3", "w3.environment.RAFT_BOOTSTRAP_EXPECT=3"]),
    CheckCase(
      rule: "weaviate/raft-join-incomplete",
      fires: NodesText(all: ["RAFT_JOIN": "n1,n2", "RAFT_BOOTSTRAP_EXPECT": "2"]).text,
      isSilent: healthy),
    CheckCase(
      rule: "weaviate/raft-join-malformed",
      fires: NodesText(nodes: [1: ["RAFT_JOIN": "n1, n2,n3"]]).text,
      isSilent: NodesText(all: ["RAFT_JOIN": "n1:8300,n2:8300,n3:8300"]).text,
      fixes: ["w1.environment.RAFT_JOIN=n1,n2,n3"]),
    CheckCase(
      rule: "weaviate/raft-join-repeats",
      fires: NodesText(nodes: [1: ["RAFT_JOIN": "n1,n2,n2"]]).text, isSilent: healthy,
      fixes: ["w1.environment.RAFT_JOIN=n1,n2,n3"]),
    CheckCase(
      rule: "weaviate/raft-expect-invalid",
      fires: NodesText(nodes: [2: ["RAFT_BOOTSTRAP_EXPECT": "3 "]]).text, isSilent: healthy,
      fixes: ["w2.environment.RAFT_BOOTSTRAP_EXPECT=3"]),
    CheckCase(
      rule: "weaviate/raft-expect-above-list",
      fires: NodesText(nodes: [2: ["RAFT_JOIN": ""]]).text, isSilent: healthy,
      fixes: ["w2.environment.RAFT_JOIN=n1,n2,n3"]),
    CheckCase(
      rule: "weaviate/raft-expect-above-nodes",
      fires: NodesText(
        count: 2, all: ["RAFT_JOIN": "n1,n2,n3", "RAFT_BOOTSTRAP_EXPECT": "3"]
      ).text,
      isSilent: NodesText(all: ["RAFT_JOIN": "n1,n2,n3"]).text),
    CheckCase(
      rule: "weaviate/raft-expect-low",
      fires: NodesText(nodes: [1: ["RAFT_BOOTSTRAP_EXPECT": ""]]).text, isSilent: healthy,
      fixes: ["w1.environment.RAFT_BOOTSTRAP_EXPECT=3"]),
    CheckCase(
      rule: "weaviate/raft-expect-differs",
      fires: NodesText(nodes: [1: ["RAFT_BOOTSTRAP_EXPECT": "1"]]).text, isSilent: healthy,
      fixes: ["w1.environment.RAFT_BOOTSTRAP_EXPECT=3"]),
    CheckCase(
      rule: "weaviate/raft-even-voters", fires: NodesText(count: 4).text, isSilent: healthy),
    CheckCase(
      rule: "weaviate/raft-ports-differ",
      fires: NodesText(nodes: [3: ["RAFT_PORT": "8310", "RAFT_INTERNAL_RPC_PORT": "8311"]]).text,
      isSilent: NodesText(all: ["RAFT_PORT": "8310", "RAFT_INTERNAL_RPC_PORT": "8311"]).text,
      fixes: ["w3.environment.RAFT_PORT", "w3.environment.RAFT_INTERNAL_RPC_PORT"]),
    CheckCase(
      rule: "weaviate/raft-join-complete", fires: healthy,
      isSilent: NodesText(nodes: [2: ["RAFT_JOIN": ""]]).text),
    CheckCase(
      rule: "weaviate/raft-join-unset-everywhere",
      fires: NodesText(all: ["RAFT_JOIN": "", "RAFT_BOOTSTRAP_EXPECT": ""]).text,
      isSilent: NodesText(nodes: [2: ["RAFT_JOIN": ""]]).text),
  ]

  private static let gossip: [CheckCase] = [
    CheckCase(
      rule: "weaviate/join-host-unknown",
      fires: NodesText(nodes: [2: ["CLUSTER_JOIN": "w-1:7946"]]).text,
      // A name with dots can be a host outside the stack.
      isSilent: NodesText(nodes: [2: ["CLUSTER_JOIN": "w1.example.com:7946"]]).text,
      fixes: ["w2.environment.CLUSTER_JOIN=w1:7946"]),
    CheckCase(
      rule: "weaviate/join-host-unknown",
      fires: NodesText(nodes: [3: ["CLUSTER_JOIN": "n2"]]).text,
      isSilent: NodesText(
        nodes: [3: ["CLUSTER_JOIN": "seed"]],
        extra: [1: ["networks: {default: {aliases: [seed]}}"]]
      ).text,
      fixes: ["w3.environment.CLUSTER_JOIN=w2:7946"]),
    CheckCase(
      rule: "weaviate/join-host-other-product",
      fires: NodesText(
        nodes: [2: ["CLUSTER_JOIN": "cache:7946"]], rest: "  cache: {image: 'redis:7'}"
      ).text,
      isSilent: NodesText(rest: "  cache: {image: 'redis:7'}").text,
      fixes: ["w2.environment.CLUSTER_JOIN=w1:7946"]),
    CheckCase(
      rule: "weaviate/join-port-wrong",
      fires: NodesText(nodes: [1: ["CLUSTER_GOSSIP_BIND_PORT": "7100"]]).text,
      isSilent: NodesText(
        nodes: [
          1: ["CLUSTER_GOSSIP_BIND_PORT": "7100"], 2: ["CLUSTER_JOIN": "w1:7100"],
          3: ["CLUSTER_JOIN": "w1", "CLUSTER_GOSSIP_BIND_PORT": "7100"],
        ]
      ).text,
      fixes: ["w2.environment.CLUSTER_JOIN=w1:7100", "w3.environment.CLUSTER_JOIN=w1:7100"]),
    CheckCase(
      rule: "weaviate/join-malformed",
      fires: NodesText(nodes: [2: ["CLUSTER_JOIN": "http://w1:7946"]]).text, isSilent: healthy,
      fixes: ["w2.environment.CLUSTER_JOIN=w1:7946"]),
    CheckCase(
      rule: "weaviate/join-self",
      fires: NodesText(nodes: [2: ["CLUSTER_JOIN": "w2:7946"]]).text,
      isSilent: NodesText(nodes: [2: ["CLUSTER_JOIN": "w2:7946,w1:7946"]]).text,
      fixes: ["w2.environment.CLUSTER_JOIN=w1:7946"]),
    CheckCase(
      rule: "weaviate/join-unset-everywhere", fires: NodesText(all: ["CLUSTER_JOIN": ""]).text,
      isSilent: healthy,
      fixes: ["w2.environment.CLUSTER_JOIN=w1:7946", "w3.environment.CLUSTER_JOIN=w1:7946"]),
    CheckCase(
      rule: "weaviate/join-unset", fires: NodesText(nodes: [3: ["CLUSTER_JOIN": ""]]).text,
      // The third joins the second, which joins the first.
      isSilent: NodesText(nodes: [3: ["CLUSTER_JOIN": "w2:7946"]]).text,
      fixes: ["w3.environment.CLUSTER_JOIN=w1:7946"]),
    CheckCase(
      rule: "weaviate/join-unset-founder", fires: healthy,
      isSilent: NodesText(nodes: [1: ["CLUSTER_JOIN": "w2:7946"]]).text),
    CheckCase(
      rule: "weaviate/join-hosts-known", fires: healthy,
      isSilent: NodesText(nodes: [2: ["CLUSTER_JOIN": "w9:7946"]]).text),
  ]

  private static let names: [CheckCase] = [
    CheckCase(
      rule: "weaviate/hostname-unset", fires: NodesText(nodes: [3: ["CLUSTER_HOSTNAME": ""]]).text,
      isSilent: NodesText(
        nodes: [3: ["CLUSTER_HOSTNAME": ""]], extra: [3: ["hostname: n3"]]
      ).text,
      fixes: ["w3.environment.CLUSTER_HOSTNAME=n3"]),
    CheckCase(
      rule: "weaviate/hostname-duplicate",
      fires: NodesText(nodes: [2: ["CLUSTER_HOSTNAME": "n1"]]).text, isSilent: healthy,
      fixes: ["w2.environment.CLUSTER_HOSTNAME=n2"]),
    CheckCase(
      rule: "weaviate/hostname-set-everywhere", fires: healthy,
      isSilent: NodesText(nodes: [3: ["CLUSTER_HOSTNAME": ""]]).text),
    CheckCase(
      rule: "weaviate/replicas-share-name",
      fires: NodesText(count: 1, extra: [1: ["deploy: {replicas: 3}"]]).text,
      isSilent: NodesText(count: 1, extra: [1: ["deploy: {replicas: 1}"]]).text),
  ]
}
