import Findings

/// How one container lives: is it up, did it end, why, and will it stay.
struct ContainerLife {
  let container: ContainerInspection
  /// Its runs as events tell them; empty without events.
  let runs: [ContainerRun]
  let now: Timestamp?
  let inspectSource: String
  let eventSource: String

  private var state: ContainerState { container.state }
  private var lastEnded: ContainerRun? { runs.last { $0.end != nil } }
  /// Ends that nobody asked for.
  private var crashes: [ContainerRun] { runs.filter { $0.end != nil && !$0.wasAskedToEnd } }
  private var isEnded: Bool { ["exited", "dead"].contains(state.status) }

  /// Somebody stopped it: the events say so, or its policy would have started it again.
  private var wasStopped: Bool {
    guard isEnded else { return false }
    if lastEnded?.wasAskedToEnd == true { return true }
    return ["always", "unless-stopped"].contains(container.restartPolicy)
  }

  func findings() -> [Finding] {
    var list: [Finding] = []
    let loops = isLooping
    if loops {
      list.append(loop())
      if list.last?.id == "container/restart-loop" { list.append(crash()) }
    } else if state.isRunning && !state.isPaused && !state.isRestarting {
      list.append(
        finding("running", .info, "The container runs", values: ["address": addresses]))
      if container.restartCount > 0 || !crashes.isEmpty { list.append(restartedAndStays()) }
    }
    if state.isPaused {
      list.append(finding("paused", .warning, "The container is paused: its processes are frozen"))
    }
    if isEnded { list += endings() }
    if state.status == "created" { list += neverStarted() }
    list += memory() + kills() + codes(whileLooping: loops)
    return list
  }

  private var addresses: [String] { container.networks.flatMap(\.addresses) }

  // MARK: Restarts

  /// Whether it keeps ending and being started again, as far as the records reach.
  ///
  /// A container that has now been up for longer than the engine's longest pause (a minute) and
  /// clearly longer than each of its lives before is taken to stay.
  private var isLooping: Bool {
    guard !isEnded, container.restartCount > 0 || crashes.count > 1 else { return false }
    if state.isRestarting || state.status == "restarting" { return true }
    guard state.isRunning, max(container.restartCount, crashes.count) > 1 else { return false }
    guard let started = state.started, let now else { return container.restartCount > 2 }
    let uptime = now.seconds(since: started)
    let lives = crashes.compactMap(\.seconds)
    if let longest = lives.max() { return uptime <= longest * 1.5 + 2 }
    guard let created = container.created else { return false }
    let cycle = started.seconds(since: created) / Double(max(container.restartCount, 1))
    return uptime <= cycle * 1.5 + 2
  }

  private func loop() -> Finding {
    // While the engine waits to start it again, it counts as running and has the last exit code.
    let isBetweenLives = state.isRestarting || !state.isRunning
    let lastCode = crashes.last?.exitCode ?? (isBetweenLives ? state.exitCode : nil)
    let codes = Set(crashes.compactMap(\.exitCode) + [lastCode].compactMap { $0 })
    let isClean = !codes.isEmpty && codes.allSatisfy { $0 == 0 }
    let times = max(container.restartCount, crashes.count)
    return finding(
      isClean ? "restart-loop-exit-zero" : "restart-loop", .error,
      isClean
        ? "It ends with 0 and is started again each time"
        : "It ends and is started again each time",
      values: ["code": codes.map(String.init), "restarts": [String(times)]],
      text: "RestartCount \(times), restart: \(policyText), exit code \(codeText(codes))",
      first: crashes.first?.end, last: crashes.last?.end)
  }

  /// It ends by itself with an error, whether or not somebody starts it again.
  private func crash() -> Finding {
    finding(
      "crashes", .error, "It ends by itself with an error", text: "restart: \(policyText)",
      first: crashes.first?.end, last: crashes.last?.end)
  }

  private func restartedAndStays() -> Finding {
    let codes = Set(crashes.compactMap(\.exitCode))
    return finding(
      "restarted-and-stays", .neutral, "It ended and was started again, and has stayed up since",
      values: ["code": codes.map(String.init)],
      text: "RestartCount \(container.restartCount), exit code \(codeText(codes))",
      first: crashes.first?.end, last: crashes.last?.end)
  }

  // MARK: Ends

