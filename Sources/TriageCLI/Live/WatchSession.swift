import Compose
import Diagnosis
import Docker
import Findings
import Live
import LogStream
import Report
import Signatures

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// One watch: containers followed, findings told within a second, the diagnosis kept up to date.
final class WatchSession {
  private let options: WatchOptions
  private let knowledge: TriageKnowledge
  private let conclusion: TriageConclusion
  private let source: LiveEvidence
  private let refresh = EvidenceRefresh()
  private let show: (String) -> Void
  private let tell: (String) -> Void
  private var page: WatchPage
  private var logs: LiveLogs
  private var evidence = StackEvidence()
  private var events: [ContainerEvent] = []
  private var known: Set<String> = []
  private(set) var last: TriageRun.Outcome?

  private let began = ContinuousClock.now
  private var told = ContinuousClock.now
  private var concluded = ContinuousClock.now
  private var refreshed = ContinuousClock.now
  private var toldLoud = -1
  private var isStale = true
  private var wantsRefresh = false
  private var lastRecords = 0
  private var inputEnded = false

  /// Findings are looked for this often at most; a finding is told within a second of its line.
  private static let findingsEvery = Duration.milliseconds(200)
  private static let diagnosisEvery = Duration.seconds(2)
  private static let refreshEvery = Duration.seconds(10)

  init(
    _ options: WatchOptions, _ knowledge: TriageKnowledge, source: LiveEvidence, page: WatchPage,
    show: @escaping (String) -> Void, tell: @escaping (String) -> Void
  ) {
    self.options = options
    self.knowledge = knowledge
    self.source = source
    self.page = page
    self.show = show
    self.tell = tell
    conclusion = TriageConclusion(library: knowledge.library, causes: knowledge.causes)
    logs = LiveLogs(knowledge.index)
  }

  // MARK: The loop

  /// Follows until it is told to end; nil for a good end, else why it could not begin.
  func run(isEnded: () -> Bool) -> DockerProgram.Failure? {
    let follower = StackFollower(
      program: source.program, choice: options.choice, names: options.names, tail: options.tail,
      since: options.since)
    if !options.readsInput {
      do {
        try follower.start()
      } catch {
        return error
      }
      defer { follower.stop() }
      // Which service a container belongs to must be known before its first line is read.
      take(source.read(follower.containers, asksNodes: false))
      known = Set(follower.containers)
      wantsRefresh = true
      loop(follower, isEnded)
    } else {
      loop(follower, isEnded)
    }
    finish()
    return nil
  }

  private func loop(_ follower: StackFollower, _ isEnded: () -> Bool) {
    while !isEnded(), !isOver {
      let ready = follower.turn(100, extra: options.readsInput ? STDIN_FILENO : nil) { take($0) }
      if ready { readInput() }
      logs.settle()
      update(follower)
      if Interruption.takeReportRequest() { writeReport() }
      if options.readsInput, inputEnded { return }
    }
  }

  private var isOver: Bool {
    if let duration = options.duration, ContinuousClock.now - began >= .seconds(duration) {
      return true
    }
    if let until = options.until,
      Timestamp(nanoseconds: Int64(Date().timeIntervalSince1970 * 1e9)) >= until
    {
      return true
    }
    guard let wanted = options.exitConfidence else { return false }
    return last?.report.assessment.causes.contains { $0.confidence >= wanted } == true
  }

  private func readInput() {
    var chunk = [UInt8](repeating: 0, count: 1 << 17)
    let count = chunk.withUnsafeMutableBytes { read(STDIN_FILENO, $0.baseAddress, $0.count) }
    if count > 0 {
      chunk[..<count].withUnsafeBytes { logs.takeCombined($0) }
    } else if count == 0 || errno != EINTR && errno != EAGAIN {
      logs.finishCombined()
      inputEnded = true
    }
  }

  // MARK: News

  private func take(_ news: StackNews) {
    switch news {
    case .lines(let id, let bytes): logs.take(bytes, of: id)
    case .runEnded(let id): logs.endRun(of: id)
    case .event(let event, _): take(event)
    case .engineLost(let delay, let why):
      say("the engine does not answer (\(why)); tried again in \(delay) s")
    case .engineBack:
      say("the engine answers again; every log goes on where it ended")
      wantsRefresh = true
    }
  }

