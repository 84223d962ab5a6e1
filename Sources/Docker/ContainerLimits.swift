/// What a container may use; nil where nothing limits it.
package struct ContainerLimits: Equatable, Sendable {
  /// One `ulimit`.
  package struct Ulimit: Equatable, Sendable {
    package var name: String
    package var soft: Int
    package var hard: Int

    package init(name: String, soft: Int, hard: Int) {
      self.name = name
      self.soft = soft
      self.hard = hard
    }
  }

  /// Bytes.
  package var memory: Int?
  /// Bytes of memory and swap together.
  package var memorySwap: Int?
  /// Processor cores, from NanoCpus or quota and period.
  package var processors: Double?
  package var processes: Int?
  /// Bytes of `/dev/shm`; the engine's default is 64 MiB.
  package var sharedMemory: Int?
  package var ulimits: [Ulimit] = []

  package init() {}
}
