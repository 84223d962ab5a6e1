import Findings
import LogStream

/// One match, kept after its record is gone.
struct Sighting: Codable {
  struct Value: Codable {
    var name: String
    var value: String
  }

  var evidence: Evidence
  var values: [Value]
  /// Whether the signature's version range could not be compared, since the record states none.
  var isUnsure: Bool

  init(
    _ match: SignatureMatch, of entry: CompiledSignature, _ record: Record, source: String,
    isUnsure: Bool
  ) {
    evidence = Excerpt.evidence(record, of: entry, source: source)
    values = match.captures.map { Value(name: $0.name, value: Tally.value($0.text)) }
    self.isUnsure = isUnsure
  }

  /// The same at another time, in nanoseconds since 1970, on another line of its source.
  func again(at time: Int64?, line: Int) -> Sighting {
    var again = self
    again.evidence.time = time.map { Timestamp(nanoseconds: $0) }
    again.evidence.line = line
    return again
  }

  var nanoseconds: Int64? { evidence.time?.nanoseconds }

  /// Moves it behind lines of the same source that were counted apart.
  mutating func shift(lines: Int) {
    evidence.line = evidence.line.map { $0 + lines }
  }
}
