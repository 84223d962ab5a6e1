/// How loud a record is; unknown levels are nil where a record is described.
package enum Level: String, CaseIterable, Comparable, Sendable {
  case trace, debug, info, warning, error, fatal

  package static func < (left: Level, right: Level) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .trace: 0
    case .debug: 1
    case .info: 2
    case .warning: 3
    case .error: 4
    case .fatal: 5
    }
  }
}

/// One log entry of one container, lent to the caller for one call.
package struct Record {
  /// Whose clock `time` comes from; the engine's stamp wins where both are there, because it is
  /// the one clock that all containers of a host share.
  package enum Clock: Sendable {
    case engine, application
  }

  /// The output stream, where the format tells it.
  package enum Stream: Sendable {
    case standardOutput, standardError
  }

  /// Nanoseconds since 1970-01-01T00:00:00Z, where known.
  package var time: Int64?
  package var clock: Clock?
  /// What the application's own clock said; of a JSON line that the engine stamped only for a
  /// reader of both clocks.
  package var applicationTime: Int64?
  package var level: Level?
  package var stream: Stream?
  /// The container or service as the input names it (compose prefix, file name); nil if unknown.
  package var container: String?
  /// The 1-based number of the record's first line in its input.
  package var line: Int
  /// The 0-based byte offset of the record's first line in its input.
  package var offset: Int
  /// Which file of a rotated set the record starts in, 0-based in reading order.
  package var file = 0
  /// What later records are told by that are like this one; nil where none are.
  package var known: KnownRecord?
  /// The application's own text: container prefixes removed, pieces joined, ANSI codes removed.
  package var text: ByteText
  /// The message within `text`: the `msg` of a structured record, else what follows time and level.
  package var message: ByteText
  /// The fields of a structured record (JSON or logfmt); empty for plain text.
  package var fields: RecordFields

  package init(
    line: Int, offset: Int, text: ByteText, message: ByteText,
    fields: RecordFields = RecordFields(), time: Int64? = nil, clock: Clock? = nil,
    level: Level? = nil, stream: Stream? = nil, container: String? = nil
  ) {
    self.line = line
    self.offset = offset
    self.text = text
    self.message = message
    self.fields = fields
    self.time = time
    self.clock = clock
    self.level = level
    self.stream = stream
    self.container = container
  }
}
