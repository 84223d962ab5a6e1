package import Findings

/// One container as `docker inspect` describes it: how it was made and how it is now.
///
/// Fields that an engine does not tell are empty or nil; no field is required but the id or name.
package struct ContainerInspection: Equatable, Sendable {
  package var id = ""
  /// The container's name without the leading slash.
  package var name = ""
  /// The compose service, or the container's name when no label tells.
  package var service = ""
  /// The compose project; nil without labels.
  package var project: String?
  /// The image as the container was asked for (`postgres:15`).
  package var image = ""
  /// The id of the image (`sha256:…`).
  package var imageID = ""
  package var created: Timestamp?
  /// `NAME=value`, in the order of the engine.
  package var environment: [String] = []
  package var command: [String] = []
  package var entrypoint: [String] = []
  /// The host name in the container; the start of its id unless somebody set one.
  package var hostname = ""
  /// The user as written (`1000:1000`); empty for the image's own.
  package var user = ""
  /// The folder that the process starts in; empty for the root.
  package var workingDirectory = ""
  package var hasTerminal = false
  package var exposedPorts: [String] = []
  package var healthcheck: [String] = []
  package var labels: [String: String] = [:]

  package var state = ContainerState()
  package var restartCount = 0
  /// `no`, `always`, `on-failure`, `unless-stopped`; empty when not set.
  package var restartPolicy = ""
  package var limits = ContainerLimits()
  package var mounts: [ContainerMount] = []
  package var networks: [ContainerNetwork] = []
  package var networkMode = ""
  package var publishedPorts: [PublishedPort] = []
  package var droppedCapabilities: [String] = []
  package var addedCapabilities: [String] = []
  package var hasReadOnlyRoot = false
  package var extraHosts: [String] = []
  package var logDriver = ""
  package var logOptions: [String: String] = [:]

  package init() {}

  /// The value of an environment variable; nil where it is not set at all.
  package func variable(_ name: String) -> String? {
    for entry in environment where entry.hasPrefix(name + "=") {
      return String(entry.dropFirst(name.utf8.count + 1))
    }
    return nil
  }

  /// The innermost mount that holds a path of the container; nil when it lies in the image.
  package func mount(holding path: String) -> ContainerMount? {
    mounts.filter { path == $0.destination || path.hasPrefix($0.destination + "/") }
      .max { $0.destination.utf8.count < $1.destination.utf8.count }
  }
}
