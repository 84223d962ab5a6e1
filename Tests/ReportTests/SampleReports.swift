import Diagnosis
import Findings
import Report

extension TriageReport {
  /// Three nodes that each lead a cluster of their own, as a person described it.
  static let splitCluster = TriageReport(
    toolVersion: "1.0.0", patternsDigest: "sha256:1f2e3d4c",
    assessment: Assessment(
      verdict: .faulty,
      summary: "weaviate: the three nodes are three separate clusters.",
      causes: [.raftNotJoined],
      ruledOut: [
        RuledOutCause(
          id: "weaviate/async-replication-off", title: "async replication",
          because: "\"async replication disabled on shard\" only says that the collection has not "
            + "switched it on. Neutral here.",
          evidence: ["weaviate/async-replication-disabled"]),
        RuledOutCause(
          id: "weaviate/network", title: "network",
          because: "gossip works: every node lists all three as HEALTHY."),
      ],
      risks: [
        Risk(
          id: "compose/restart-hides",
          explanation: "restart: on-failure hides the first-start race.")
      ],
      remedies: [.joinRaft],
      nextCheck: NextCheck(
        command: "logtriage cluster --compose docker-compose.yaml",
        separates: ["weaviate/raft-not-joined", "weaviate/data-port"],
        why: "It shows after the change whether all nodes follow one leader."),
      effects: [
        Effect(
          text:
            "Writes to ELYSIA_CONFIG__ answer 200 only after about ten seconds: the replicas on "
            + "node2 and node3 wait for a schema version that never comes.",
          table: Effect.Table(
            columns: ["collection", "factor", "schema on", "shards on", "objects"],
            rows: [
              ["ELYSIA_CONFIG__", "3", "node1", "node1 only", "5"],
              ["OnlyOnTwo", "3", "node2", "node2 only", "0"],
            ]))
      ], timeline: timeline,
      onset: Onset(
        firstLoud: "weaviate/raft/wait-for-version", role: .consequence,
        text: "The first loud line is a consequence, not the cause: a node waits (node2).")),
    findings: splitFindings,
    unexplained: [
      Unexplained(
        template: "unexpected shape of {value} in telemetry push", count: 12, severity: .warning,
        sample: Evidence(source: "logs/weaviate-node1.log", line: 90, text: "unexpected shape"))
    ],
    topology: (1...3).map {
      ServiceIdentity(
        service: "weaviate-node\($0)", container: "stack-weaviate-node\($0)-1", node: "node\($0)",
        endpoint: "http://localhost:808\($0 - 1)", knownBy: ["compose", "log"])
    },
    coverage: (1...3).map { Coverage("api/weaviate-node\($0)/statistics", .present) } + [
      Coverage("events", .notObservable(why: "no docker events were saved"))
    ],
    inputs: [
      Input(
        path: "logs/weaviate-node1.log", format: "docker-logs-timestamps", bytes: 26047, lines: 94,
        records: 94),
      Input(
        path: "logs/weaviate-node2.log", format: "docker-logs-timestamps", bytes: 250_000,
        lines: 2312, records: 2312,
        damaged: [Input.Region(offset: 1024, bytes: 16, why: "NUL bytes")]),
      Input(path: "docker-compose.yaml", format: "compose-file", bytes: 2100),
      Input(path: "notes.txt", format: "text", bytes: 12, used: false, note: "no log line in it"),
    ],
    redacted: ["api-key": 2], isRedacted: true,
    cluster: ClusterMap(
      nodes: (1...3).map {
        ClusterMap.Node(
          name: "node\($0)", service: "weaviate-node\($0)", state: "Leader", leader: "node\($0)",
          version: "1.32.5", isReachable: true)
      },
      shards: [
        ClusterMap.Shard(
          collection: "ELYSIA_CONFIG__", name: "a1", factor: 3, nodes: ["node1"],
          assigned: ["node1", "node2", "node3"])
      ], groups: [["node1"], ["node2"], ["node3"]]))

