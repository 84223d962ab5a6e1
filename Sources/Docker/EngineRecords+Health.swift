import Findings

extension EngineRecords {
  /// What the container's own health check says, and why a failing one fails.
  func healthFindings(_ container: ContainerInspection) -> [Finding] {
    guard let health = container.state.health, container.state.isRunning else { return [] }
    // The engine starts the probe in the container's own network, so an output belongs to the service.
    let probe = health.probes.last { $0.exitCode != 0 } ?? health.probes.last
    let output = probe?.output.trimmingBlanks ?? ""
    func finding(_ id: String, _ severity: Severity, _ title: String, _ text: String) -> Finding {
      Finding(
        id: "container/" + id, kind: .container, severity: severity, title: title,
        subject: .service(container.service),
        samples: [Evidence(source: inspections.source, time: probe?.end, text: text)])
    }
    switch health.status {
    case "healthy": return [finding("running-healthy", .info, "Its health check passes", output)]
    case "starting":
      return [finding("health-starting", .info, "Its health check has not passed yet", output)]
    case "unhealthy":
      let text = "unhealthy, \(health.failingStreak) failures in a row: \(lastLine(output))"
      var list = [finding("unhealthy", .error, "Its health check fails", text)]
      if let failure = ProbeFailure(output: output, exitCode: probe?.exitCode ?? 0) {
        list.append(finding(failure.rawValue, .warning, failure.title, lastLine(output)))
      }
      return list
    default: return []
    }
  }

  /// The last line with text: a traceback ends with what went wrong.
  private func lastLine(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).last { !$0.trimmingBlanks.isEmpty }
      .map { $0.trimmingBlanks } ?? ""
  }
}

/// Why a health probe failed, as far as its output tells.
enum ProbeFailure: String {
  case commandMissing = "healthcheck-command-missing"
  case refused = "healthcheck-refused"
  case answer = "healthcheck-http-error"
  case timeout = "healthcheck-timeout"

  init?(output: String, exitCode: Int) {
    let text = output.lowercased()
    func says(_ words: String...) -> Bool { words.contains { text.contains($0) } }
    // 127 and 126 are the shell's; the engine itself reports -1 with the runtime's words.
    if exitCode == 127 || exitCode == 126
      || says("executable file not found", "oci runtime exec failed")
    {
      self = .commandMissing
    } else if says("health check exceeded timeout") {
      self = .timeout
    } else if says(
      "connection refused", "econnrefused", "failed to connect", "could not connect",
      "couldn't connect", "can't connect", "cannot assign requested address", "no response",
      "actively refused")
    {
      self = .refused
    } else if says(
      "http error", "server returned error", "requested url returned error", "http/1.1 4",
      "http/1.1 5", "http/1.0 4", "status code 4", "status code 5")
    {
      self = .answer
    } else if says("command not found", ": not found") {
      self = .commandMissing
    } else {
      return nil
    }
  }

  var title: String {
    switch self {
    case .commandMissing: "The health check's command does not exist in the container"
    case .refused: "The health check cannot connect"
    case .answer: "The health check gets an error for an answer"
    case .timeout: "The health check takes too long"
    }
  }
}
