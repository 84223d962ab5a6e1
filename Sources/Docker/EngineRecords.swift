package import Findings

/// Everything that the engine and compose said about the containers of a stack.
package struct EngineRecords: Sendable {
  /// Values together with the input that they were read from.
  package struct Sourced<Value: Sendable>: Sendable {
    package var values: [Value]
    package var source: String

    package init(_ values: [Value] = [], source: String = "") {
      self.values = values
      self.source = source
    }

    package var isEmpty: Bool { values.isEmpty }
  }

  package var inspections: Sourced<ContainerInspection>
  package var events: Sourced<ContainerEvent>
  package var listed: Sourced<ListedContainer>
  package var messages: Sourced<EngineMessage>
  /// The time of the last log line, which tells how long a container has stayed up at least.
  package var lastLogTime: Timestamp?

  package init(
    inspections: Sourced<ContainerInspection> = Sourced(),
    events: Sourced<ContainerEvent> = Sourced(),
    listed: Sourced<ListedContainer> = Sourced(),
    messages: Sourced<EngineMessage> = Sourced()
  ) {
    self.inspections = inspections
    self.events = events
    self.listed = listed
    self.messages = messages
  }

  /// What these records show, one finding per id and service; the cost is linear in the records.
  package func findings() -> [Finding] {
    let history = ContainerHistory(events.values)
    let now = lastMoment(history)
    var all = FindingSet()
    for container in inspections.values {
      let runs = history.runs[container.service, default: []]
        .filter { $0.container == container.id || container.id.isEmpty }
      let life = ContainerLife(
        container: container, runs: runs, now: now, inspectSource: inspections.source,
        eventSource: events.source)
      for finding in life.findings() { all.insert(finding) }
      for finding in healthFindings(container) { all.insert(finding) }
      for finding in settingFindings(container) { all.insert(finding) }
    }
    for finding in listingFindings() { all.insert(finding) }
    for finding in historyFindings(history) { all.insert(finding) }
    for finding in networkFindings(history) { all.insert(finding) }
    for finding in sharingFindings() { all.insert(finding) }
    for finding in messageFindings() { all.insert(finding) }
    return all.all
  }

  /// The best-known moment at which these records were made: the latest time in any of them.
  func lastMoment(_ history: ContainerHistory) -> Timestamp? {
    var moments = [history.last, lastLogTime].compactMap { $0 }
    let bySeconds = Dictionary(
      listed.values.map { ($0.name, $0.seconds) }, uniquingKeysWith: { first, _ in first })
    for container in inspections.values {
      let state = container.state
      moments += [state.started, state.finished].compactMap { $0 }
      moments += state.health?.probes.compactMap(\.end) ?? []
      if state.isRunning, let started = state.started,
        let seconds = bySeconds[container.name] ?? nil
      {
        moments.append(
          Timestamp(nanoseconds: started.nanoseconds &+ Int64(seconds) &* 1_000_000_000))
      }
    }
    return moments.max()
  }

  /// The service of a container that is named by service, container name or the start of its id.
  func service(named name: String) -> String {
    let container = inspections.values.first {
      $0.service == name || $0.name == name || (name.utf8.count >= 12 && $0.id.hasPrefix(name))
    }
    if let container { return container.service }
    let event = events.values.first {
      $0.name == name || (name.utf8.count >= 12 && $0.container.hasPrefix(name))
    }
    return event.map(\.service) ?? name
  }
}