  private static let timeline: [TimelineEntry] = [
    ("weaviate/raft/leader", "Each node leads itself", "node1", 32.4, 1, .cause),
    ("weaviate/raft/leader", "Each node leads itself", "node2", 32.9, 1, .cause),
    ("weaviate/raft/wait-for-version", "A node waits", "node2", 41.0, 998, .consequence),
    ("app/odd", "Something odd is said", "node3", 44.2, 2, .other),
  ].map { (id, title, node, second: Double, count, role: TimelineEntry.Role) in
    let time = Timestamp(nanoseconds: 1_790_000_000_000_000_000 + Int64(second * 1_000_000_000))
    return TimelineEntry(
      first: time, last: time, finding: id, title: title, subject: .node(node),
      severity: .error, count: count, role: role)
  }

  /// A stack in which nothing is wrong.
  static let healthy = TriageReport(
    toolVersion: "1.0.0", patternsDigest: "sha256:1f2e3d4c",
    assessment: Assessment(
      verdict: .healthy, summary: "Nothing is broken: three nodes, one leader, all shards ready."),
    findings: [
      Finding(
        id: "weaviate/ready", kind: .api, severity: .info, title: "The node is ready",
        subject: .node("node1"))
    ],
    coverage: [Coverage("api/weaviate-node1/nodes", .present)],
    inputs: [
      Input(path: "node1.log", format: "compose-v1", bytes: 900, lines: 1, records: 1)
    ])

  /// The report of an input whose author wants to break the terminal, the page or the ticket.
  static let hostile: TriageReport = {
    let text =
      "\u{1b}[2J\u{7}``` ```` </details> <script>alert(1)</script> @admin #1 GH-2 "
      + "\u{202e}evil\u{202c} https://evil.example/?q=1 [x](javascript:alert(1)) \u{0}\u{2028}| a |"
    let name = "we`|<b>@all#9\u{1b}]0;t\u{7}"
    return TriageReport(
      toolVersion: "1.0.0", patternsDigest: "sha256:1f2e3d4c",
      assessment: Assessment(
        verdict: .unknown, summary: "Cannot say: " + text,
        causes: [
          CauseJudgement(
            id: "app/" + name, confidence: .possible, probability: .nan, title: text,
            explanation: text + "\n\n" + text, subjects: [.service(name)],
            supporting: ["app/hostile"],
            missing: [text], rivals: [CauseJudgement.Rival(id: name, separatedBy: text)])
        ],
        ruledOut: [RuledOutCause(id: name, title: name, because: text)],
        remedies: [
          Remedy(
            cause: "app/" + name, title: text, danger: text,
            steps: [Remedy.Step(text, why: text, command: "echo '\(text)'", verify: text)],
            patch: "--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n ```\n-\(text)\n+````\n", file: name)
        ],
        effects: [
          Effect(
            text: text,
            table: Effect.Table(columns: [name, "b"], rows: [[text, "宽字符的名字很长很长"], ["short"]]))
        ],
        timeline: (0..<3).map { place in
          TimelineEntry(
            first: Timestamp(nanoseconds: 0), last: Timestamp(nanoseconds: .max),
            finding: place == 0 ? "app/hostile" : name, title: text, subject: .service(name),
            severity: .error, count: .max, role: .other)
        }, onset: Onset(firstLoud: name, role: .other, text: text)),
      findings: [
        Finding(
          id: "app/hostile", kind: .log, severity: .error, title: text, proves: text,
          subject: .service(name), count: .max,
          samples: [Evidence(source: "logs/\(name).log", line: 1, text: text)],
          values: [name: [text]])
      ],
      unexplained: [
        Unexplained(
          template: text, count: 1, severity: .error,
          sample: Evidence(source: name, line: 2, text: text))
      ],
      inputs: [
        Input(path: name, format: name, bytes: 1, lines: 1, records: 1, used: false, note: text)
      ])
  }()

