import Foundation
import Testing

@testable import TriageCLI

/// A bundle as a support tool lays it out, and what its files are.
struct SupportBundle: Sendable, CustomTestStringConvertible {
  var name: String
  var files: [String: String]
  /// The service of each file that is a container's log.
  var logs: [String: String]
  /// The formats of the files that say how containers are.
  var state: [String: String] = [:]

  var testDescription: String { name }

  /// Files that are no evidence, each of which is told of with a reason.
  var others: Set<String> { Set(files.keys).subtracting(logs.keys).subtracting(state.keys) }

  static let line =
    #"2026-11-23T00:37:42.368174006Z {"action":"startup","build_wv_version":"1.24.26","level":"info","#
    + #""msg":"Version of Weaviate","time":"2026-11-23T00:37:42Z"}"# + "\n"
  static let error =
    "2026-11-23T00:21:28.666000000Z 2026-11-23 00:21:28.666 UTC [51] FATAL:  "
    + #"password authentication failed for user "app""# + "\n"
  static let cri = "2026-11-23T00:37:42.368174006Z stdout F INFO:     Uvicorn running\n"
  static let jsonFile =
    #"{"log":"1:M 23 Nov 2026 00:00:00.123 * Ready to accept connections tcp\n","stream":"stdout","#
    + #""time":"2026-11-23T00:00:00.123456789Z"}"# + "\n"
  static let table = """
    CONTAINER ID   IMAGE            COMMAND      CREATED       STATUS                     PORTS  NAMES
    \(id.prefix(12))   postgres:16      "postgres"   2 hours ago   Exited (1) 2 minutes ago          shop-db-1

    """
  static let id = String(repeating: "0123456789abcdef", count: 4)
  static let otherID = String(repeating: "fedcba9876543210", count: 4)

  static func inspect(_ id: String, _ name: String, service: String) -> String {
    """
    [{"Id": "\(id)", "Created": "2026-11-23T00:00:00Z", "Name": "/\(name)", "RestartCount": 0,
      "State": {"Status": "running", "Running": true, "ExitCode": 0, "OOMKilled": false,
        "StartedAt": "2026-11-23T00:00:00Z", "FinishedAt": "0001-01-01T00:00:00Z"},
      "HostConfig": {}, "Config": {"Image": "postgres:16", "Env": ["A=b"],
        "Labels": {"com.docker.compose.service": "\(service)", "com.docker.compose.project": "shop"}}}]

    """
  }

  static let events = """
    2026-11-23T00:23:12.873181290Z container oom \(id) (image=postgres:16, name=shop-db-1)
    2026-11-23T00:23:12.973181290Z container die \(id) (exitCode=137, image=postgres:16, name=shop-db-1)

    """
}

extension SupportBundle {
  static let all = [
    sos, sosOfPodman, troubleshoot, elastic, rancher, clusterDump, engineData, nodeFolders,
    journals,
  ]

  private static let sos = SupportBundle(
    name: "sos with Docker",
    files: [
      "version.txt": "sosreport: 4.5.1\n",
      "sos_commands/docker/docker_ps_-a": table,
      "sos_commands/docker/docker_info": "Client:\n Version: 24.0\nServer:\n ERROR: none\n",
      "sos_commands/docker/docker_images": "REPOSITORY TAG IMAGE ID\npostgres 16 abc\n",
      "sos_commands/docker/docker_stats_--no-stream": "CONTAINER ID NAME CPU %\n",
      "sos_commands/docker/docker_events_--since_24h_--until_1s": events,
      "sos_commands/docker/containers/docker_inspect_shop-db-1": inspect(
        id, "shop-db-1", service: "db"),
      "sos_commands/docker/containers/docker_logs_-t_shop-db-1": error,
      "sos_commands/docker/containers/docker_logs_-t_my_own_name_1": line,
      "sos_commands/docker/docker_network_inspect_bridge": "[]\n",
      "sos_commands/logs/journalctl_--no-pager_--boot":
        "Nov 23 00:06:25 host kernel: ERROR of the host\n",
      "sos_commands/process/ps_auxwww": "USER PID\nroot 1\n",
      "var/log/messages": "Nov 23 00:06:25 host app[1]: FATAL: of the host\n",
      "var/log/containers/web-5d_shop_web-\(otherID).log": cri,
      "etc/docker/daemon.json": "{}\n", "etc/hosts": "127.0.0.1 localhost\n",
    ],
    logs: [
      "sos_commands/docker/containers/docker_logs_-t_shop-db-1": "db",
      "sos_commands/docker/containers/docker_logs_-t_my_own_name_1": "my_own_name_1",
      "var/log/containers/web-5d_shop_web-\(otherID).log": "web-5d",
    ],
    state: [
      "sos_commands/docker/docker_ps_-a": "docker-ps",
      "sos_commands/docker/docker_events_--since_24h_--until_1s": "docker-events",
      "sos_commands/docker/containers/docker_inspect_shop-db-1": "docker-inspect",
    ])

