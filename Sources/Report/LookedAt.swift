import Findings

/// What a run looked at and what it could not see, counted for one paragraph.
struct LookedAt {
  /// Phrases such as `3 logs (2,406 lines)` and `the API of 3 nodes`.
  let read: [String]
  /// Whether logs were all that there was, so that much could not be seen.
  let isLogsOnly: Bool
  /// Inputs that were not used, each with its reason.
  let unused: [TriageReport.Input]
  /// Inputs with parts that could not be read.
  let damaged: [TriageReport.Input]
  /// What would have been looked at and was not there or could not be read.
  let unseen: [Coverage]

  init(_ report: TriageReport) {
    let used = report.inputs.filter(\.used)
    let logs = used.filter { $0.records > 0 }
    var read: [String] = []
    if !logs.isEmpty {
      let lines = logs.reduce(0) { $0.addingReportingOverflow($1.lines).partialValue }
      read.append(
        "\(Wording.count(logs.count, "log")) (\(Wording.count(lines, "line")))")
    }
    let nodes = Set(
      report.coverage.filter { $0.state == .present && $0.what.hasPrefix("api/") }
        .compactMap { $0.what.split(separator: "/").dropFirst().first })
    if !nodes.isEmpty { read.append("the API of \(Wording.count(nodes.count, "node"))") }
    var byFormat: [String: Int] = [:]
    for input in used where input.records == 0 && !(input.path.hasPrefix("api/") && !nodes.isEmpty)
    {
      byFormat[input.format, default: 0] += 1
    }
    read += byFormat.sorted { $0.key < $1.key }.map { format, count in
      count == 1 ? format : "\(format) (\(count) files)"
    }
    self.read = read
    isLogsOnly = !logs.isEmpty && read.count == 1
    unused = report.inputs.filter { !$0.used }
    damaged = used.filter { !$0.damaged.isEmpty || !$0.skipped.isEmpty }
    unseen = report.coverage.filter { $0.state != .present }
  }
}

extension Coverage.State {
  /// `present`, `absent` or `not-observable`, as the JSON report says it.
  var name: String {
    switch self {
    case .present: "present"
    case .absent: "absent"
    case .notObservable: "not-observable"
    }
  }

  /// Why it could not be observed; nil where it could.
  var reason: String? {
    guard case .notObservable(let why) = self, !why.isEmpty else { return nil }
    return why
  }
}
