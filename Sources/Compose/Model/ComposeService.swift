/// One service as compose would run it; nil or empty is "not written".
package struct ComposeService: Sendable {
  package var name: String
  /// Where the service's key is.
  package var origin: SettingOrigin
  /// The whole resolved service, for settings that have no field here.
  package var node: ComposeNode

  package var image: Sourced<String>?
  package var build: ComposeBuild?
  package var platform: Sourced<String>?
  /// A string is split like a shell does; an empty list clears that of the image.
  package var command: Sourced<[String]>?
  package var entrypoint: Sourced<[String]>?
  package var workingDirectory: Sourced<String>?
  package var user: Sourced<String>?
  package var containerName: Sourced<String>?
  package var hostname: Sourced<String>?
  package var restart: Sourced<String>?
  package var stopGracePeriod: Sourced<Duration>?
  package var stopSignal: Sourced<String>?

  /// What the container gets: `env_file` < `environment`, interpolated; sorted as written.
  package var environment: [EnvironmentVariable] = []
  package var environmentFiles: [EnvironmentFile] = []
  /// Variables written without a value that the shell does not set either: the container has none.
  package var unsetPassThroughs: [Sourced<String>] = []

  package var ports: [PortMapping] = []
  package var exposed: [Sourced<String>] = []
  package var networks: [NetworkAttachment] = []
  package var networkMode: Sourced<NetworkMode>?
  package var links: [Sourced<String>] = []
  /// `name` to address.
  package var extraHosts: [(name: String, address: Sourced<String>)] = []
  package var dns: [Sourced<String>] = []

  package var volumes: [VolumeMount] = []
  package var secrets: [FileGrant] = []
  package var configs: [FileGrant] = []
  package var devices: [Sourced<String>] = []

  package var dependencies: [ServiceDependency] = []
  package var healthcheck: Healthcheck?
  /// Services without the profile are inactive; empty: always active.
  package var profiles: [Sourced<String>] = []
  /// Whether no profile is needed or one of them is active.
  package var isActive = true
  package var logging: ServiceLogging?
  package var labels: [String: Sourced<String>] = [:]

  /// Bytes; the stronger of `deploy.resources.limits.memory` and `mem_limit`.
  package var memoryLimit: Sourced<Int>?
  /// Bytes; from `mem_reservation` or `deploy.resources.reservations.memory`.
  package var memoryReservation: Sourced<Int>?
  /// Bytes of memory and swap together; -1 is unlimited.
  package var memorySwapLimit: Sourced<Int>?
  /// Cores; from `cpus` or `deploy.resources.limits.cpus`.
  package var cpuLimit: Sourced<Double>?
  package var processLimit: Sourced<Int>?
  /// Bytes of `/dev/shm`; the engine's default is 64 MiB.
  package var sharedMemory: Sourced<Int>?
  package var ulimits: [Ulimit] = []
  /// `deploy.replicas` or `scale`; 1 when not written.
  package var replicas: Sourced<Int>?

  package var addedCapabilities: [Sourced<String>] = []
  package var droppedCapabilities: [Sourced<String>] = []
  package var securityOptions: [Sourced<String>] = []
  /// Kernel settings by name.
  package var sysctls: [String: Sourced<String>] = [:]
  package var isReadOnly: Sourced<Bool>?
  package var isPrivileged: Sourced<Bool>?
  package var hasInit: Sourced<Bool>?
  package var hasTerminal: Sourced<Bool>?

  package init(name: String, node: ComposeNode) {
    self.name = name
    self.origin = node.origin
    self.node = node
  }

  /// The value of an environment variable that the container gets; nil when it has none.
  package subscript(environment name: String) -> EnvironmentVariable? {
    environment.first { $0.name == name }
  }

  /// The mount that holds a path of the container: the one with the longest target above it.
  package func mount(holding path: String) -> VolumeMount? {
    volumes.filter { mount in
      let target =
        mount.target.count > 1 && mount.target.hasSuffix("/")
        ? String(mount.target.dropLast()) : mount.target
      return path == target || target == "/" || path.hasPrefix(target + "/")
    }.max { $0.target.count < $1.target.count }
  }
}