  private func take(_ event: ContainerEvent) {
    if events.count >= ContainerEvent.mostEvents { events.removeFirst(1000) }
    events.append(event)
    isStale = true
    switch event.action {
    case "start":
      if known.insert(event.container).inserted {
        logs.note(event.container, service: event.service, image: event.image)
        say("\(event.service): started (\(event.name))")
      } else {
        say("\(event.service): started again")
      }
      wantsRefresh = true
    case "die":
      let code = event.exitCode.map { "exit \($0)" } ?? "ended"
      say("\(event.service): \(code)")
      wantsRefresh = true
    case "oom":
      say("\(event.service): the kernel killed a process for its memory limit")
      wantsRefresh = true
    case "destroy":
      logs.forget(event.container)
      known.remove(event.container)
    default:
      if event.action.hasPrefix("health_status") { wantsRefresh = true }
    }
  }

  private func take(_ reading: LiveEvidence.Reading) {
    evidence = source.evidence(of: reading)
    learnSecrets(reading.inspections)
    for container in reading.inspections {
      logs.note(container.id, service: container.service, image: container.image)
    }
    isStale = true
  }

  /// Learns the passwords of settings, which a log may repeat bare.
  private func learnSecrets(_ containers: [ContainerInspection]) {
    for container in containers {
      page.redactor?.keep([container.service, container.name])
      page.redactor?.learn(container.environment.joined(separator: "\n"))
    }
    for file in evidence.project?.files ?? [] {
      guard let bytes = evidence.readFile(file) else { continue }
      page.redactor?.learn(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// What hides secrets; nil where they are left in.
  var redactor: Redactor? { page.redactor }

  // MARK: What is shown

  private func update(_ follower: StackFollower) {
    let now = ContinuousClock.now
    if let reading = refresh.take() { take(reading) }
    if wantsRefresh, now - refreshed >= Self.refreshEvery || last == nil {
      wantsRefresh = !refresh.begin(source, follower.containers, asksNodes: options.asksNodes)
      refreshed = now
    }
    if logs.loud != toldLoud, now - told >= Self.findingsEvery {
      toldLoud = logs.loud
      told = now
      isStale = true
      print(page.findings(logs.pass.matcher.findings.all))
    }
    if isStale, now - concluded >= Self.diagnosisEvery { conclude() }
    status(follower, now)
  }

  /// Diagnoses what there is so far.
  private func conclude() {
    concluded = .now
    isStale = false
    evidence.engine.events = .init(events, source: "docker events")
    let outcome = conclusion.outcome(of: evidence, logs.pass)
    last = outcome
    print(page.findings(outcome.report.findings))
    print(page.diagnosis(outcome.report.assessment))
  }

  private var statusAt = ContinuousClock.now

  private func status(_ follower: StackFollower, _ now: ContinuousClock.Instant) {
    guard page.showsStatus, now - statusAt >= .seconds(1) else { return }
    let rate = Double(logs.records - lastRecords) / ((now - statusAt) / .seconds(1))
    lastRecords = logs.records
    statusAt = now
    let verdict = last?.report.assessment.verdict.rawValue ?? "…"
    tell(
      page.status(
        "\(follower.active) of \(follower.containers.count) containers, \(Int(rate)) lines/s, "
          + "\(logs.records) lines, \(page.count) findings, \(verdict)"))
  }

  private func say(_ text: String) { print(page.note(text)) }

  private func print(_ text: String) {
    guard !text.isEmpty else { return }
    let clearing = page.clearing()
    if !clearing.isEmpty { tell(clearing) }
    show(text)
  }

  // MARK: The end

  private func finish() {
    if let reading = refresh.take() { take(reading) }
    conclude()
    let clearing = page.clearing()
    if !clearing.isEmpty { tell(clearing) }
    writeReport()
  }

  /// Writes the report's file, if one is wanted.
  private func writeReport() {
    guard let path = options.report else { return }
    if last == nil || isStale { conclude() }
    guard let outcome = last else { return }
    do {
      let text = WatchReport.text(outcome.report, for: path, page.redactor)
      try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
      say("the report is in \(path)")
    } catch {
      problem = "\(path): the report cannot be written"
      say("\(path): the report cannot be written")
    }
  }

  /// What kept the watch from doing all that it was asked for.
  private(set) var problem: String?
}
