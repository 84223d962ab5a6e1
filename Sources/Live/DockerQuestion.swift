/// What is asked of a container engine: every command that is ever run, all of them reading only.
///
/// The words become arguments one by one, never through a shell.
package enum DockerQuestion: Equatable, Sendable {
  /// Whether the engine answers, and in which version.
  case version
  /// The engine's settings: storage, cgroups, drivers.
  case info
  /// The containers, one JSON object a line.
  case list(ContainerChoice)
  /// Everything about containers, by id.
  case inspect([String])
  /// A container's log from a time on; nil for its start or its last lines.
  case logs(String, since: String?, tail: Int?, isFollowed: Bool)
  /// Events of containers as they happen, or those of a span.
  case events(ContainerChoice, since: String?, until: String?)

  /// The words behind `docker`; nil for names that are none.
  package var arguments: [String]? {
    switch self {
    case .version: return ["version", "--format", "{{.Server.Version}}"]
    case .info: return ["info", "--format", "{{json .}}"]
    case .list(let choice):
      guard let filters = choice.filters else { return nil }
      return ["ps", "--all", "--no-trunc", "--format", "{{json .}}"] + filters
    case .inspect(let ids):
      guard !ids.isEmpty, ids.allSatisfy(Self.isName) else { return nil }
      return ["inspect", "--type", "container"] + ids
    case .logs(let id, let since, let tail, let isFollowed):
      guard Self.isName(id), since.map(Self.isTime) ?? true else { return nil }
      return ["logs", "--timestamps"] + (isFollowed ? ["--follow"] : [])
        + (since.map { ["--since", $0] } ?? []) + (tail.map { ["--tail", String($0)] } ?? [])
        + [id]
    case .events(let choice, let since, let until):
      guard let filters = choice.filters, [since, until].compactMap({ $0 }).allSatisfy(Self.isTime)
      else { return nil }
      return ["events", "--format", "{{json .}}", "--filter", "type=container"] + filters
        + (since.map { ["--since", $0] } ?? []) + (until.map { ["--until", $0] } ?? [])
    }
  }

  /// The commands for the README, with placeholders.
  package static let all = [
    "docker version", "docker info", "docker ps --all", "docker inspect ID...",
    "docker logs --timestamps [--follow] [--since TIME] [--tail N] ID",
    "docker events --filter type=container [--since TIME] [--until TIME]",
  ]

  /// Names and ids as the engine allows them (`moby/moby daemon/names/names.go`): they begin with
  /// a letter or digit, so that none can be an option.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, isAlphanumeric(first), text.utf8.count <= 255 else {
      return false
    }
    return text.utf8.allSatisfy { isAlphanumeric($0) || "_.-".utf8.contains($0) }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
  }

  /// Times and durations as docker takes them.
  static func isTime(_ text: String) -> Bool {
    guard let first = text.utf8.first, isAlphanumeric(first), text.utf8.count <= 64 else {
      return false
    }
    return text.utf8.allSatisfy { isAlphanumeric($0) || "-+:.".utf8.contains($0) }
  }
}

/// Which containers are meant.
package struct ContainerChoice: Equatable, Sendable {
  /// A compose project; nil for any.
  package var project: String?
  /// Labels `KEY=VALUE` that they must have.
  package var labels: [String] = []

  package init(project: String? = nil, labels: [String] = []) {
    self.project = project
    self.labels = labels
  }

  /// The words that choose; nil where a name is none.
  var filters: [String]? {
    var words: [String] = []
    if let project {
      guard DockerQuestion.isName(project) else { return nil }
      words += ["--filter", "label=com.docker.compose.project=\(project)"]
    }
    for label in labels {
      guard !label.isEmpty, label.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else { return nil }
      words += ["--filter", "label=\(label)"]
    }
    return words
  }
}
