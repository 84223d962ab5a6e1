import Findings
import LogStream
import Report
import Signatures
import Templates

/// What all logs of a stack say, by service: the parts put together.
struct LogPass {
  private(set) var matcher: SignatureMatcher
  private(set) var inputs: [TriageReport.Input] = []
  private(set) var problems: [String] = []
  private(set) var loose = LooseLines(keepsMessages: false)
  /// All records by service, where they were mined.
  private(set) var mined: [String: MinedLines] = [:]
  private var spans: [String: ServiceLog] = [:]

  /// What is known of the services beside their logs.
  struct Names {
    /// The service of a name that a container may go by.
    var services: [String: String] = [:]
    /// The images that a service runs.
    var images: [(service: String, image: String)] = []
  }

  /// Puts parts together; their order, and how a log was divided, do not matter.
  ///
  /// Stretches of one log must be there from its start, without a gap. `doubled` are files that were
  /// not read because the same lies there unpacked.
  init(
    _ parts: [LogPart], _ index: SignatureIndex, names: Names = Names(),
    doubled: [EvidenceFile] = []
  ) {
    matcher = SignatureMatcher(index)
    for (service, image) in names.images { matcher.setImage(image, of: service) }
    let whole = Self.joined(parts)
    let choice = LogChoice(whole.map(\.name)) { names.services[$0] }
    let byName = Dictionary(whole.map { ($0.name, $0) }) { first, _ in first }
    var restricted: [(service: String, LogPart.Restricted)] = []
    for (log, service) in choice.singles {
      if let part = byName[log] { add(part, &restricted) { _ in service } }
    }
    let covered = choice.covered
    for log in choice.combined {
      guard let part = byName[log] else { continue }
      add(part, covered: covered, &restricted) { container in
        let plain = ContainerName.service(from: container)
        let name = names.services[container] ?? names.services[plain] ?? plain
        return covered.contains(name) ? nil : name
      }
    }
    matcher.finish()
    settle(restricted)
    for (path, why) in choice.left {
      let bytes = whole.lazy.flatMap(\.files).first { $0.path == path }?.statistics.bytes ?? 0
      inputs.append(EvidenceIntake.unused(path, "log", why, bytes: bytes))
    }
    inputs += doubled.map { file in
      EvidenceIntake.unused(
        file.path, "log", "the same part of the log lies there unpacked", bytes: file.entry.size)
    }
  }

  /// The stretches of each log as one part, in the order of their names.
  private static func joined(_ parts: [LogPart]) -> [LogPart] {
    var byName: [LogName: LogPart] = [:]
    let sorted = parts.sorted { ($0.name.first, $0.offset) < ($1.name.first, $1.offset) }
    for part in sorted where byName[part.name]?.append(part) == nil { byName[part.name] = part }
    return byName.values.sorted { $0.name.first < $1.name.first }
  }

  /// What the logs cover, one per service, sorted by service.
  var logs: [ServiceLog] {
    spans.values.map { span in
      var span = span
      span.versions = matcher.statedVersions(of: span.service)
      return span
    }.sorted { $0.service < $1.service }
  }

  private mutating func add(
    _ part: LogPart, covered: Set<String> = [],
    _ restricted: inout [(service: String, LogPart.Restricted)], service: (String) -> String?
  ) {
    matcher.merge(part.matcher.renamed(service))
    for errors in part.restricted {
      guard let name = service(errors.container) else { continue }
      var errors = errors
      if errors.last > 0 { errors.last += spans[name]?.records ?? 0 }
      restricted.append((name, errors))
    }
    var used = 0
    for span in part.spans {
      guard let name = service(span.service) else { continue }
      used += span.records
      spans[name, default: ServiceLog(service: name)].append(span)
    }
    for (container, lines) in part.mined ?? [:] {
      if let name = service(container) { mined[name, default: MinedLines()].merge(lines) }
    }
    for (container, lines) in part.loose where service(container) != nil { loose.merge(lines) }
    for file in part.files { note(file, isUsed: used > 0, covered: covered) }
  }

  /// Counts as unexplained what only signatures matched that may not speak of the service.
  private mutating func settle(_ restricted: [(service: String, LogPart.Restricted)]) {
    for (service, errors) in restricted
    where !matcher.isExplained(by: errors.signatures, in: service) {
      loose.merge(errors.lines)
      guard errors.errors > 0 else { continue }
      spans[service]?.unexplainedErrors += errors.errors
      let last = spans[service]?.lastUnexplainedError ?? 0
      spans[service]?.lastUnexplainedError = max(last, errors.last)
    }
  }

  private mutating func note(_ file: LogPart.File, isUsed: Bool, covered: Set<String>) {
    let statistics = file.statistics
    let format = statistics.formatNames.joined(separator: "+")
    var input = TriageReport.Input(
      path: file.path, format: format.isEmpty ? "plain" : format, bytes: statistics.bytes,
      lines: statistics.lines, records: statistics.records,
      damaged: statistics.damage.map { damage in
        TriageReport.Input.Region(offset: damage.offset, bytes: damage.length, why: damage.reason)
      }, used: isUsed)
    if let refusal = statistics.refusal {
      input.note = refusal
      input.skipped = [TriageReport.Input.Region(offset: 0, bytes: statistics.bytes, why: refusal)]
      problems.append("\(file.path): \(refusal), so it is no log; the rest is analysed without it")
    } else if statistics.records == 0, statistics.bytes == 0 {
      input.note = "empty: the container printed nothing, or nothing was piped in"
      problems.append("\(file.path): empty, so there is nothing to analyse in it")
    } else if !isUsed, !covered.isEmpty {
      input.note = "the logs of its services are read from files of their own"
    } else if !isUsed {
      input.note = "no record in it"
    }
    if statistics.cutLines > 0 {
      input.skipped.append(
        TriageReport.Input.Region(
          offset: 0, bytes: statistics.cutBytes, why: "\(statistics.cutLines) over-long lines cut"))
    }
    if let failure = file.failure {
      input.note = failure
      problems.append("\(file.path): \(failure); what was read before is analysed")
    }
    inputs.append(input)
  }
}