  private static let splitFindings: [Finding] =
    (1...3).flatMap { node -> [Finding] in
      let log = "logs/weaviate-node\(node).log"
      return [
        Finding(
          id: "weaviate/leads-itself", kind: .api, severity: .error,
          title: "The node leads a cluster in which it is the only voter",
          subject: .node("node\(node)"),
          samples: [Evidence(source: "api/weaviate-node\(node)/cluster-statistics.json")]),
        Finding(
          id: "weaviate/entering-leader-state", kind: .log, severity: .info,
          title: "The node became RAFT leader", subject: .node("node\(node)"),
          samples: [
            Evidence(
              source: log, line: 59 - node,
              time: Timestamp(rfc3339: "2026-11-23T01:00:32.\(node)00Z"),
              text: #"{"level":"info","msg":"entering leader state","node":"node\#(node)"}"#)
          ]),
        Finding(
          id: "weaviate/async-replication-disabled", kind: .log, severity: .neutral,
          title: "Async replication is not switched on for a shard", subject: .node("node\(node)"),
          count: 2,
          samples: [Evidence(source: log, line: 70 + node, text: "async replication disabled")],
          values: ["shard": ["ELYSIA_CONFIG__/a\(node)"]]),
      ]
    } + [
      Finding(
        id: "compose/raft-join-missing", kind: .compose, severity: .error,
        title: "No service sets RAFT_JOIN", count: 3,
        samples: [11, 28, 46].map {
          Evidence(source: "docker-compose.yaml", line: $0, text: "environment:")
        })
    ]
}

extension CauseJudgement {
  fileprivate static let raftNotJoined = CauseJudgement(
    id: "weaviate/raft-not-joined", confidence: .confirmed, probability: 0.98,
    title: "The nodes never joined one RAFT cluster",
    explanation: """
      RAFT_JOIN and RAFT_BOOTSTRAP_EXPECT are not set, so on this version (1.32.5) every node \
      started a one-node RAFT cluster of its own. A collection exists only on the node where it \
      was created. Nothing is lost yet.
      """,
    subjects: (1...3).map { .node("node\($0)") },
    first: Timestamp(rfc3339: "2026-11-23T01:00:32.1Z"),
    last: Timestamp(rfc3339: "2026-11-23T01:04:10Z"),
    supporting: [
      "weaviate/leads-itself", "weaviate/entering-leader-state", "compose/raft-join-missing",
      "weaviate/never-seen",
    ],
    missing: ["docker events of the first start"], leadsTo: ["weaviate/async-replication-disabled"],
    rivals: [Rival(id: "weaviate/data-port", separatedBy: "peers are HEALTHY, so gossip works")])
}

extension Remedy {
  fileprivate static let joinRaft = Remedy(
    cause: "weaviate/raft-not-joined", title: "Join the three nodes (about 5 minutes of downtime)",
    danger: """
      Do not just add the settings and restart, and do not upgrade first: the three histories would \
      be merged and collections silently lost.
      """,
    steps: [
      Step(
        "Save the schema of every node now.",
        command: """
          for p in 8080 8081 8082; do curl -s -H 'consistency: false' \\
            localhost:$p/v1/schema > schema-$p.json; done
          """),
      Step("Export OnlyOnTwo if you need it.", why: "It exists only on node2."),
      Step("Apply the diff below.", verify: "docker compose config --quiet"),
    ],
    changes: [.environment("weaviate-node1", "RAFT_JOIN", "node1,node2,node3")],
    patch: """
      --- a/docker-compose.yaml
      +++ b/docker-compose.yaml
      @@ -16,4 +16,6 @@
             CLUSTER_HOSTNAME: "node1"
             CLUSTER_GOSSIP_BIND_PORT: "7100"
      +      RAFT_JOIN: "node1,node2,node3"
      +      RAFT_BOOTSTRAP_EXPECT: "3"
             DISABLE_TELEMETRY: "true"
             LOG_LEVEL: "debug"

      """,
    file: "docker-compose.yaml")
}
