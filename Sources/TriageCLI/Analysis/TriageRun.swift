import Compose
import Diagnosis
import Docker
import Findings
import LogStream
import Report
import Signatures
import Templates
import Weaviate
import YAML

/// One analysis from inputs to report: the whole data flow in one place.
struct TriageRun {
  let intake: EvidenceIntake
  let library: SignatureLibrary
  /// The signatures of the library, compiled.
  let index: SignatureIndex
  let causes: Deferred<CauseLibrary>
  /// The cause whose arithmetic is asked for.
  var explained: String?
  /// What a good run wrote, to compare with.
  var baseline: TemplateBaseline?
  /// How many threads read logs.
  var threads = 1
  /// Is told how much of the logs was read.
  var progress: ReadingProgress?

  /// What a run gives: the report, and messages for standard error.
  struct Outcome {
    var report: TriageReport
    /// Missing, unreadable or damaged input: the answer may be incomplete.
    var problems: [String]
    /// Worth knowing, without harm to the answer.
    var notices: [String]
    /// The arithmetic of the cause that was asked for, as lines.
    var explanation: [String] = []
    var logs: [ServiceLog] = []
    /// The kinds of evidence that were there.
    var kinds: Set<String> = []
    /// What the compose file sets; nil without one.
    var composeSettings: [ComparedRun.Setting]?
    /// What the containers run with; nil without `docker inspect`.
    var runningSettings: [ComparedRun.Setting]?
  }

  /// Bytes of one compose, engine or API file that are read at most.
  private static let longestFile = 32 << 20

  /// Reads and concludes; where the logs were read before, their parts are given and the logs of the
  /// intake are left alone.
  func run(_ parts: [LogPart]? = nil) -> Outcome {
    var evidence = StackEvidence(
      inputs: intake.refused, problems: intake.problems, readFile: fileReader)
    evidence.engine = engineRecords(&evidence.inputs, &evidence.problems)
    evidence.project = composeProject(&evidence.inputs, &evidence.notices)
    evidence.answers = apiAnswers(&evidence.inputs, &evidence.problems)
    let pass = logs(parts, evidence.engine.inspections.values, evidence.project)
    let novelty = baseline.map { LogNovelty(pass, against: $0) }
    return TriageConclusion(library: library, causes: causes, explained: explained)
      .outcome(of: evidence, pass, novelty)
  }

  // MARK: Reading

  private func contents(
    _ file: EvidenceFile, _ inputs: inout [TriageReport.Input], _ problems: inout [String]
  ) -> [UInt8]? {
    do {
      let (bytes, isCut) = try file.contents(limit: Self.longestFile)
      guard !isCut else {
        let why = "larger than \(Self.longestFile) bytes, so it was not read"
        problems.append("\(file.path): \(why)")
        inputs.append(
          EvidenceIntake.unused(file.path, file.kind.format, why, bytes: file.entry.size))
        return nil
      }
      return bytes
    } catch {
      problems.append("\(file.path): \(EvidenceIntake.words(error))")
      inputs.append(
        EvidenceIntake.unused(file.path, file.kind.format, EvidenceIntake.words(error)))
      return nil
    }
  }

  private func used(_ file: EvidenceFile, _ bytes: Int) -> TriageReport.Input {
    TriageReport.Input(path: file.path, format: file.kind.format, bytes: bytes)
  }

  func engineRecords(
    _ inputs: inout [TriageReport.Input], _ problems: inout [String]
  ) -> EngineRecords {
    var records = EngineRecords()
    for file in intake.files {
      switch file.kind {
      case .inspect, .events, .containerList, .composeOutput: break
      default: continue
      }
      guard let bytes = contents(file, &inputs, &problems) else { continue }
      do {
        try take(bytes, file, into: &records)
        inputs.append(used(file, bytes.count))
      } catch {
        let why = "cannot be read as \(file.kind.format): \(error)"
        problems.append("\(file.path): \(why); the rest is analysed without it")
        inputs.append(EvidenceIntake.unused(file.path, file.kind.format, why, bytes: bytes.count))
      }
    }
    return records
  }

  private func take(
    _ bytes: [UInt8], _ file: EvidenceFile, into records: inout EngineRecords
  ) throws {
    switch file.kind {
    case .inspect:
      let list = try ContainerInspection.list(json: bytes)
      records.inspections = .init(records.inspections.values + list, source: file.path)
    case .events:
      let list = ContainerEvent.list(lines: bytes)
      records.events = .init(records.events.values + list.events, source: file.path)
    case .containerList:
      records.listed = .init(ListedContainer.list(bytes), source: file.path)
    default:
      records.messages = .init(EngineMessage.list(output: bytes), source: file.path)
    }
  }

