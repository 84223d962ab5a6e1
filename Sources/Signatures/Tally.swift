import Findings
import LogStream

/// What one signature has found in one service so far; adding two gives both together.
struct Tally: Codable {
  private(set) var count = 0
  private var first: Int64?
  private var last: Int64?
  /// Sorted, at most `Finding.mostSamples`.
  private var samples: [Evidence] = []
  /// Sorted and distinct, at most `Finding.mostValues` per name.
  private var values: [String: [String]] = [:]

  private static let longestValue = 256  // bytes

  /// Counts a record.
  mutating func add(
    _ match: SignatureMatch, of entry: CompiledSignature, _ record: Record, source: String
  ) {
    count += 1
    if let time = record.time { extend(to: time) }
    if mayKeep(time: record.time, source: source, line: record.line) {
      add(sample: Excerpt.evidence(record, of: entry, source: source))
    }
    for (name, text) in match.captures { add(text, to: name) }
  }

  /// Counts records that say nothing new.
  mutating func addAgain(_ time: Int64?, count more: Int = 1) {
    count += more
    if let time { extend(to: time) }
  }

  /// Counts a record that was seen before.
  mutating func add(_ sighting: Sighting) {
    count += 1
    if let time = sighting.nanoseconds { extend(to: time) }
    add(sample: sighting.evidence)
    for value in sighting.values { add(value.value, to: value.name) }
  }

  mutating func merge(_ other: Tally) {
    count += other.count
    if let time = other.first { extend(to: time) }
    if let time = other.last { extend(to: time) }
    for sample in other.samples { add(sample: sample) }
    for (name, list) in other.values {
      for value in list { add(value, to: name) }
    }
  }

  /// Moves its places behind lines of the same source that were counted apart.
  mutating func shift(lines: Int) {
    for place in samples.indices { samples[place].line = samples[place].line.map { $0 + lines } }
  }

  private mutating func extend(to time: Int64) {
    first = min(first ?? time, time)
    last = max(last ?? time, time)
  }

  func finding(_ signature: Signature, service: String) -> Finding {
    Finding(
      id: signature.id, kind: .log, severity: signature.severity, title: signature.title,
      proves: signature.claim, subject: .service(service), count: count,
      first: first.map { Timestamp(nanoseconds: $0) },
      last: last.map { Timestamp(nanoseconds: $0) },
      samples: samples, values: values)
  }

  /// Whether a record is early enough to be a sample: most of a flood are not.
  func mayKeep(time: Int64?, source: String, line: Int) -> Bool {
    guard samples.count == Finding.mostSamples, let latest = samples.last else { return true }
    if let known = time, let last = latest.time?.nanoseconds, known != last { return known < last }
    let time = time.map { Timestamp(nanoseconds: $0) }
    return Evidence(source: source, line: line, time: time) < latest
  }

  private mutating func add(sample: Evidence) {
    if let latest = samples.last, samples.count == Finding.mostSamples, latest < sample { return }
    guard !samples.contains(sample) else { return }
    samples.append(sample)
    samples.sort()
    if samples.count > Finding.mostSamples { samples.removeLast() }
  }

  /// Adds a value; most of a flood are there already, which is seen without a copy.
  private mutating func add(_ text: ByteText, to name: String) {
    let text = text[0..<Self.longestValue]
    if let list = values[name], list.contains(where: { text.holds($0) }) { return }
    add(text.string, to: name)
  }

  private mutating func add(_ value: String, to name: String) {
    var list = values[name] ?? []
    if list.contains(value) { return }
    if list.count == Finding.mostValues {
      guard let last = list.last, value < last else { return }
      list.removeLast()
    }
    list.insert(value, at: list.firstIndex { value < $0 } ?? list.count)
    values[name] = list
  }

  static func value(_ text: ByteText) -> String {
    text.string(limit: longestValue)
  }
}