  private static let sosOfPodman = SupportBundle(
    name: "sos with podman and kubelet",
    files: [
      "sos_reports/sos.txt": "report\n",
      "sos_commands/podman/podman_ps_-a": table,
      "sos_commands/podman/podman_info": "host:\n  error: none\n",
      "sos_commands/podman/containers/podman_inspect_web": "no such container\n",
      "sos_commands/podman/containers/podman_logs_-t_web": "2026-11-23T00:37:42+01:00 ERROR: no\n",
      "sos_commands/crio/containers/crictl_logs_-t_0123456789abc": cri,
      "sos_commands/crio/crictl_info": "{}\n",
      "var/log/pods/shop_weaviate-0_9a8b7c/weaviate/0.log": cri,
      "var/log/pods/shop_weaviate-0_9a8b7c/weaviate/1.log": cri,
      "var/log/pods/shop_weaviate-0_9a8b7c/sidecar/0.log": cri,
      "var/log/pods/shop_weaviate-1_9a8b7d/weaviate/0.log": cri,
    ],
    logs: [
      "sos_commands/podman/containers/podman_logs_-t_web": "web",
      "sos_commands/crio/containers/crictl_logs_-t_0123456789abc": "0123456789abc",
      "var/log/pods/shop_weaviate-0_9a8b7c/weaviate/0.log": "weaviate-0",
      "var/log/pods/shop_weaviate-0_9a8b7c/weaviate/1.log": "weaviate-0",
      "var/log/pods/shop_weaviate-0_9a8b7c/sidecar/0.log": "weaviate-0/sidecar",
      "var/log/pods/shop_weaviate-1_9a8b7d/weaviate/0.log": "weaviate-1",
    ], state: ["sos_commands/podman/podman_ps_-a": "docker-ps"])

  private static let troubleshoot = SupportBundle(
    name: "troubleshoot",
    files: [
      "version.yaml": "apiVersion: troubleshoot.sh/v1beta2\nkind: SupportBundle\n",
      "analysis.json": "[]\n",
      "cluster-info/cluster_version.json": "{}\n",
      "cluster-resources/nodes.json": #"{"kind":"NodeList","items":[]}"# + "\n",
      "cluster-resources/pods/shop.json": #"{"kind":"PodList"}"# + "\n",
      "cluster-resources/pods/logs/shop/weaviate-0/weaviate.log": line,
      "cluster-resources/pods/logs/shop/weaviate-0/weaviate-previous.log": line,
      "cluster-resources/pods/logs/shop/weaviate-1/weaviate.log": line,
      "cluster-resources/pods/logs/shop/weaviate-1/init.log": line,
      "cluster-resources/pods/logs/shop/weaviate-1/init-logs-errors.log": "no such container\n",
      "all-logs/postgres-6f7-xk2/postgres.log": error,
      "host-collectors/system/time.json": "{}\n",
    ],
    logs: [
      "cluster-resources/pods/logs/shop/weaviate-0/weaviate.log": "weaviate-0",
      "cluster-resources/pods/logs/shop/weaviate-0/weaviate-previous.log": "weaviate-0",
      "cluster-resources/pods/logs/shop/weaviate-1/weaviate.log": "weaviate-1",
      "cluster-resources/pods/logs/shop/weaviate-1/init.log": "weaviate-1/init",
      "all-logs/postgres-6f7-xk2/postgres.log": "postgres-6f7-xk2",
    ])

