import Findings
import LogStream

/// One match, kept after its record is gone.
struct Sighting {
  var evidence: Evidence
  var values: [(name: String, value: String)]

  init(_ match: SignatureMatch, of entry: CompiledSignature, _ record: Record, source: String) {
    evidence = Excerpt.evidence(record, of: entry, source: source)
    values = match.captures.map { ($0.name, Tally.value($0.text)) }
  }

  var nanoseconds: Int64? { evidence.time?.nanoseconds }
}
