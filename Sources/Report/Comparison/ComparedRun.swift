package import Findings

/// One of two analysed bundles that are compared: its report, and what a report does not keep.
package struct ComparedRun: Sendable {
  /// A setting of a service, as a file states it or as a container runs with it.
  package struct Setting: Hashable, Sendable {
    package var service: String
    /// `environment.RAFT_JOIN`, `image`, `volumes.0`.
    package var path: String
    package var value: String
    /// The place in the compose file, or `docker inspect`.
    package var origin: String

    package init(service: String, path: String, value: String, origin: String) {
      self.service = service
      self.path = path
      self.value = value
      self.origin = origin
    }
  }

  /// What the user called it.
  package var name: String
  package var report: TriageReport
  package var logs: [ServiceLog]
  /// Settings of the compose file; nil without one.
  package var composeSettings: [Setting]?
  /// Settings that containers run with; nil without `docker inspect`.
  package var runningSettings: [Setting]?
  /// The kinds of evidence that were there: `logs`, `api`, `compose`, `inspect`, `events`.
  package var kinds: Set<String>

  package init(
    name: String, report: TriageReport, logs: [ServiceLog] = [],
    composeSettings: [Setting]? = nil, runningSettings: [Setting]? = nil, kinds: Set<String> = []
  ) {
    self.name = name
    self.report = report
    self.logs = logs
    self.composeSettings = composeSettings
    self.runningSettings = runningSettings
    self.kinds = kinds
  }

  /// The seconds from the first to the last record of all logs; 0 without times.
  var seconds: Double {
    guard let first = logs.compactMap(\.first).min(), let last = logs.compactMap(\.last).max()
    else { return 0 }
    return max(0, last.seconds(since: first))
  }

  /// Seconds from the start of a subject's log to a time; nil where either is not known.
  func seconds(to time: Timestamp?, of subjects: [Subject]) -> Double? {
    let names = Set(subjects.map(\.name))
    let own = logs.filter { names.isEmpty || names.contains($0.service) }
    guard let time, let start = own.compactMap(\.first).min() else { return nil }
    return max(0, time.seconds(since: start))
  }
}
