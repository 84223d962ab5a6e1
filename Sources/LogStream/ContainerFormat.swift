/// How the lines of one source were wrapped by whatever recorded them.
package enum ContainerFormat: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
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

  /// Whether each entry of a wrapped source names its container, so that one source may hold many.
  ///
  /// Lines of syslog name a program, which is a container only where it is told to be one.
  package var namesContainers: Bool {
    switch self {
    case .journaldJSON, .journaldExport, .fluentd, .gelf, .loki, .kubectlPrefix: true
    default: false
    }
  }

  /// The place of the format among all of them.
  var index: Int {
    switch self {
    case .dockerLogsTimestamps: 0
    case .plain: 1
    case .jsonFile: 2
    case .composeV1: 3
    case .composeV2: 4
    case .serviceLogs: 5
    case .cri: 6
    case .engineJSON: 7
    case .journaldJSON: 8
    case .journaldExport: 9
    case .localDriver: 10
    case .engineStream: 11
    case .syslog: 12
    case .fluentd: 13
    case .gelf: 14
    case .loki: 15
    case .kubectlPrefix: 16
    }
  }
}
