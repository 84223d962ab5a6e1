import Compose
import Dispatch
import Docker
import Findings
import Live
import LogStream
import Synchronization
import Weaviate

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What a running engine and running nodes say about a stack, beside its logs.
struct LiveEvidence {
  let program: DockerProgram
  let environment: [String: String]
  /// Compose files that the user named; else those that the containers' labels name.
  var composeFiles: [String] = []
  /// The key for nodes; nil for none.
  var bearer: String?

  /// What engine and nodes answered at one time.
  struct Reading: Sendable {
    var inspections: [ContainerInspection] = []
    var answers: [SavedAnswer] = []
    var problems: [String] = []
  }

  /// Asks the engine about containers, and Weaviate nodes about their cluster.
  ///
  /// Blocks up to the time-outs of what it asks; never throws: what is missing is a problem.
  func read(_ containers: [String], asksNodes: Bool) -> Reading {
    var reading = Reading()
    if !containers.isEmpty {
      do {
        reading.inspections = try ContainerInspection.list(
          json: try program.ask(.inspect(containers)))
      } catch let failure as DockerProgram.Failure {
        reading.problems.append("docker inspect: \(failure.reason)")
      } catch {
        reading.problems.append("docker inspect: its answer cannot be read: \(error)")
      }
    }
    if asksNodes { askNodes(&reading) }
    return reading
  }

  /// Puts a reading together with the compose files on this machine.
  func evidence(of reading: Reading) -> StackEvidence {
    var evidence = StackEvidence(problems: reading.problems)
    evidence.engine.inspections = .init(reading.inspections, source: "docker inspect")
    evidence.answers = reading.answers
    readCompose(reading.inspections, into: &evidence)
    return evidence
  }

  // MARK: Compose

  /// The labels that compose puts on its containers (`docker/compose pkg/api/labels.go`).
  private static let filesLabel = "com.docker.compose.project.config_files"
  private static let folderLabel = "com.docker.compose.project.working_dir"

  /// The compose files of the containers, as far as they are on this machine.
  static func composeFiles(_ inspections: [ContainerInspection]) -> [String] {
    for container in inspections {
      guard let list = container.labels[filesLabel] else { continue }
      let folder = container.labels[folderLabel] ?? ""
      let files = list.split(separator: ",").map { file in
        file.hasPrefix("/") || folder.isEmpty ? String(file) : "\(folder)/\(file)"
      }
      let found = files.filter { FileManager.default.isReadableFile(atPath: $0) }
      if !found.isEmpty, found.count == files.count { return found }
    }
    return []
  }

  private func readCompose(
    _ inspections: [ContainerInspection], into evidence: inout StackEvidence
  ) {
    let files = composeFiles.isEmpty ? Self.composeFiles(inspections) : composeFiles
    guard let first = files.first else { return }
    let folder = first.lastIndex(of: "/").map { String(first[...$0]) } ?? ""
    let names = files.map { $0.hasPrefix(folder) ? String($0.dropFirst(folder.count)) : $0 }
    let read: ComposeProject.FileReader = { path in
      let place = path.hasPrefix("/") ? path : folder + path
      return try? DescriptorSource(path: place).bytes(limit: 4 << 20)
    }
    let project = ComposeProject(files: names, environment: environment, readFile: read)
    evidence.notices += project.warnings.prefix(20).map { "\($0)" }
    guard !project.services.isEmpty else { return }
    evidence.project = project
    evidence.readFile = read
  }

  // MARK: Nodes

  /// Where the REST API of a Weaviate container is reached from this machine.
  static func endpoint(of container: ContainerInspection) -> NodeEndpoint? {
    guard container.state.isRunning, Product.of(image: container.image) == "weaviate" else {
      return nil
    }
    let published = container.publishedPorts.first { port in
      port.containerPort == "8080/tcp" && !port.hostPort.isEmpty
    }
    let base: String
    if let published {
      base = "http://127.0.0.1:\(published.hostPort)"
    } else if let address = container.networks.flatMap(\.addresses).first(where: {
      !$0.contains(":")
    }) {
      base = "http://\(address):8080"
    } else {
      return nil
    }
    return NodeEndpoint(
      service: container.service, node: container.variable("CLUSTER_HOSTNAME"), base: base)
  }

  /// The nodes that run: containers of a known image, and services that the compose file has as
  /// Weaviate with a published port, whatever their image is called.
  func endpoints(_ inspections: [ContainerInspection]) -> [NodeEndpoint] {
    var endpoints = inspections.compactMap(Self.endpoint)
    var evidence = StackEvidence()
    readCompose(inspections, into: &evidence)
    let members = evidence.project?.weaviateClusters.max { $0.count < $1.count } ?? []
    let running = Set(inspections.filter(\.state.isRunning).map(\.service))
    for member in members where running.contains(member.service) {
      guard let port = member.restPort, !endpoints.contains(where: { $0.service == member.service })
      else { continue }
      endpoints.append(
        NodeEndpoint(
          service: member.service, node: member.node, base: "http://127.0.0.1:\(port)"))
    }
    return endpoints
  }

  private func askNodes(_ reading: inout Reading) {
    let endpoints = endpoints(reading.inspections)
    guard !endpoints.isEmpty else { return }
    var inquiry = NodeInquiry(
      endpoints, transport: WebTransport(environment: environment), bearer: bearer)
    inquiry.patience = 8
    reading.answers = inquiry.run().answers
  }
}

/// Reads evidence on another thread, one reading at a time.
final class EvidenceRefresh: Sendable {
  private let state = Mutex((isBusy: false, result: LiveEvidence.Reading?.none))

  /// Begins a reading, unless one is under way.
  func begin(_ source: LiveEvidence, _ containers: [String], asksNodes: Bool) -> Bool {
    let isFree = state.withLock { state in
      guard !state.isBusy else { return false }
      state.isBusy = true
      return true
    }
    guard isFree else { return false }
    DispatchQueue.global().async { [self] in
      let reading = source.read(containers, asksNodes: asksNodes)
      state.withLock { $0 = (false, reading) }
    }
    return true
  }

  /// What the last reading gave, once.
  func take() -> LiveEvidence.Reading? {
    state.withLock { state in
      defer { state.result = nil }
      return state.result
    }
  }

  /// Whether a reading is under way.
  var isBusy: Bool { state.withLock { $0.isBusy } }
}