  private static let elastic = SupportBundle(
    name: "Elastic's diagnostics",
    files: [
      "diagnostic_manifest.json": "{}\n", "manifest.json": "{}\n", "nodes.json": "{}\n",
      "cluster_health.json": #"{"status":"red"}"# + "\n",
      "diagnostics.log": "2026-11-23 00:00:00 ERROR the tool's own\n",
      "docker/docker-info.txt": "Client:\n", "docker/docker-ps-all.txt": table,
      "docker/docker-logs-\(id.prefix(12)).txt": error,
      "docker/docker-logs-\(otherID.prefix(12)).txt": line,
      "docker/docker-inspect-\(id.prefix(12)).txt": inspect(id, "shop-db-1", service: "db"),
      "docker/docker-top-\(id.prefix(12)).txt": "UID PID\n",
      "syscalls/dmesg.txt": "[    0.1] error\n",
      "logs/shop.log":
        "[2026-11-23T00:00:00,123][WARN ][o.e.b.JNANatives] [node1] no memory lock\n",
      "logs/gc.log": "[2026-11-23T00:00:00.123+0000][1][gc] Using G1\n",
    ],
    logs: [
      "docker/docker-logs-\(id.prefix(12)).txt": "db",
      "docker/docker-logs-\(otherID.prefix(12)).txt": String(otherID.prefix(12)),
      "logs/shop.log": "shop",
    ],
    state: [
      "docker/docker-ps-all.txt": "docker-ps",
      "docker/docker-inspect-\(id.prefix(12)).txt": "docker-inspect",
    ])

  private static let rancher = SupportBundle(
    name: "Rancher's collector",
    files: [
      "docker/dockerinfo": "Client:\n", "docker/dockerpsa": table, "docker/dockerstats": "CPU\n",
      "rancher/containerlogs/server-0123": error,
      "rancher/containerinspect/server-0123": inspect(id, "server-0123", service: "server"),
      "k3s/podlogs/coredns-7f": line, "journald/docker": "Nov 23 00:06:25 host dockerd[1]: error\n",
      "systeminfo/hostname": "host\n",
    ],
    logs: ["rancher/containerlogs/server-0123": "server", "k3s/podlogs/coredns-7f": "coredns-7f"],
    state: [
      "docker/dockerpsa": "docker-ps", "rancher/containerinspect/server-0123": "docker-inspect",
    ])

  private static let clusterDump = SupportBundle(
    name: "kubectl cluster-info dump",
    files: [
      "dump/shop/weaviate-0/logs.txt": line, "dump/shop/weaviate-1/logs.txt": line,
      "dump/shop/pods.json": #"{"kind":"PodList"}"# + "\n",
    ],
    logs: [
      "dump/shop/weaviate-0/logs.txt": "weaviate-0", "dump/shop/weaviate-1/logs.txt": "weaviate-1",
    ])

  private static let engineData = SupportBundle(
    name: "a copy of the engine's own folder",
    files: [
      "containers/\(id)/\(id)-json.log": jsonFile, "containers/\(id)/\(id)-json.log.1": jsonFile,
      "containers/\(id)/config.v2.json":
        #"{"Name":"/shop-cache-1","Config":{"Labels":{"com.docker.compose.service":"cache"}}}"#,
      "containers/\(id)/hostconfig.json": "{}",
      "containers/\(otherID)/\(otherID)-json.log": jsonFile,
      "containers/\(otherID)/config.v2.json": "no JSON",
    ],
    logs: [
      "containers/\(id)/\(id)-json.log": "cache", "containers/\(id)/\(id)-json.log.1": "cache",
      "containers/\(otherID)/\(otherID)-json.log": String(otherID.prefix(12)),
    ])

  private static let nodeFolders = SupportBundle(
    name: "a folder for each node, as support asks for",
    files: [
      "weaviate-0/weaviate.log": line, "weaviate-1/weaviate.log": line,
      "weaviate-0/meta.json": #"{"version":"1.24.26","modules":{}}"# + "\n",
      "node1/app.log": line, "node2/app.log": line, "web/stdout.log": line, "web/stderr.log": error,
      "notes.md": "# what we saw\n",
    ],
    logs: [
      "weaviate-0/weaviate.log": "weaviate-0", "weaviate-1/weaviate.log": "weaviate-1",
      "node1/app.log": "node1/app", "node2/app.log": "node2/app", "web/stdout.log": "web",
      "web/stderr.log": "web",
    ], state: ["weaviate-0/meta.json": "weaviate-api"])

  private static let journals = SupportBundle(
    name: "logs of several containers in one file",
    files: [
      "journal.json":
        #"{"__REALTIME_TIMESTAMP":"1795378936978702","CONTAINER_NAME":"db","MESSAGE":"x"}"# + "\n",
      "pods.log": "[pod/weaviate-0/web] 2026-11-23T00:00:01.500000000Z one\n",
    ], logs: ["journal.json": "*", "pods.log": "*"])
}
