package import Findings

/// What a container is doing, as the engine last knew it.
package struct ContainerState: Equatable, Sendable {
  /// created, running, paused, restarting, removing, exited, dead.
  package var status = ""
  package var isRunning = false
  package var isPaused = false
  package var isRestarting = false
  /// A process of the container was killed for its memory limit, now or before its last restart.
  package var wasOutOfMemory = false
  package var exitCode = 0
  /// Why the engine could not start it; empty when it could.
  package var error = ""
  /// nil when it never started.
  package var started: Timestamp?
  /// nil while it has never ended.
  package var finished: Timestamp?
  package var health: ContainerHealth?

  package init() {}
}

/// What a container's own health check says.
package struct ContainerHealth: Equatable, Sendable {
  /// One run of the check; the output is cut by the engine to 4096 bytes.
  package struct Probe: Equatable, Sendable {
    package var exitCode: Int
    package var output: String
    package var end: Timestamp?

    package init(exitCode: Int, output: String, end: Timestamp? = nil) {
      self.exitCode = exitCode
      self.output = output
      self.end = end
    }
  }

  /// starting, healthy, unhealthy.
  package var status: String
  package var failingStreak: Int
  /// The last probes (the engine keeps five), oldest first.
  package var probes: [Probe]

  package init(status: String, failingStreak: Int = 0, probes: [Probe] = []) {
    self.status = status
    self.failingStreak = failingStreak
    self.probes = probes
  }
}
