extension CheckCase {
  private static let healthy = NodesText().text

  /// Settings of single Weaviate nodes.
  static let node: [CheckCase] = ports + storage + modules + values + switches + access

  private static let ports: [CheckCase] = [
    CheckCase(
      rule: "weaviate/data-port-clash",
      fires: NodesText(nodes: [1: ["CLUSTER_DATA_BIND_PORT": "7946"]]).text,
      isSilent: NodesText(all: ["CLUSTER_DATA_BIND_PORT": "7947"]).text,
      fixes: ["w1.environment.CLUSTER_DATA_BIND_PORT=7947"]),
    CheckCase(
      rule: "weaviate/data-port-not-next",
      fires: NodesText(version: "1.31.22", nodes: [2: ["CLUSTER_DATA_BIND_PORT": "7950"]]).text,
      isSilent: NodesText(version: "1.32.0", nodes: [2: ["CLUSTER_DATA_BIND_PORT": "7950"]]).text,
      fixes: ["w2.environment.CLUSTER_DATA_BIND_PORT=7947"]),
    CheckCase(
      rule: "weaviate/port-clash-inside",
      fires: NodesText(nodes: [2: ["GRPC_PORT": "8080"]]).text,
      isSilent: NodesText(
        nodes: [2: ["GRPC_PORT": "8080"]],
        extra: [2: ["command: [--host, 0.0.0.0, --port, '8081', --scheme, http]"]]
      ).text,
      fixes: ["w2.environment.GRPC_PORT"]),
    CheckCase(
      rule: "weaviate/advertise-port-differs",
      fires: NodesText(nodes: [2: ["CLUSTER_ADVERTISE_PORT": "7100"]]).text,
      isSilent: NodesText(
        nodes: [2: ["CLUSTER_ADVERTISE_PORT": "7100"]], extra: [2: ["ports: ['7100:7946']"]]
      ).text,
      fixes: ["w2.environment.CLUSTER_ADVERTISE_PORT"]),
    CheckCase(
      rule: "weaviate/internal-port-published",
      fires: NodesText(extra: [1: ["ports: ['8300:8300']"]]).text,
      isSilent: NodesText(extra: [1: ["ports: ['127.0.0.1:8300:8300', '8080:8080']"]]).text),
    CheckCase(
      rule: "weaviate/advertise-loopback",
      fires: NodesText(nodes: [1: ["CLUSTER_ADVERTISE_ADDR": "127.0.0.1"]]).text,
      isSilent: NodesText(nodes: [1: ["CLUSTER_ADVERTISE_ADDR": "10.5.0.2"]]).text,
      fixes: ["w1.environment.CLUSTER_ADVERTISE_ADDR"]),
    CheckCase(
      rule: "weaviate/bind-loopback",
      fires: NodesText(nodes: [1: ["CLUSTER_BIND_ADDR": "127.0.0.1"]]).text,
      isSilent: NodesText(nodes: [1: ["CLUSTER_BIND_ADDR": "0.0.0.0"]]).text,
      fixes: ["w1.environment.CLUSTER_BIND_ADDR"]),
    CheckCase(
      rule: "weaviate/advertise-not-an-address",
      fires: NodesText(version: "1.36.0", nodes: [1: ["CLUSTER_ADVERTISE_ADDR": "w1"]]).text,
      isSilent: NodesText(version: "1.32.5", nodes: [1: ["CLUSTER_ADVERTISE_ADDR": "w1"]]).text),
    CheckCase(
      rule: "weaviate/in-localhost",
      fires: NodesText(nodes: [1: ["CLUSTER_IN_LOCALHOST": "true"]]).text,
      isSilent: NodesText(nodes: [1: ["CLUSTER_IN_LOCALHOST": "false"]]).text,
      fixes: ["w1.environment.CLUSTER_IN_LOCALHOST"]),
  ]

