import LogStream

/// A record with copies of everything that was lent, for comparison.
struct ReadRecord: Equatable, CustomStringConvertible {
  var time: Int64?
  var clock: Record.Clock?
  var level: Level?
  var stream: Record.Stream?
  var container: String?
  var line: Int
  var offset: Int
  var text: String
  var message: String
  var fields: [String: String]

  init(_ record: Record) {
    time = record.time
    clock = record.clock
    level = record.level
    stream = record.stream
    container = record.container
    line = record.line
    offset = record.offset
    text = record.text.string
    message = record.message.string
    fields = Dictionary(
      record.fields.all.map { ($0.name.string, $0.value.string) }, uniquingKeysWith: { $1 })
  }

  var description: String {
    "\(line)@\(offset) \(container ?? "-") \(level.map(\.rawValue) ?? "-") \(time ?? 0) \(text)"
  }
}

/// Reads bytes in chunks of one size.
func records(
  _ bytes: [UInt8], container: String? = nil, chunk: Int = 1 << 18
) -> (records: [ReadRecord], statistics: SourceStatistics) {
  let reader = LogReader(options: .init(container: container, chunkSize: chunk))
  var found: [ReadRecord] = []
  // Reading memory cannot fail.
  try? reader.read(from: MemorySource(bytes)) { found.append(ReadRecord($0)) }
  return (found, reader.statistics)
}

func records(_ text: String, container: String? = nil, chunk: Int = 1 << 18) -> [ReadRecord] {
  records(Array(text.utf8), container: container, chunk: chunk).records
}
