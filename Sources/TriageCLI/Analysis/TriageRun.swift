import Compose
import Diagnosis
import Docker
import Findings
import LogStream
import Report
import Signatures
import Templates
import Weaviate

/// One analysis from inputs to report: the whole data flow in one place.
struct TriageRun {
  let intake: EvidenceIntake
  let library: SignatureLibrary
  let causes: CauseLibrary
  /// The cause whose arithmetic is asked for.
  var explained: String?
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

  func run() -> Outcome {
    var inputs = intake.refused
    var problems = intake.problems
    var notices: [String] = []
    var engine = engineRecords(&inputs, &problems)
    let project = composeProject(&inputs, &notices)
    let answers = apiAnswers(&inputs, &problems)
    let pass = logs(engine.inspections.values, project, &inputs)
    problems += pass.problems
    engine.lastLogTime = pass.logs.compactMap(\.last).max()

    var findings = pass.matcher.findings
    findings.merge(FindingSet(LogChecks.findings(in: findings, logs: pass.logs)))
    let stack = StackFacts(
      project: project, inspections: engine.inspections.values, findings: findings,
      logs: pass.logs, apiServices: Set(answers.map(\.service)).sorted())
    let reading = ClusterReading(ClusterView(expected: stack.expected, answers: answers))
    findings.merge(FindingSet(ClusterFindings.all(of: reading.cluster)))
    findings.merge(FindingSet(engine.findings()))
    findings.merge(
      FindingSet(
        engine.connectionFindings(
          for: findings.all,
          services: (project?.services.map(\.name) ?? []) + pass.logs.map(\.service))))
    findings.merge(FindingSet(engine.pathFindings(for: findings.all)))
    if let project {
      findings.merge(ComposeChecks.findings(in: project, readFile: fileReader))
      findings.merge(
        FindingSet(
          ContainerDifferences.findings(
            project: project, inspections: engine.inspections.values)))
    }

    let base = EvidenceBase(
      findings: findings, coverage: coverage(reading.cluster, stack, pass.logs),
      services: stack.services, logs: pass.logs,
      products: products(stack, pass, findings), inputs: kinds(answers, project, engine, pass.logs),
      endings: library.endings.merging(ClusterFindings.endings) { $0 + $1 },
      facts: reading.facts(stack),
      lineIDs: Set(library.signatures.map(\.id)),
      lineLevels: library.lineLevels(of: absentLines(findings)))
    var assessment = Diagnostician(causes).assess(base)
    if assessment.verdict == .faulty || assessment.verdict == .unknown {
      assessment.effects += reading.effects
    }
    attachPatches(to: &assessment, project, &notices)
    var report = TriageReport(
      toolVersion: CommandLineProgram.version, patternsDigest: library.digest,
      assessment: assessment, findings: findings.all,
      unexplained: pass.loose.groups.prefix(20).map { group in
        TriageReport.Unexplained(
          template: group.template, count: group.count, severity: group.severity,
          sample: group.sample)
      }, topology: stack.services, coverage: base.coverage,
      inputs: inputs.sorted { $0.path < $1.path })
    report.cluster = answers.isEmpty ? nil : ClusterMap(reading)
    var outcome = Outcome(
      report: report, problems: problems, notices: notices, logs: pass.logs, kinds: base.inputs,
      composeSettings: project.map(StackSettings.written),
      runningSettings: engine.inspections.isEmpty
        ? nil : StackSettings.running(engine.inspections.values))
    if let explained {
      outcome.explanation = Diagnostician(causes).explanation(of: explained, in: base)
    }
    return outcome
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
    _ inspections: [ContainerInspection], _ project: ComposeProject?,
    _ inputs: inout [TriageReport.Input]
  ) -> LogPass {
    let names = StackFacts.serviceNames(inspections, project)
    let choice = LogChoice(intake.files) { names[$0] }
    var matcher = SignatureMatcher(library)
    for service in project?.services ?? [] {
      if let image = service.image?.value { matcher.setImage(image, of: service.name) }
    }
    for container in inspections { matcher.setImage(container.image, of: container.service) }
    var pass = LogPass(matcher, progress: progress)
    for single in choice.singles {
      pass.read(single.files, service: single.service, known: { names[$0] })
    }
    for file in choice.combined {
      pass.read([file], service: nil, known: { names[$0] }, leavingOut: choice.covered)
    }
    pass.finish()
    inputs += pass.inputs
    inputs += choice.left.map { file, why in
      EvidenceIntake.unused(file.path, "log", why, bytes: file.entry.size)
    }
    return pass
  }

