/// Which of a structured record's fields carry its time, its level and its message.
enum FieldRole {
  case time, level, message

  /// The role of a field by its name; nil for all others.
  init?(_ name: ByteText) {
    for (known, role) in Self.names
    where name.count == known.utf8CodeUnitCount && name.hasPrefix(known) {
      self = role
      return
    }
    return nil
  }

  /// Names as logrus, zap, slog, pino, winston, bunyan, Python, Serilog and ECS write them.
  private static let names: [(StaticString, FieldRole)] = [
    ("level", .level), ("msg", .message), ("time", .time), ("message", .message), ("ts", .time),
    ("timestamp", .time), ("@timestamp", .time), ("lvl", .level), ("severity", .level),
    ("levelname", .level), ("log.level", .level), ("@t", .time), ("@l", .level), ("@m", .message),
    ("t", .time), ("asctime", .time), ("datetime", .time), ("eventTime", .time),
    ("Timestamp", .time), ("LogLevel", .level), ("Level", .level), ("Message", .message),
    ("loglevel", .level), ("short_message", .message), ("@mt", .message), ("s", .level),
  ]

  /// A field's value as an instant, in nanoseconds since 1970.
  static func instant(_ value: ByteText) -> Int64? {
    if let instant = InstantParser.dateTime(value, at: 0) { return instant.nanoseconds }
    // MongoDB's `{"$date":"…"}`.
    if value.hasPrefix("{\"$date\":\"") {
      return InstantParser.dateTime(value, at: 10)?.nanoseconds
    }
    return value.byte(0).isDigit ? InstantParser.epoch(value) : nil
  }
}
