import Findings
import LogStream
import Report
import Signatures
import Templates

/// Reads all chosen logs once and keeps what the diagnosis needs of them.
struct LogPass {
  fileprivate(set) var matcher: SignatureMatcher
  private(set) var inputs: [TriageReport.Input] = []
  private(set) var problems: [String] = []
  private(set) var loose = LooseTemplates()
  private var spans: [ServiceLog] = []
  private var placeOfSpan: [String: Int] = [:]
  private var lastSpan = 0

  private let progress: ReadingProgress?
  /// Whether quiet records are only counted; the report is the same either way.
  private let isSkimming: Bool

  init(_ matcher: SignatureMatcher, progress: ReadingProgress? = nil, isSkimming: Bool = true) {
    self.matcher = matcher
    self.isSkimming = isSkimming
    self.progress = progress
  }

  /// What the logs cover, one per service, sorted by service.
  var logs: [ServiceLog] {
    spans.map { span in
      var span = span
      span.versions = matcher.statedVersions(of: span.service)
      return span
    }.sorted { $0.service < $1.service }
  }

  /// Reads one log: a file, or the parts of a rotated set from the oldest to the newest.
  ///
  /// - Parameters:
  ///   - files: The parts; pieces and traces that go over their edges are put together.
  ///   - service: Its service; nil when each line names its own.
  ///   - known: Turns a container's name into its service, where inspect tells it.
  ///   - covered: Services to leave out, because their own logs are read.
  mutating func read(
    _ files: [EvidenceFile], service: String?, known: (String) -> String?,
    leavingOut covered: Set<String> = []
  ) {
    let reader = LogReader(
      options: LogReader.Options(container: service), sieve: isSkimming ? matcher.sieve : nil)
    var services: [String: String] = [:]
    var used = [Int](repeating: 0, count: files.count)
    var before = SourceStatistics()
    for (place, file) in files.enumerated() {
      var failure: LogStreamError?
      do throws(LogStreamError) {
        let opened = try file.tree.open(file.entry)
        let source = progress?.watching(opened, path: file.path) ?? opened
        let skimmed = { (records: SkimmedRecords) in
          let name = Self.service(of: records.container, service, known, &services)
          guard !covered.contains(name) else { return }
          let part = min(records.file, files.count - 1)
          used[part] += records.count
          count(records, files[part].path, name)
        }
        try reader.read(from: source, isLast: place == files.count - 1, skimmed: skimmed) {
          record in
          let name = Self.service(of: record.container, service, known, &services)
          guard !covered.contains(name) else { return }
          let part = min(record.file, files.count - 1)
          used[part] += 1
          take(record, files[part].path, name)
        }
      } catch {
        failure = error
      }
      let after = reader.statistics
      note(
        file, after.since(before), isUsed: used[place] > 0 || after.records > before.records,
        covered: covered, failure: failure)
      before = after
    }
  }

  private static func service(
    of container: String?, _ service: String?, _ known: (String) -> String?,
    _ cache: inout [String: String]
  ) -> String {
    if let service { return service }
    guard let container else { return "unknown" }
    if let name = cache[container] { return name }
    let plain = ContainerName.service(from: container)
    let name = known(container) ?? known(plain) ?? plain
    cache[container] = name
    return name
  }

  /// Whether a signature matches, or an error is left that none matches.
  @discardableResult
  fileprivate mutating func take(_ record: Record, _ path: String, _ service: String) -> Bool {
    let isExplained = matcher.match(record, source: path, service: service)
    count(record, path, service)
    guard !isExplained, let level = record.level, level >= .warning else { return isExplained }
    if level >= .error {
      withSpan(service) { span in
        span.unexplainedErrors += 1
        span.lastUnexplainedError = span.records
      }
    }
    loose.add(
      record.message, severity: level >= .error ? .error : .warning,
      sample: Evidence(
        source: path, line: record.line, time: record.time.map(Timestamp.init(nanoseconds:)),
        text: record.text.string(limit: 400)))
    return level >= .error
  }

  private mutating func count(_ record: Record, _ path: String, _ service: String) {
    let level = record.level?.rawValue
    let time = record.time.map(Timestamp.init(nanoseconds:))
    withSpan(service) { span in
      if span.sources.last != path, !span.sources.contains(path) { span.sources.append(path) }
      span.records += 1
      if let level { span.levels[level, default: 0] += 1 }
      if let time {
        span.first = min(span.first ?? time, time)
        span.last = max(span.last ?? time, time)
      }
    }
  }

  /// Counts quiet records that were not made.
  private mutating func count(_ records: SkimmedRecords, _ path: String, _ service: String) {
    if let time = records.lastTime { matcher.pass(untilTime: time) }
    withSpan(service) { span in
      if span.sources.last != path, !span.sources.contains(path) { span.sources.append(path) }
      span.records += records.count
      for level in records.levels { span.levels[level.rawValue, default: 0] += 1 }
      if let first = records.firstTime.map(Timestamp.init(nanoseconds:)) {
        span.first = min(span.first ?? first, first)
      }
      if let last = records.lastTime.map(Timestamp.init(nanoseconds:)) {
        span.last = max(span.last ?? last, last)
      }
    }
  }

  private mutating func withSpan(_ service: String, _ body: (inout ServiceLog) -> Void) {
    if !spans.indices.contains(lastSpan) || spans[lastSpan].service != service {
      lastSpan = placeOfSpan[service] ?? spans.count
      if lastSpan == spans.count {
        placeOfSpan[service] = lastSpan
        spans.append(ServiceLog(service: service))
      }
    }
    body(&spans[lastSpan])
  }

  private mutating func note(
    _ file: EvidenceFile, _ statistics: SourceStatistics, isUsed: Bool, covered: Set<String>,
    failure: LogStreamError?
  ) {
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
    if let failure {
      let words = EvidenceIntake.words(failure)
      input.note = words
      problems.append("\(file.path): \(words); what was read before is analysed")
    }
    inputs.append(input)
  }
}

extension LogPass {
  /// Takes a record of a followed container; whether it says anything that matters.
  mutating func takeLive(_ record: Record, _ service: String) -> Bool {
    take(record, "logs/\(service).log", service)
  }

  /// Tells the image of a service, which decides on versions.
  mutating func setImage(_ image: String, of service: String) {
    matcher.setImage(image, of: service)
  }

  /// Decides what still waits for a later line, once all logs were read.
  mutating func finish() {
    matcher.finish()
  }
}

extension SourceStatistics {
  /// What came after an earlier look at the same reader.
  fileprivate func since(_ earlier: SourceStatistics) -> SourceStatistics {
    var part = self
    part.bytes -= earlier.bytes
    part.lines -= earlier.lines
    part.records -= earlier.records
    part.cutLines -= earlier.cutLines
    part.cutBytes -= earlier.cutBytes
    part.damage = Array(damage.dropFirst(earlier.damage.count))
    return part
  }
}