  private static let storage: [CheckCase] = [
    CheckCase(
      rule: "weaviate/data-path-not-on-volume",
      fires: NodesText(nodes: [1: ["PERSISTENCE_DATA_PATH": ""]]).text,
      isSilent: NodesText(
        nodes: [1: ["PERSISTENCE_DATA_PATH": ""]], extra: [1: ["volumes: ['d1:/data']"]]
      ).text,
      fixes: ["w1.environment.PERSISTENCE_DATA_PATH=/var/lib/weaviate"]),
    CheckCase(
      rule: "weaviate/data-on-network-file-system",
      fires: NodesText(extra: [1: ["volumes: ['share:/var/lib/weaviate']"]]).text
        .replacingVolumes("share: {driver_opts: {type: nfs, o: 'addr=10.0.0.1'}}"),
      isSilent: NodesText(extra: [1: ["volumes: ['share:/var/lib/weaviate']"]]).text
        .replacingVolumes("share: {driver_opts: {type: none, o: bind}}")),
    CheckCase(
      rule: "weaviate/data-path-unset",
      fires: NodesText(version: "1.23.16", nodes: [1: ["PERSISTENCE_DATA_PATH": ""]]).text,
      isSilent: NodesText(version: "1.24.26", nodes: [1: ["PERSISTENCE_DATA_PATH": ""]]).text),
    CheckCase(
      rule: "weaviate/mixed-versions",
      fires: NodesText(extra: [3: ["image: semitechnologies/weaviate:1.27.27"]]).text,
      isSilent: NodesText(extra: [3: ["image: cr.weaviate.io/semitechnologies/weaviate:1.32.5"]])
        .text,
      fixes: ["w3.image=semitechnologies/weaviate:1.32.5"]),
    CheckCase(
      rule: "weaviate/known-bad-release", fires: NodesText(version: "1.33.4").text,
      isSilent: NodesText(version: "1.33.5").text),
    CheckCase(
      rule: "weaviate/memory-limit-without-gomemlimit",
      fires: NodesText(extra: [1: ["mem_limit: 1g"]]).text,
      isSilent: NodesText(
        nodes: [1: ["LIMIT_RESOURCES": "true"]], extra: [1: ["mem_limit: 1g"]]
      ).text, fixes: ["w1.environment.GOMEMLIMIT=921MiB"]),
    CheckCase(
      rule: "weaviate/gomemlimit-invalid", fires: NodesText(nodes: [1: ["GOMEMLIMIT": "7g"]]).text,
      isSilent: NodesText(nodes: [1: ["GOMEMLIMIT": "7GiB"]]).text,
      fixes: ["w1.environment.GOMEMLIMIT=7168MiB"]),
    CheckCase(
      rule: "weaviate/disk-threshold-off",
      fires: NodesText(nodes: [1: ["DISK_USE_READONLY_PERCENTAGE": "0"]]).text,
      isSilent: NodesText(nodes: [1: ["DISK_USE_READONLY_PERCENTAGE": "95"]]).text),
    CheckCase(
      rule: "weaviate/max-map-count-in-compose",
      fires: NodesText(extra: [1: ["sysctls: {vm.max_map_count: 262144}"]]).text,
      isSilent: NodesText(extra: [1: ["sysctls: {net.core.somaxconn: 1024}"]]).text),
    CheckCase(
      rule: "weaviate/async-replication-disabled",
      fires: NodesText(nodes: [1: ["ASYNC_REPLICATION_DISABLED": "true"]]).text,
      isSilent: NodesText(count: 1, all: ["ASYNC_REPLICATION_DISABLED": "true"]).text,
      fixes: ["w1.environment.ASYNC_REPLICATION_DISABLED"]),
    CheckCase(
      rule: "weaviate/minimum-factor-above-nodes",
      fires: NodesText(nodes: [1: ["REPLICATION_MINIMUM_FACTOR": "4"]]).text,
      isSilent: NodesText(all: ["REPLICATION_MINIMUM_FACTOR": "3"]).text,
      fixes: ["w1.environment.REPLICATION_MINIMUM_FACTOR=3"]),
    CheckCase(
      rule: "weaviate/minimum-factor-above-maximum",
      fires: NodesText(
        version: "1.39.0",
        nodes: [1: ["REPLICATION_MINIMUM_FACTOR": "3", "REPLICATION_MAXIMUM_FACTOR": "2"]]
      ).text,
      isSilent: NodesText(
        version: "1.36.0",
        nodes: [1: ["REPLICATION_MINIMUM_FACTOR": "3", "REPLICATION_MAXIMUM_FACTOR": "2"]]
      ).text),
    CheckCase(
      rule: "weaviate/basic-auth-differs",
      fires: NodesText(nodes: [2: ["CLUSTER_BASIC_AUTH_PASSWORD": "x"]]).text,
      isSilent: NodesText(all: ["CLUSTER_BASIC_AUTH_PASSWORD": "x"]).text),
    CheckCase(
      rule: "weaviate/settings-differ",
      fires: NodesText(nodes: [2: ["AUTHENTICATION_APIKEY_ENABLED": "true"]]).text,
      isSilent: NodesText(nodes: [2: ["QUERY_DEFAULTS_LIMIT": "20"]]).text),
  ]

