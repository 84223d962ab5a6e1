import Compose
import Docker
import Findings
import Live
import Report
import Weaviate

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Everything of a stack that a diagnosis needs, redacted, as the members of an archive.
///
/// Each part is read by itself: what fails is a line of the manifest, and the rest goes on.
struct Collection {
  /// One file of the archive.
  struct Member {
    var name: String
    var bytes: [UInt8]
    /// What is missing of it, or why it is not there.
    var problem: String?
    /// Bytes of the source before older ones were left out; nil where it is whole.
    var total: Int?
  }

  let source: LiveEvidence
  let choice: ContainerChoice
  let names: [String]
  let since: String?
  /// Bytes of each log at most, the newest kept.
  let logLimit: Int
  let isRedacted: Bool

  private(set) var members: [Member] = []
  private(set) var inspections: [ContainerInspection] = []
  private var redactor = Redactor()

  /// Seconds for one log.
  private static let logSeconds = 60.0
  /// Bytes of all logs together, at most.
  private static let allLogsLimit = 512 << 20

  init(
    _ source: LiveEvidence, choice: ContainerChoice, names: [String], since: String?,
    logLimit: Int, isRedacted: Bool
  ) {
    self.source = source
    self.choice = choice
    self.names = names
    self.since = since
    self.logLimit = logLimit
    self.isRedacted = isRedacted
  }

  /// Reads all parts.
  ///
  /// - Throws: Why the engine does not answer: without containers there is nothing to collect.
  mutating func read(progress: (String) -> Void) throws(DockerProgram.Failure) {
    let list = try source.program.ask(.list(choice))
    let chosen = ListedContainer.list(list).filter { container in
      names.isEmpty
        || names.contains { [container.name, container.service, container.id].contains($0) }
    }
    guard !chosen.isEmpty else {
      throw DockerProgram.Failure(reason: "no such container; see docker ps --all")
    }
    var parts: [Member] = [Member(name: "ps.jsonl", bytes: list)]
    parts += readInspections(chosen.map(\.id))
    let evidence = source.evidence(of: .init(inspections: inspections))
    parts += readCompose(evidence)
    parts += readEngine()
    progress("asking nodes")
    parts += readAnswers()
    // All logs together are held in memory.
    let limit = min(logLimit, Self.allLogsLimit / max(1, chosen.count))
    for container in chosen {
      progress("reading the log of \(container.name)")
      parts.append(readLog(container, limit))
    }
    parts.append(
      Member(name: "host.json", bytes: Self.json(HostFacts.read(folders: ["/var/lib/docker"]))))
    members = redacted(parts)
    members.append(Member(name: "manifest.json", bytes: manifest()))
  }

  // MARK: Parts

  private mutating func readInspections(_ ids: [String]) -> [Member] {
    let name = "inspect.json"
    do {
      let bytes = try source.program.ask(.inspect(ids))
      inspections = (try? ContainerInspection.list(json: bytes)) ?? []
      let problem = inspections.isEmpty ? "the answer cannot be read" : nil
      return [Member(name: name, bytes: bytes, problem: problem)]
    } catch {
      return [Member(name: name, bytes: [], problem: error.reason)]
    }
  }

  private func readEngine() -> [Member] {
    let questions: [(String, DockerQuestion)] = [
      ("events.jsonl", .events(choice, since: since ?? "24h", until: "0s")),
      ("engine-info.json", .info), ("engine-version.json", .version),
    ]
    return questions.map { name, question in
      do throws(DockerProgram.Failure) {
        return Member(name: name, bytes: try source.program.ask(question))
      } catch {
        return Member(name: name, bytes: [], problem: error.reason)
      }
    }
  }

