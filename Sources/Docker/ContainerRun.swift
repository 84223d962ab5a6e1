import Findings

/// One life of a container, from its start to its end, as events tell it.
struct ContainerRun: Equatable {
  var container: String
  var service: String
  var image: String
  var start: Timestamp?
  var end: Timestamp?
  var exitCode: Int?
  /// Signals that the engine was asked to send, in order.
  var signals: [Int] = []
  var wasOutOfMemory = false
  /// `docker stop`, `restart`, `kill` or `rm -f` ended it; a crash has none of these.
  var wasAskedToEnd: Bool { signals.contains { Self.ending.contains($0) } }
  /// SIGTERM was sent first and SIGKILL after the grace period.
  var hitStopTimeout: Bool {
    guard exitCode == 137, let last = signals.last, last == 9 else { return false }
    return signals.dropLast().contains { $0 != 9 && Self.ending.contains($0) }
  }
  /// The line of the event that ended it.
  var endLine: Int?

  var seconds: Double? {
    guard let start, let end else { return nil }
    return end.seconds(since: start)
  }

  /// INT, QUIT, KILL, TERM; other signals (HUP, USR1) ask for something else.
  private static let ending: Set<Int> = [2, 3, 9, 15]
}

/// The runs of all containers of an event stream.
struct ContainerHistory {
  /// By service, in the order of their starts.
  private(set) var runs: [String: [ContainerRun]] = [:]
  private(set) var created: [String: [ContainerEvent]] = [:]
  private(set) var destroyed: Set<String> = []
  private(set) var restartedByHand: [String: [ContainerEvent]] = [:]
  private(set) var last: Timestamp?

  init(_ events: [ContainerEvent]) {
    var open: [String: Int] = [:]
    for event in events {
      last = max(last ?? Timestamp(nanoseconds: .min), event.time ?? Timestamp(nanoseconds: .min))
      guard event.type == "container", !event.service.isEmpty else { continue }
      take(event, &open)
    }
    if last == Timestamp(nanoseconds: .min) { last = nil }
  }

  private mutating func take(_ event: ContainerEvent, _ open: inout [String: Int]) {
    func change(_ body: (inout ContainerRun) -> Void) {
      guard let place = open[event.container] else { return }
      body(&runs[event.service, default: []][place])
    }
    switch event.action {
    case "create": created[event.service, default: []].append(event)
    case "destroy": destroyed.insert(event.container)
    case "restart": restartedByHand[event.service, default: []].append(event)
    case "start":
      runs[event.service, default: []].append(
        ContainerRun(
          container: event.container, service: event.service, image: event.image,
          start: event.time))
      open[event.container] = (runs[event.service]?.count ?? 1) - 1
    case "kill", "oom", "die":
      if open[event.container] == nil {
        // The stream starts in the middle of a life.
        runs[event.service, default: []].append(
          ContainerRun(container: event.container, service: event.service, image: event.image))
        open[event.container] = (runs[event.service]?.count ?? 1) - 1
      }
      change { run in
        if event.action == "kill", let signal = event.signal { run.signals.append(signal) }
        if event.action == "oom" { run.wasOutOfMemory = true }
        guard event.action == "die" else { return }
        run.end = event.time
        run.exitCode = event.exitCode
        run.endLine = event.line
      }
      if event.action == "die" { open[event.container] = nil }
    default: break
    }
  }
}