  // MARK: What was there

  /// The findings that causes look for and that are not there.
  private func absentLines(_ findings: FindingSet) -> Set<String> {
    Set(causes.causes.flatMap { $0.evidence.map(\.finding) })
      .subtracting(findings.all.map(\.id))
  }

  private func kinds(
    _ answers: [SavedAnswer], _ project: ComposeProject?, _ engine: EngineRecords,
    _ logs: [ServiceLog]
  ) -> Set<String> {
    var kinds: Set<String> = []
    if answers.contains(where: { $0.status != 0 }) { kinds.insert("api") }
    if project != nil { kinds.insert("compose") }
    if !engine.inspections.isEmpty { kinds.insert("inspect") }
    if !engine.events.isEmpty { kinds.insert("events") }
    if !logs.isEmpty { kinds.insert("logs") }
    return kinds
  }

  private func products(
    _ stack: StackFacts, _ pass: LogPass, _ findings: FindingSet
  ) -> [String: [SoftwareVersion]] {
    var result: [String: Set<String>] = [:]
    for container in stack.inspections {
      guard let product = Product.of(image: container.image) else { continue }
      result[product, default: []].formUnion(
        [Product.version(inImage: container.image)].compactMap { $0 })
    }
    for service in stack.project?.services ?? [] {
      guard let image = service.image?.value, let product = Product.of(image: image) else {
        continue
      }
      result[product, default: []].formUnion([Product.version(inImage: image)].compactMap { $0 })
    }
    for log in pass.logs {
      if let version = log.versions.last { result["weaviate", default: []].insert(version) }
    }
    for finding in findings.all where finding.kind == .log {
      let product = String(finding.id.prefix { $0 != "/" })
      result[product] = result[product] ?? []
    }
    return result.mapValues { $0.sorted().compactMap(SoftwareVersion.init) }
  }

  private func coverage(
    _ cluster: ClusterView, _ stack: StackFacts, _ logs: [ServiceLog]
  ) -> [Coverage] {
    var result: [Coverage] = []
    for service in stack.services {
      let hasLog = logs.contains { $0.service == service.service }
      result.append(Coverage("logs/\(service.service)", hasLog ? .present : .absent))
    }
    for node in stack.expected {
      let view = cluster.views.first { $0.service == node.service }
      let what = "api/\(node.service)"
      if let view {
        result.append(Coverage(what, Self.state(of: view)))
      } else {
        result.append(Coverage(what, .notObservable(why: "no saved answers of this node")))
      }
    }
    result.append(
      Coverage("compose", stack.project == nil ? .notObservable(why: "no compose file") : .present))
    result.append(
      Coverage(
        "inspect", stack.inspections.isEmpty ? .notObservable(why: "no docker inspect") : .present))
    return result
  }

  private static func state(of view: NodeView) -> Coverage.State {
    if view.isUnauthorized {
      return .notObservable(why: "the API refused the request (401 or 403)")
    }
    if !view.isReachable { return .notObservable(why: "no connection to its API") }
    return .present
  }

  // MARK: Patches

  private func attachPatches(
    to assessment: inout Assessment, _ project: ComposeProject?, _ problems: inout [String]
  ) {
    guard let project else { return }
    for place in assessment.remedies.indices {
      let changes = assessment.remedies[place].changes
      guard !changes.isEmpty else { continue }
      do {
        let patch = try ComposePatch(changes, files: project.mainFiles, readFile: fileReader)
        guard !patch.diff.isEmpty else { continue }
        assessment.remedies[place].patch = patch.diff
        assessment.remedies[place].file = patch.files.first?.path
      } catch {
        problems.append("no diff for \(assessment.remedies[place].cause): \(error)")
      }
    }
  }
}