  private func readLog(_ container: ListedContainer, _ limit: Int) -> Member {
    let part = LogTail.read(
      container.id, source.program, since: since, limit: limit, seconds: Self.logSeconds)
    let service = inspections.first { $0.id == container.id }?.service ?? container.service
    let isAlone = inspections.count { $0.service == service } <= 1
    let name = service.isEmpty || !isAlone ? container.name : service
    return Member(
      name: "logs/\(Self.fileName(name)).log", bytes: part.bytes, problem: part.problem,
      total: part.total > part.bytes.count ? part.total : nil)
  }

  private func readAnswers() -> [Member] {
    let endpoints = source.endpoints(inspections)
    guard !endpoints.isEmpty else { return [] }
    var inquiry = NodeInquiry(
      endpoints, transport: WebTransport(environment: source.environment), bearer: source.bearer)
    inquiry.patience = 10
    return inquiry.run().answers.flatMap { answer -> [Member] in
      let stem = "api/\(Self.fileName(answer.service))/\(Self.fileName(answer.question.name))"
      let kind = (200..<300).contains(answer.status) ? "json" : "txt"
      return [
        Member(
          name: "\(stem).\(kind)", bytes: answer.body,
          problem: answer.status == 0 ? String(decoding: answer.body, as: UTF8.self) : nil),
        Member(name: "\(stem).status", bytes: Array("\(answer.status)\n".utf8)),
      ]
    }
  }

  /// The compose files, what they include, their env files and the small files that they mount.
  private func readCompose(_ evidence: StackEvidence) -> [Member] {
    guard let project = evidence.project else { return [] }
    let mounted = project.services.flatMap(\.volumes).compactMap { mount -> String? in
      guard mount.kind == .bind, let path = mount.source, path.hasPrefix("./") else { return nil }
      return String(path.dropFirst(2))
    }
    let paths = project.files + [".env"] + mounted
    var seen: Set<String> = []
    return paths.compactMap { path in
      guard !path.hasPrefix("/"), !path.split(separator: "/").contains(".."),
        seen.insert(path).inserted, let bytes = evidence.readFile(path), bytes.count <= 256 << 10
      else { return nil }
      return Member(name: path, bytes: bytes)
    }
  }

  // MARK: Redaction

  private mutating func redacted(_ parts: [Member]) -> [Member] {
    guard isRedacted else { return parts }
    redactor.keep(inspections.flatMap { [$0.service, $0.name] })
    // Settings first: they name the passwords that logs repeat bare.
    for part in parts where !part.name.hasPrefix("logs/") {
      redactor.learn(String(decoding: part.bytes, as: UTF8.self))
    }
    return parts.map { part in
      var part = part
      let pieces = RedactCommand.pieces(of: part.bytes)
      part.bytes = pieces.flatMap {
        Array(redactor.redact(String(decoding: $0, as: UTF8.self)).utf8)
      }
      part.problem = part.problem.map { redactor.redact($0) }
      return part
    }
  }

  // MARK: Manifest

  private struct Manifest: Encodable {
    struct File: Encodable {
      var name: String
      var bytes: Int
      var problem: String?
      var leftOutBytes: Int?
    }

    var schema = "logtriage.collection/1"
    var version = CommandLineProgram.version
    var made = Date().ISO8601Format()
    var redacted: [String: Int]?
    var containers: [String]
    var files: [File]
  }

  private func manifest() -> [UInt8] {
    Self.json(
      Manifest(
        redacted: isRedacted ? redactor.counts : nil, containers: inspections.map(\.name).sorted(),
        files: members.map { member in
          Manifest.File(
            name: member.name, bytes: member.bytes.count, problem: member.problem,
            leftOutBytes: member.total.map { max(0, $0 - member.bytes.count) })
        }))
  }

  private static func json(_ value: some Encodable) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(value)).map { Array($0) + [0x0a] } ?? []
  }

  /// A name that stays in its folder.
  private static func fileName(_ text: String) -> String {
    let safe = text.map {
      $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) ? $0 : "-"
    }
    let name = String(safe.prefix(120))
    return name.allSatisfy { $0 == "." } ? "-" : name
  }
}