  /// Reads a file beside the compose file, for env files, includes and mounted scripts.
  private func fileReader(_ path: String) -> [UInt8]? {
    guard let file = intake.files.first(where: { $0.path == path }) else { return nil }
    return try? file.contents(limit: 4 << 20).bytes
  }

  func composeProject(
    _ inputs: inout [TriageReport.Input], _ problems: inout [String]
  ) -> ComposeProject? {
    let files = intake.files(.composeFile)
    guard !files.isEmpty else { return nil }
    let chosen = Self.projectFiles(files.map(\.path))
    let project = ComposeProject(files: chosen, readFile: fileReader)
    for file in files {
      let isUsed = project.files.contains(file.path)
      inputs.append(
        TriageReport.Input(
          path: file.path, format: file.kind.format, bytes: file.entry.size, used: isUsed,
          note: isUsed
            ? nil
            : "another compose file is taken for the stack's: \(chosen.joined(separator: ", "))"))
    }
    for file in intake.files(.environmentFile) { inputs.append(used(file, file.entry.size)) }
    for warning in project.warnings.prefix(20) { problems.append("\(warning)") }
    return project.services.isEmpty ? nil : project
  }

  /// The file that compose itself would take, with its override; else the first one.
  private static func projectFiles(_ paths: [String]) -> [String] {
    let standard = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
    let shallow = paths.sorted { left, right in
      let (one, other) = (left.split(separator: "/").count, right.split(separator: "/").count)
      return one == other ? left < right : one < other
    }
    func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }
    let base = shallow.first { standard.contains(name($0)) } ?? shallow.first
    guard let base else { return [] }
    let folder = base.dropLast(name(base).count)
    let overrides = shallow.filter { path in
      path.hasPrefix(folder) && name(path).contains(".override.")
        && path.dropLast(name(path).count) == folder
    }
    return [base] + overrides.prefix(1)
  }

  func apiAnswers(
    _ inputs: inout [TriageReport.Input], _ problems: inout [String]
  ) -> [SavedAnswer] {
    var files: [(path: String, bytes: [UInt8])] = []
    let empty = intake.files(.empty).filter { file in
      file.path.split(separator: "/").dropLast().contains("api")
    }
    for file in intake.files(.apiAnswer) + empty {
      guard let bytes = contents(file, &inputs, &problems) else { continue }
      files.append((file.path, bytes))
    }
    let (answers, unknown) = SavedAnswer.read(files)
    for file in files {
      let isUnknown = unknown.contains(file.path)
      let status = answers.first { $0.source == file.path }?.status ?? 0
      let isBroken = (200..<300).contains(status) && Self.isBrokenJSON(file)
      if isBroken {
        problems.append("\(file.path): this is no JSON, so the answer is not used; the rest is")
      }
      inputs.append(
        TriageReport.Input(
          path: file.path, format: EvidenceKind.apiAnswer.format, bytes: file.bytes.count,
          used: !isUnknown && !isBroken,
          note: isUnknown ? "an answer of no known question" : isBroken ? "no JSON" : nil))
    }
    return answers
  }

  /// Readiness answers are saved with a `.json` name although they have no JSON body.
  private static func isBrokenJSON(_ file: (path: String, bytes: [UInt8])) -> Bool {
    guard file.path.hasSuffix(".json"), !file.bytes.isEmpty else { return false }
    let name = file.path.split(separator: "/").last ?? ""
    return !["ready.json", "live.json"].contains(name) && JSONValue(file.bytes) == nil
  }

  private func logs(
    _ parts: [LogPart]?, _ inspections: [ContainerInspection], _ project: ComposeProject?
  ) -> LogPass {
    let names = Self.names(inspections, project)
    if let parts { return LogPass(parts, index, names: names) }
    let (sets, doubled) = LogSet.all(of: intake.files)
    let choice = LogChoice(sets.map(\.name)) { names.services[$0] }
    let chosen = Set(choice.singles.map(\.log) + choice.combined)
    let reading = LogReading(
      index: index, progress: progress, isMining: baseline != nil, threads: threads)
    let read = reading.parts(of: sets.filter { chosen.contains($0.name) })
    let unread = sets.filter { !chosen.contains($0.name) }.map { LogPart.unread($0, index) }
    return LogPass(read + unread, index, names: names, doubled: doubled)
  }

  /// What compose file and inspect tell of the names and images of services.
  static func names(
    _ inspections: [ContainerInspection], _ project: ComposeProject?
  ) -> LogPass.Names {
    var names = LogPass.Names(services: StackFacts.serviceNames(inspections, project))
    for service in project?.services ?? [] {
      if let image = service.image?.value { names.images.append((service.name, image)) }
    }
    names.images += inspections.map { ($0.service, $0.image) }
    return names
  }
}
