import Findings
import LogStream
import Signatures
import Templates

/// All that the diagnosis needs of one log, or of one stretch of it: a value that merges.
///
/// Containers go by the names that the input gives them; which services they are is decided when
/// all parts are there.
struct LogPart {
  /// One file, and what was read of it.
  struct File: Codable {
    var path: String
    var statistics = SourceStatistics()
    /// Why reading ended early.
    var failure: String?
    /// The bytes of the whole file, where it is read as it lies there.
    var size: Int?
  }

  /// Errors that only signatures matched which may speak of some services only.
  struct Restricted {
    var container: String
    var signatures: [Int]
    var errors = 0
    /// The 1-based number of the container's record that was the last of them; 0 for none.
    var last = 0
    var lines = LooseLines(keepsMessages: false)
  }

  let name: LogName
  /// The 0-based offset of its first byte in its (only) file; 0 for a whole log.
  let offset: Int
  var files: [File]
  var matcher: SignatureMatcher
  /// What the containers' logs cover, the container's name for the service's.
  var spans: [ServiceLog] = []
  private var placeOfSpan: [String: Int] = [:]
  /// The place of the span of the record that was counted last.
  var lastSpan = 0
  /// The levels of quiet records that are in each of the spans.
  private var quietLevels: [QuietLevels] = []
  /// Loud records that no signature matched, by container.
  var loose: [String: LooseLines] = [:]
  var restricted: [Restricted] = []
  var repeats = LogRepeats()
  /// All records, by container; nil unless it was asked for.
  private(set) var mined: [String: MinedLines]?

  /// More combinations of restricted signatures in one log count as no match.
  private static let mostRestricted = 256

  /// An empty part.
  ///
  /// Mining is for a comparison with a baseline: the templates of all records are
  /// kept, so that quiet ones must be handed out, too.
  init(_ name: LogName, offset: Int = 0, _ index: SignatureIndex, isMining: Bool = false) {
    if isMining { mined = [:] }
    self.name = name
    self.offset = offset
    files = name.paths.map { File(path: $0) }
    matcher = SignatureMatcher(index)
  }

  /// The container that lines without a name of their own belong to.
  static let unnamed = ""

  // MARK: Records

  /// Takes a record; whether a signature matches, or it is an error that none matches.
  @discardableResult
  mutating func take(_ record: Record, path: String, container: String) -> Bool {
    let explanation = matcher.match(record, source: path, service: container)
    count(record.level, record.time.map(Timestamp.init(nanoseconds:)), path, container)
    if mined != nil { mine(record, path, container) }
    let isLoud = record.level.map { $0 >= .warning } ?? false
    let place = isLoud ? keep(record, explanation, path, container) : .nowhere
    keepRepeated(record, place, path, container)
    guard let level = record.level, level >= .warning else { return explanation != .none }
    if case .loose = place { return level >= .error }
    return true
  }

  /// Keeps a loud record that no signature explains, or only some that may speak of some services.
  private mutating func keep(
    _ record: Record, _ explanation: RecordExplanation, _ path: String, _ container: String
  ) -> LogRepeats.Place {
    guard explanation != .explained, let level = record.level else { return .nowhere }
    let severity = level >= .error ? Severity.error : .warning
    let time = record.time.map(Timestamp.init(nanoseconds:))
    if case .ifAdmitted(let signatures) = explanation,
      let place = placeOfRestricted(container, signatures)
    {
      let shape = restricted[place].lines.add(
        record.message, text: record.text, severity: severity, source: path, line: record.line,
        time: time)
      if level >= .error { noteRestrictedErrors(1, place) }
      return .restricted(place, shape)
    }
    let shape = loose[container, default: LooseLines(keepsMessages: false)].add(
      record.message, text: record.text, severity: severity, source: path, line: record.line,
      time: time)
    if level >= .error { noteUnexplainedErrors(1) }
    return .loose(shape)
  }

  /// Some records are errors that only some signatures match; the last is the one that was counted last,
  /// but for those behind it.
  mutating func noteRestrictedErrors(_ count: Int, _ place: Int, behind: Int = 0) {
    restricted[place].errors += count
    restricted[place].last = max(restricted[place].last, spans[lastSpan].records - behind)
  }

  /// Some records are errors that no signature matches; the last is the one that was counted last, but
  /// for those behind it.
  mutating func noteUnexplainedErrors(_ count: Int, behind: Int = 0) {
    spans[lastSpan].unexplainedErrors += count
    spans[lastSpan].lastUnexplainedError = max(
      spans[lastSpan].lastUnexplainedError, spans[lastSpan].records - behind)
  }

