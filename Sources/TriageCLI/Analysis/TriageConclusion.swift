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

/// Everything of a stack but its logs: what was read of files, or asked of a running engine.
struct StackEvidence {
  var inputs: [TriageReport.Input] = []
  /// Missing, unreadable or damaged input: the answer may be incomplete.
  var problems: [String] = []
  /// Worth knowing, without harm to the answer.
  var notices: [String] = []
  var engine = EngineRecords()
  var project: ComposeProject?
  var answers: [SavedAnswer] = []
  /// Reads files beside the compose file.
  var readFile: ComposeProject.FileReader = { _ in nil }
}

/// From evidence to a report: everything that is decided, nothing that is read.
struct TriageConclusion {
  let library: SignatureLibrary
  let causes: Deferred<CauseLibrary>
  /// The cause whose arithmetic is asked for.
  var explained: String?

  /// Concludes from a stack's evidence and its logs so far.
  ///
  /// The novelty is what the logs say that a good run did not, where one is known.
  func outcome(
    of evidence: StackEvidence, _ pass: LogPass, _ novelty: LogNovelty? = nil
  ) -> TriageRun.Outcome {
    var engine = evidence.engine
    engine.lastLogTime = pass.logs.compactMap(\.last).max()
    var findings = pass.matcher.findings
    findings.merge(FindingSet(LogChecks.findings(in: findings, logs: pass.logs)))
    let stack = StackFacts(
      project: evidence.project, inspections: engine.inspections.values, findings: findings,
      logs: pass.logs, apiServices: Set(evidence.answers.map(\.service)).sorted())
    let reading = ClusterReading(ClusterView(expected: stack.expected, answers: evidence.answers))
    addStateFindings(to: &findings, evidence, engine, pass, reading)
    let causes = causes(for: findings)
    var base = base(findings, evidence, pass, stack, reading, causes)
    base.novel = novelty?.new ?? []

    var assessment = Diagnostician(causes).assess(base)
    if assessment.verdict == .faulty || assessment.verdict == .unknown {
      assessment.effects += reading.effects
    }
    var notices = evidence.notices
    attachPatches(to: &assessment, evidence, &notices)
    var report = TriageReport(
      toolVersion: CommandLineProgram.version, patternsDigest: library.digest,
      assessment: assessment, findings: findings.all,
      unexplained: pass.loose.groups.prefix(20).map { group in
        TriageReport.Unexplained(
          template: group.template, count: group.count, severity: group.severity,
          sample: group.sample)
      }, topology: stack.services, coverage: base.coverage,
      inputs: (evidence.inputs + pass.inputs).sorted { $0.path < $1.path })
    report.novelty = novelty?.summary
    report.cluster = evidence.answers.isEmpty ? nil : ClusterMap(reading)
    return TriageRun.Outcome(
      report: report, problems: evidence.problems + pass.problems, notices: notices,
      explanation: explained.map { Diagnostician(causes).explanation(of: $0, in: base) } ?? [],
      logs: pass.logs, kinds: base.inputs,
      composeSettings: evidence.project.map(StackSettings.written),
      runningSettings: engine.inspections.isEmpty
        ? nil : StackSettings.running(engine.inspections.values))
  }

  /// The causes that may explain what was found: none where that is nothing.
  private func causes(for findings: FindingSet) -> CauseLibrary {
    findings.all.isEmpty && explained == nil ? CauseLibrary([]) : causes.value
  }

  /// What the API, the engine and the compose file say, beside what the logs say.
  private func addStateFindings(
    to findings: inout FindingSet, _ evidence: StackEvidence, _ engine: EngineRecords,
    _ pass: LogPass, _ reading: ClusterReading
  ) {
    findings.merge(FindingSet(ClusterFindings.all(of: reading.cluster)))
    findings.merge(FindingSet(engine.findings()))
    findings.merge(
      FindingSet(
        engine.connectionFindings(
          for: findings.all,
          services: (evidence.project?.services.map(\.name) ?? []) + pass.logs.map(\.service))))
    findings.merge(FindingSet(engine.pathFindings(for: findings.all)))
    guard let project = evidence.project else { return }
    findings.merge(ComposeChecks.findings(in: project, readFile: evidence.readFile))
    findings.merge(
      FindingSet(
        ContainerDifferences.findings(
          project: project, inspections: engine.inspections.values)))
  }

  private func base(
    _ findings: FindingSet, _ evidence: StackEvidence, _ pass: LogPass, _ stack: StackFacts,
    _ reading: ClusterReading, _ causes: CauseLibrary
  ) -> EvidenceBase {
    let products = products(stack, pass, findings)
    return EvidenceBase(
      findings: findings, coverage: coverage(reading.cluster, stack, pass.logs),
      services: stack.services, logs: pass.logs, products: products,
      inputs: kinds(evidence, pass.logs),
      endings: library.endings.merging(ClusterFindings.endings) { $0 + $1 },
      facts: reading.facts(stack),
      lineIDs: Set(library.ids),
      lineLevels: lineLevels(findings, products.keys, causes))
  }

  // MARK: What was there

  /// The levels of the lines that causes look for and that are not there.
  ///
  /// Those of the products that the stack runs are all asked for, so they are found out at once on
  /// all processors; those of others hardly ever.
  private func lineLevels(
    _ findings: FindingSet, _ products: some Sequence<String>, _ causes: CauseLibrary
  ) -> LineLevels {
    let present = Set(findings.all.map(\.id))
    let products = Set(products)
    let asked = Set(causes.causes.flatMap { $0.evidence.map(\.finding) }).subtracting(present)
      .filter { products.contains(String($0.prefix { $0 != "/" })) }
    let levels = library.lineLevels(of: asked)
    return LineLevels { [library] finding in
      if present.contains(finding) { return nil }
      return asked.contains(finding) ? levels[finding] : library.lineLevel(of: finding)
    }
  }

  private func kinds(_ evidence: StackEvidence, _ logs: [ServiceLog]) -> Set<String> {
    var kinds: Set<String> = []
    if evidence.answers.contains(where: { $0.status != 0 }) { kinds.insert("api") }
    if evidence.project != nil { kinds.insert("compose") }
    if !evidence.engine.inspections.isEmpty { kinds.insert("inspect") }
    if !evidence.engine.events.isEmpty { kinds.insert("events") }
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
    to assessment: inout Assessment, _ evidence: StackEvidence, _ problems: inout [String]
  ) {
    guard let project = evidence.project else { return }
    for place in assessment.remedies.indices {
      let changes = assessment.remedies[place].changes
      guard !changes.isEmpty else { continue }
      do {
        let patch = try ComposePatch(
          changes, files: project.mainFiles, readFile: evidence.readFile)
        guard !patch.diff.isEmpty else { continue }
        assessment.remedies[place].patch = patch.diff
        assessment.remedies[place].file = patch.files.first?.path
      } catch {
        problems.append("no diff for \(assessment.remedies[place].cause): \(error)")
      }
    }
  }
}