  private static let modules: [CheckCase] = [
    CheckCase(
      rule: "weaviate/module-host-unknown",
      fires: NodesText(
        nodes: [
          1: [
            "ENABLE_MODULES": "text2vec-transformers",
            "TRANSFORMERS_INFERENCE_API": "http://t2v:8080",
          ]
        ]
      ).text,
      isSilent: NodesText(
        all: [
          "ENABLE_MODULES": "text2vec-transformers",
          "TRANSFORMERS_INFERENCE_API": "http://t2v:8080",
        ], rest: "  t2v: {image: 'semitechnologies/transformers-inference:x'}"
      ).text),
    CheckCase(
      rule: "weaviate/module-localhost",
      fires: NodesText(
        nodes: [
          1: ["ENABLE_MODULES": "multi2vec-clip", "CLIP_INFERENCE_API": "http://localhost:8080"]
        ]
      ).text,
      isSilent: NodesText(
        nodes: [
          1: ["ENABLE_MODULES": "multi2vec-clip", "CLIP_INFERENCE_API": "http://10.0.0.9:8080"]
        ]
      ).text),
    CheckCase(
      rule: "weaviate/module-port-differs",
      fires: NodesText(
        nodes: [1: ["ENABLE_MODULES": "multi2vec-clip", "CLIP_INFERENCE_API": "http://clip:9000"]],
        rest: "  clip: {image: 'semitechnologies/multi2vec-clip:x', ports: ['9000:8080']}"
      ).text,
      isSilent: NodesText(
        nodes: [1: ["ENABLE_MODULES": "multi2vec-clip", "CLIP_INFERENCE_API": "http://clip:8080"]],
        rest: "  clip: {image: 'semitechnologies/multi2vec-clip:x', ports: ['9000:8080']}"
      ).text),
    CheckCase(
      rule: "weaviate/module-endpoint-unset",
      fires: NodesText(nodes: [1: ["ENABLE_MODULES": "text2vec-openai,backup-s3"]]).text,
      isSilent: NodesText(
        nodes: [1: ["ENABLE_MODULES": "text2vec-openai,backup-s3", "BACKUP_S3_BUCKET": "b"]]
      ).text),
    CheckCase(
      rule: "weaviate/module-not-enabled",
      fires: NodesText(nodes: [1: ["DEFAULT_VECTORIZER_MODULE": "text2vec-openai"]]).text,
      isSilent: NodesText(nodes: [1: ["DEFAULT_VECTORIZER_MODULE": "none"]]).text,
      fixes: ["w1.environment.ENABLE_MODULES=text2vec-openai"]),
    CheckCase(
      rule: "weaviate/module-endpoint-unused",
      fires: NodesText(nodes: [1: ["CLIP_INFERENCE_API": "http://10.0.0.9:8080"]]).text,
      isSilent: NodesText(
        nodes: [
          1: ["ENABLE_MODULES": "multi2vec-clip", "CLIP_INFERENCE_API": "http://10.0.0.9:8080"]
        ]
      ).text),
    CheckCase(
      rule: "weaviate/backup-filesystem-on-cluster",
      fires: NodesText(
        all: [
          "ENABLE_MODULES": "backup-filesystem", "BACKUP_FILESYSTEM_PATH": "/var/lib/weaviate/b",
        ]
      ).text,
      isSilent: NodesText(
        count: 1,
        all: [
          "ENABLE_MODULES": "backup-filesystem", "BACKUP_FILESYSTEM_PATH": "/var/lib/weaviate/b",
        ]
      ).text),
    CheckCase(
      rule: "weaviate/backup-path-not-on-volume",
      fires: NodesText(
        count: 1,
        all: ["ENABLE_MODULES": "backup-filesystem", "BACKUP_FILESYSTEM_PATH": "/backups"]
      ).text,
      isSilent: NodesText(
        count: 1,
        all: [
          "ENABLE_MODULES": "backup-filesystem", "BACKUP_FILESYSTEM_PATH": "/var/lib/weaviate/b",
        ]
      ).text),
  ]

