import Foundation
import Synchronization
import TestSupport
import Testing

@testable import TriageCLI

/// The probe as a program of its own, ended with SIGKILL at every one of its requests to objects.
@Suite struct ProbeKillTests {
  /// The program beside the tests.
  private static let program: URL? = {
    let beside = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    let places = [beside, Repository.root.appending(path: ".build/debug")]
    return places.map { $0.appending(path: "logtriage") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path()) }
  }()

  /// Ends a process at its n-th request to objects.
  private final class Killer: Sendable {
    private let state = Mutex((count: 0, process: pid_t(0)))
    private let point: Int

    init(point: Int) {
      self.point = point
    }

    func watch(_ process: pid_t) { state.withLock { $0.process = process } }

    /// Counts a request; whether this was the one.
    func strikes() -> Bool {
      let process = state.withLock { state -> pid_t? in
        state.count += 1
        return state.count == point ? state.process : nil
      }
      guard let process, process > 0 else { return false }
      kill(process, SIGKILL)
      return true
    }

    var count: Int { state.withLock { $0.count } }
  }

  private static func cluster(_ killer: Killer?, arrives: Bool) throws -> ReplayCluster {
    try ReplayCluster(
      api: Repository.samples.appending(path: "healthy-cluster/api"),
      names: ["node1", "node2", "node3"]
    ) { _, request in
      guard request.path.hasPrefix("/v1/objects"), let killer, killer.strikes() else { return nil }
      return arrives ? nil : ReplayServer.Answer(0, ending: .reset)
    }
  }

  private static func words(_ cluster: ReplayCluster) -> [String] {
    ["probe", "--collection", "Article", "--yes", "--wait", "2"]
      + zip(1..., cluster.servers).flatMap { ["--node", "weaviate-node\($0)=\($1.base)"] }
  }

  private static func start(_ cluster: ReplayCluster, _ killer: Killer) throws -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = words(cluster)
    process.environment = [
      "LOGTRIAGE_PATTERNS": Repository.patterns.path(), "PATH": "/usr/bin:/bin",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    killer.watch(process.processIdentifier)
    return process
  }

  /// How many requests to objects a whole run makes.
  private static func requestsOfAWholeRun() throws -> Int {
    let killer = Killer(point: .max)
    let cluster = try cluster(killer, arrives: true)
    let process = try start(cluster, killer)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return killer.count
  }

  @Test(.enabled(if: program != nil, "the program is not built"), arguments: [true, false])
  func killedAnywhereTheNextRunLeavesNothing(arrives: Bool) throws {
    let count = try Self.requestsOfAWholeRun()
    #expect(count >= 6)
    for point in 1...max(1, count) {
      let killer = Killer(point: point)
      let cluster = try Self.cluster(killer, arrives: arrives)
      let process = try Self.start(cluster, killer)
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal, "request \(point)")
      let next = CommandLineProgram.dispatch(
        Self.words(cluster),
        terminal: Terminal(
          environment: ["LOGTRIAGE_PATTERNS": Repository.patterns.path()], outputIsTerminal: false))
      #expect(next.status == 0, "request \(point): \(next.output)\(next.errors)")
      let ids = Set(
        cluster.requests.filter { $0.method == "DELETE" || $0.path.contains("/Article/") }
          .map { String($0.path.suffix(36)) })
      #expect(
        !ids.isEmpty && ids.allSatisfy { cluster.holders(of: $0).isEmpty }, "request \(point)")
    }
  }
}