  private func endings() -> [Finding] {
    var list: [Finding] = []
    let code = state.exitCode
    let text = "exited with \(code), restart: \(policyText)"
    if wasStopped {
      list.append(
        finding("stopped", .neutral, "Somebody stopped it", text: text))
    } else if code == 0 {
      list.append(finding("exited-zero", .info, "It ended with 0", text: text))
    } else {
      list.append(
        finding(
          "exited-nonzero", .error, "It ended with an error", values: ["code": [String(code)]],
          text: text))
      list.append(crash())
    }
    if wasStopped || code != 0 {
      list.append(finding("not-running", .warning, "The container does not run", text: text))
    }
    return list
  }

  private func neverStarted() -> [Finding] {
    guard !state.error.isEmpty else {
      return [finding("created-not-started", .info, "It was created and never started")]
    }
    let failure = StartFailure(state.error)
    return [
      finding("not-started", .error, "The engine could not start it", text: state.error),
      finding(String(failure.rawValue), .error, failure.title, text: state.error),
      finding("not-running", .warning, "The container does not run", text: state.error),
    ]
  }

  // MARK: Kills

  private func memory() -> [Finding] {
    let reported = state.wasOutOfMemory || runs.contains { $0.wasOutOfMemory }
    guard reported else { return [] }
    let limit = container.limits.memory.map { "\($0 >> 20)m" }
    let values = ["limit": [limit].compactMap { $0 }]
    let killed =
      runs.contains { $0.wasOutOfMemory && $0.exitCode == 137 }
      || (state.wasOutOfMemory && (state.exitCode == 137 || container.restartCount > 0))
    let text = "OOMKilled \(state.wasOutOfMemory), memory limit \(limit ?? "none")"
    if killed {
      return [
        finding(
          "oom-killed", .error, "The kernel killed it for its memory limit",
          values: values, text: text)
      ]
    }
    return [
      finding(
        "memory-limit-reached", .error, "The kernel killed a process in it for its memory limit",
        values: values, text: text)
    ]
  }

  private func kills() -> [Finding] {
    var list: [Finding] = []
    for run in runs where run.exitCode == 137 && !run.wasOutOfMemory {
      if run.hitStopTimeout {
        list.append(
          event(
            "stop-timeout", .warning,
            "It did not end on SIGTERM and was killed after its grace time",
            run))
      } else if run.signals.contains(9) {
        list.append(event("killed-by-hand", .neutral, "Somebody sent it SIGKILL", run))
      }
    }
    guard isEnded || state.isRestarting, state.exitCode == 137, !state.wasOutOfMemory,
      !runs.contains(where: \.wasOutOfMemory)
    else { return list }
    list.append(
      finding(
        "killed-137-not-oom", .warning, "It was killed (137), and not for its memory limit",
        text: "ExitCode 137, OOMKilled false"))
    return list
  }

  /// Exit codes that say something by themselves.
  private func codes(whileLooping loops: Bool) -> [Finding] {
    guard !wasStopped else { return [] }
    let meanings = [
      126: "not executable", 127: "not found", 132: "illegal instruction", 134: "aborted",
      135: "bus error", 139: "segmentation fault", 143: "terminated",
    ]
    var seen = loops ? Set(crashes.compactMap(\.exitCode)) : []
    if isEnded || state.status == "restarting" { seen.insert(state.exitCode) }
    return seen.sorted().compactMap { code in
      meanings[code].map {
        finding("exit-\(code)", .error, "It ended with \(code): \($0)", text: "exit code \(code)")
      }
    }
  }

  // MARK: Making findings

  private var policyText: String {
    container.restartPolicy.isEmpty ? "no" : container.restartPolicy
  }

  private func codeText(_ codes: Set<Int>) -> String {
    codes.isEmpty ? "unknown" : codes.sorted().map(String.init).joined(separator: ", ")
  }

  private func finding(
    _ id: String, _ severity: Severity, _ title: String, values: [String: [String]] = [:],
    text: String = "", first: Timestamp? = nil, last: Timestamp? = nil
  ) -> Finding {
    let words = text.isEmpty ? "status \(state.status)" : text
    return Finding(
      id: "container/" + id, kind: .container, severity: severity, title: title,
      subject: .service(container.service), first: first, last: last,
      samples: [
        Evidence(source: inspectSource, time: state.finished ?? state.started, text: words)
      ],
      values: values.filter { !$0.value.isEmpty })
  }

  private func event(
    _ id: String, _ severity: Severity, _ title: String, _ run: ContainerRun
  ) -> Finding {
    let signals = run.signals.map(String.init).joined(separator: ", ")
    return Finding(
      id: "container/" + id, kind: .container, severity: severity, title: title,
      subject: .service(container.service),
      samples: [
        Evidence(
          source: eventSource, line: run.endLine, time: run.end,
          text: "die with 137 after signals \(signals)")
      ])
  }
}