  private static let values: [CheckCase] = [
    CheckCase(
      rule: "weaviate/env-value-invalid",
      fires: NodesText(nodes: [1: ["RAFT_ELECTION_TIMEOUT": "5s"]]).text,
      isSilent: NodesText(nodes: [1: ["RAFT_ELECTION_TIMEOUT": "5"]]).text,
      fixes: ["w1.environment.RAFT_ELECTION_TIMEOUT"]),
    CheckCase(
      rule: "weaviate/env-value-invalid",
      fires: NodesText(nodes: [1: ["CLUSTER_GOSSIP_BIND_PORT": "EMPTY"]]).text,
      // An empty text is "unset" for every number that is no cluster port.
      isSilent: NodesText(nodes: [1: ["RAFT_PORT": "EMPTY"]]).text),
    CheckCase(
      rule: "weaviate/boolean-not-read",
      fires: NodesText(nodes: [1: ["AUTHENTICATION_APIKEY_ENABLED": "yes"]]).text,
      isSilent: NodesText(nodes: [1: ["AUTHENTICATION_APIKEY_ENABLED": "TRUE"]]).text,
      fixes: ["w1.environment.AUTHENTICATION_APIKEY_ENABLED=true"]),
    CheckCase(
      rule: "weaviate/ignored-variable", fires: NodesText(version: "1.24.26").text,
      isSilent: healthy),
  ]

  private static let switches: [CheckCase] = [
    CheckCase(
      rule: "weaviate/one-node-recovery",
      fires: NodesText(nodes: [1: ["RAFT_FORCE_ONE_NODE_RECOVERY": "true"]]).text,
      isSilent: NodesText(nodes: [1: ["RAFT_FORCE_ONE_NODE_RECOVERY": "false"]]).text,
      fixes: ["w1.environment.RAFT_FORCE_ONE_NODE_RECOVERY"]),
    CheckCase(
      rule: "weaviate/fast-failure-detection",
      fires: NodesText(nodes: [1: ["FAST_FAILURE_DETECTION": "true"]]).text,
      isSilent: NodesText(nodes: [1: ["FAST_FAILURE_DETECTION": "no"]]).text,
      fixes: ["w1.environment.FAST_FAILURE_DETECTION"]),
    CheckCase(
      rule: "weaviate/maintenance-left-on",
      fires: NodesText(nodes: [1: ["MAINTENANCE_NODES": "n1"]]).text,
      isSilent: NodesText(nodes: [1: ["MAINTENANCE_NODES": "n9"]]).text,
      fixes: ["w1.environment.MAINTENANCE_NODES"]),
    CheckCase(
      rule: "weaviate/log-level-hides", fires: NodesText(nodes: [1: ["LOG_LEVEL": "error"]]).text,
      isSilent: NodesText(nodes: [1: ["LOG_LEVEL": "debug"]]).text,
      fixes: ["w1.environment.LOG_LEVEL=info"]),
    CheckCase(
      rule: "weaviate/bootstrap-timeout-short",
      fires: NodesText(nodes: [1: ["RAFT_BOOTSTRAP_TIMEOUT": "10"]]).text,
      isSilent: NodesText(nodes: [1: ["RAFT_BOOTSTRAP_TIMEOUT": "120"]]).text,
      fixes: ["w1.environment.RAFT_BOOTSTRAP_TIMEOUT"]),
    CheckCase(
      rule: "weaviate/ready-deadlock", fires: waiting(for: "ready"), isSilent: waiting(for: "live")),
    CheckCase(
      rule: "weaviate/healthcheck-authenticated", fires: checked("/v1/meta"),
      isSilent: checked("/v1/.well-known/live")),
  ]

