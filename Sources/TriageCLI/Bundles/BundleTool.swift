/// A tool that collects what support asks for, by what it writes.
///
/// The order decides where one folder has the marks of two.
enum BundleTool: Int, CaseIterable {
  case sos, troubleshoot, rancher, elastic

  /// Names that the tool always writes, relative to the top of its bundle.
  var markers: [String] {
    switch self {
    case .sos: ["sos_commands/", "sos_reports/"]
    case .troubleshoot: ["cluster-resources/", "cluster-info/cluster_version.json"]
    case .rancher: ["rancher/containerlogs/", "docker/dockerinfo", "docker/dockerpsa"]
    case .elastic: ["diagnostic_manifest.json", "docker/docker-ps-all.txt", "syscalls/"]
    }
  }

  /// What a path below the top of a bundle holds.
  func place(_ parts: [String]) -> BundleLayout.Place {
    switch self {
    case .sos: Self.sos(parts)
    case .troubleshoot: Self.troubleshoot(parts)
    case .rancher: Self.rancher(parts)
    case .elastic: Self.elastic(parts)
    }
  }

  // MARK: sos

  /// `sos_commands/docker/containers/docker_logs_-t_NAME` (sosreport/sos
  /// `sos/report/plugins/docker.py`, `podman.py`, `crio.py`, `kubernetes.py`).
  private static func sos(_ parts: [String]) -> BundleLayout.Place {
    guard let name = parts.last, parts.first == "sos_commands", parts.count >= 3 else {
      return .foreign("a file of the host, collected by sos")
    }
    switch parts[1] {
    case "docker", "podman":
      return engineCommand(name, of: parts[1])
    case "crio", "containerd":
      guard let logged = container(ofCommand: name, "crictl_logs") else { break }
      return .log(container: logged)
    case "kubernetes", "openshift":
      guard parts.contains("podlogs"), let logs = name.firstRange(of: "_logs_") else { break }
      let words = name[logs.upperBound...].split(separator: "_").filter { !$0.hasPrefix("-") }
      guard let pod = words.first else { break }
      guard words.count == 2 else { return .log(container: String(pod)) }
      return .log(container: KubernetesPlace.container(String(words[1]), ofPod: String(pod)))
    case "logs": return .foreign("the journal of the host, collected by sos")
    default: break
    }
    return .foreign("the output of a command, collected by sos")
  }

  private static func engineCommand(_ name: String, of program: String) -> BundleLayout.Place {
    if let logged = container(ofCommand: name, program + "_logs") { return .log(container: logged) }
    if name.hasPrefix(program + "_inspect_") || name.hasPrefix(program + "_ps") {
      return .engineAnswer
    }
    if name.hasPrefix(program + "_events") { return .events }
    return .foreign("the output of a command, collected by sos")
  }

  /// The container behind a command and its options: `docker_logs_-t_web_1` is of `web_1`.
  private static func container(ofCommand name: String, _ command: String) -> String? {
    guard name.hasPrefix(command + "_") else { return nil }
    var rest = name.dropFirst(command.count)
    while rest.hasPrefix("_-") {
      guard let next = rest.dropFirst().firstIndex(of: "_") else { return nil }
      rest = rest[next...]
    }
    rest = rest.dropFirst()
    return rest.isEmpty ? nil : String(rest)
  }

  // MARK: troubleshoot

  /// `cluster-resources/pods/logs/NAMESPACE/POD/CONTAINER.log`, and `NAME/POD/CONTAINER.log` of a
  /// collector that the spec calls NAME (replicatedhq/troubleshoot `pkg/collect/logs.go`).
  private static func troubleshoot(_ parts: [String]) -> BundleLayout.Place {
    let isPodLog = parts.starts(with: ["cluster-resources", "pods", "logs"]) && parts.count == 6
    let isCollected = parts.first != "cluster-resources" && (2...4).contains(parts.count)
    guard isPodLog || isCollected, let name = parts.last, name.hasSuffix(".log"),
      !name.hasSuffix("-errors.log")
    else { return .foreign("a resource or a result, collected by troubleshoot") }
    var stem = String(name.dropLast(4))
    if stem.hasSuffix("-previous") { stem = String(stem.dropLast("-previous".count)) }
    guard parts.count > 2 else { return .log(container: stem) }
    return .log(container: KubernetesPlace.container(stem, ofPod: parts[parts.count - 2]))
  }

  // MARK: rancher

  /// `rancher/containerlogs/NAME`, `k3s/podlogs/NAME`, `docker/dockerpsa` (rancherlabs/support-tools
  /// `rancher2_logs_collector.sh`).
  private static func rancher(_ parts: [String]) -> BundleLayout.Place {
    guard let name = parts.last, parts.count >= 3 else {
      return parts == ["docker", "dockerpsa"]
        ? .engineAnswer : .foreign("the output of a command, collected by Rancher's script")
    }
    switch parts[parts.count - 2] {
    case "containerlogs", "podlogs": return .log(container: LogChoice.stem(of: name))
    case "containerinspect", "podinspect": return .engineAnswer
    default: return .foreign("a file of the host, collected by Rancher's script")
    }
  }

  // MARK: elastic

  /// `docker/docker-logs-ID.txt` (elastic/support-diagnostics `CollectDockerInfo.java`,
  /// `diags.yml`), and `logs/CLUSTER.log` beside the answers of the API.
  private static func elastic(_ parts: [String]) -> BundleLayout.Place {
    guard let name = parts.last else { return .foreign("no name") }
    switch parts.first {
    case "docker" where parts.count == 2:
      let mark = "docker-logs-"
      if name.hasPrefix(mark), name.hasSuffix(".txt") {
        return .log(container: String(name.dropFirst(mark.count).dropLast(4)))
      }
      return name.hasPrefix("docker-inspect-") || name.hasPrefix("docker-ps")
        ? .engineAnswer : .foreign("the output of a command, collected by Elastic's diagnostics")
    case "logs" where !name.hasPrefix("gc"): return .anything
    default: return .foreign("a resource or a result, collected by Elastic's diagnostics")
    }
  }
}
