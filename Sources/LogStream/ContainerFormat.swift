/// How the lines of one source were wrapped by whatever recorded them.
package enum ContainerFormat: String, CaseIterable, Sendable {
  /// `docker logs -t`
  case dockerLogsTimestamps = "docker-logs-timestamps"
  /// Neither prefix nor stamp: `docker logs`, or any log file.
  case plain
  /// The engine's own `<id>-json.log`.
  case jsonFile = "json-file"
  /// `service_1  | `
  case composeV1 = "compose-v1"
  /// `service-1  | ` and other names
  case composeV2 = "compose-v2"
  /// `name.1.task@node    | `
  case serviceLogs = "service-logs"
  /// containerd, CRI-O, podman's k8s-file
  case cri
  /// The engine's newer `logs?format=json` lines.
  case engineJSON = "engine-json"
  case journaldJSON = "journald-json"
  case journaldExport = "journald-export"
  /// The engine's `local` driver.
  case localDriver = "local-driver"
  /// The engine's API stream with its 8-byte frames.
  case engineStream = "engine-stream"
  case syslog
  case fluentd
  case gelf
  case loki = "loki"
  case kubectlPrefix = "kubectl-prefix"
}