  private static let access: [CheckCase] = [
    CheckCase(
      rule: "weaviate/command-without-host",
      fires: NodesText(extra: [1: ["command: [--port, '8080', --scheme, http]"]]).text,
      isSilent: NodesText(extra: [1: ["command: --host 0.0.0.0 --port 8080 --scheme http"]]).text),
    CheckCase(
      rule: "weaviate/command-without-scheme",
      fires: NodesText(extra: [1: ["command: [--host, 0.0.0.0]"]]).text,
      isSilent: NodesText(extra: [1: ["command: ['--host=0.0.0.0', '--scheme=http']"]]).text),
    CheckCase(
      rule: "weaviate/anonymous-access-stays-on",
      fires: NodesText(all: ["AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED": "false"]).text,
      isSilent: NodesText(
        all: [
          "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED": "false",
          "AUTHENTICATION_APIKEY_ENABLED": "true",
        ]
      ).text),
    CheckCase(
      rule: "weaviate/anonymous-published",
      fires: NodesText(
        all: ["AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED": "true"],
        extra: [1: ["ports: ['8080:8080']"]]
      ).text,
      isSilent: NodesText(
        all: ["AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED": "true"],
        extra: [1: ["ports: ['127.0.0.1:8080:8080']"]]
      ).text),
    CheckCase(
      rule: "weaviate/api-keys-malformed", fires: keys("a,b", users: "x,y,z"),
      isSilent: keys("a,b", users: "x")),
    CheckCase(
      rule: "weaviate/adminlist-and-rbac",
      fires: NodesText(
        all: [
          "AUTHORIZATION_RBAC_ENABLED": "true", "AUTHORIZATION_ADMINLIST_ENABLED": "true",
        ]
      ).text,
      isSilent: NodesText(all: ["AUTHORIZATION_ADMINLIST_ENABLED": "true"]).text),
    CheckCase(
      rule: "weaviate/rbac-without-root",
      fires: NodesText(all: ["AUTHORIZATION_RBAC_ENABLED": "true"]).text,
      isSilent: NodesText(
        all: ["AUTHORIZATION_RBAC_ENABLED": "true", "AUTHORIZATION_RBAC_ROOT_USERS": "me"]
      ).text),
  ]

  private static func keys(_ keys: String, users: String) -> String {
    NodesText(
      all: [
        "AUTHENTICATION_APIKEY_ENABLED": "true", "AUTHENTICATION_APIKEY_ALLOWED_KEYS": keys,
        "AUTHENTICATION_APIKEY_USERS": users,
      ]
    ).text
  }

  private static func waiting(for path: String) -> String {
    let url = "http://127.0.0.1:8080/v1/.well-known/\(path)"
    return NodesText(
      extra: [
        1: ["healthcheck: {test: [CMD, wget, -q, -O, /dev/null, '\(url)']}"],
        2: ["depends_on: {w1: {condition: service_healthy}}"],
      ]
    ).text
  }

  private static func checked(_ path: String) -> String {
    NodesText(
      all: [
        "AUTHENTICATION_ANONYMOUS_ACCESS_ENABLED": "false", "AUTHENTICATION_APIKEY_ENABLED": "true",
      ],
      extra: [1: ["healthcheck: {test: [CMD, wget, -q, 'http://127.0.0.1:8080\(path)']}"]]
    ).text
  }
}

extension String {
  /// The text with other top-level volumes added.
  fileprivate func replacingVolumes(_ volumes: String) -> String {
    self.replacing("volumes: {d1: {}", with: "volumes: {\(volumes), d1: {}")
  }
}