  private mutating func mine(_ record: Record, _ path: String, _ container: String) {
    let severity: Severity =
      switch record.level {
      case .some(let level) where level >= .error: .error
      case .some(.warning): .warning
      default: .info
      }
    let time = record.time.map(Timestamp.init(nanoseconds:))
    mined?[container, default: MinedLines()].add(
      record, severity: severity, at: .init(source: path, line: record.line, time: time),
      signatures: matcher.matched)
  }

  private mutating func placeOfRestricted(_ container: String, _ signatures: [Int]) -> Int? {
    if let place = restricted.firstIndex(where: {
      $0.container == container && $0.signatures == signatures
    }) {
      return place
    }
    guard restricted.count < Self.mostRestricted else { return nil }
    restricted.append(Restricted(container: container, signatures: signatures))
    return restricted.count - 1
  }

  /// Counts a record of a container.
  mutating func count(_ level: Level?, _ time: Timestamp?, _ path: String, _ container: String) {
    withSpan(container, path) { span in
      span.records += 1
      if let level { span.levels[level.rawValue, default: 0] += 1 }
      if let time { span.extend(from: time, to: time) }
    }
  }

  /// Counts quiet records that were not made.
  mutating func take(_ records: SkimmedRecords, path: String, container: String) {
    if let time = records.lastTime { matcher.pass(untilTime: time) }
    withSpan(container, path) { span in
      span.records += records.count
      if let first = records.firstTime, let last = records.lastTime {
        span.extend(from: Timestamp(nanoseconds: first), to: Timestamp(nanoseconds: last))
      }
    }
    // Of quiet levels it only matters whether they are there.
    while quietLevels.count <= lastSpan { quietLevels.append([]) }
    guard !records.levels.isSubset(of: quietLevels[lastSpan]) else { return }
    quietLevels[lastSpan].formUnion(records.levels)
    for level in records.levels.all { spans[lastSpan].levels[level.rawValue, default: 0] += 1 }
  }

  private mutating func withSpan(
    _ container: String, _ path: String, _ body: (inout ServiceLog) -> Void
  ) {
    if !spans.indices.contains(lastSpan) || spans[lastSpan].service != container {
      lastSpan = placeOfSpan[container] ?? spans.count
      if lastSpan == spans.count {
        placeOfSpan[container] = lastSpan
        spans.append(ServiceLog(service: container))
      }
    }
    if spans[lastSpan].sources.last != path, !spans[lastSpan].sources.contains(path) {
      spans[lastSpan].sources.append(path)
    }
    body(&spans[lastSpan])
  }

  // MARK: Merging

  /// Appends the stretch of the same log that follows.
  mutating func append(_ next: LogPart) {
    var next = next
    let lines = files.first?.statistics.lines ?? 0
    next.matcher.shift(lines: lines)
    for key in next.loose.keys { next.loose[key]?.shift(lines: lines) }
    for (key, var mined) in next.mined ?? [:] {
      mined.shift(lines: lines)
      self.mined?[key, default: MinedLines()].merge(mined)
    }
    matcher.merge(next.matcher)
    loose.merge(next.loose) { earlier, later in
      var both = earlier
      both.merge(later)
      return both
    }
    for one in next.restricted {
      let before = spans.first { $0.service == one.container }?.records ?? 0
      guard let place = placeOfRestricted(one.container, one.signatures) else { continue }
      var later = one
      later.lines.shift(lines: lines)
      restricted[place].lines.merge(later.lines)
      restricted[place].errors += one.errors
      if one.last > 0 { restricted[place].last = before + one.last }
    }
    for span in next.spans { append(span) }
    for (place, file) in next.files.enumerated() where files.indices.contains(place) {
      files[place].statistics.append(file.statistics)
      files[place].failure = files[place].failure ?? file.failure
    }
  }

  /// Takes over what the containers' logs cover.
  mutating func add(_ spans: [ServiceLog]) {
    for span in spans { append(span) }
  }

  private mutating func append(_ span: ServiceLog) {
    guard let path = span.sources.first else { return }
    withSpan(span.service, path) { $0.append(span) }
  }
}

extension ServiceLog {
  /// Covers a stretch of time, too.
  mutating func extend(from start: Timestamp, to end: Timestamp) {
    first = min(first ?? start, start)
    last = max(last ?? end, end)
  }

  /// Adds what the later part of the same log, or another log of the service, covers.
  mutating func append(_ next: ServiceLog) {
    for source in next.sources where !sources.contains(source) { sources.append(source) }
    unexplainedErrors += next.unexplainedErrors
    if next.lastUnexplainedError > 0 {
      lastUnexplainedError = records + next.lastUnexplainedError
    }
    records += next.records
    levels.merge(next.levels, uniquingKeysWith: +)
    first = [first, next.first].compactMap { $0 }.min()
    last = [last, next.last].compactMap { $0 }.max()
  }
}
