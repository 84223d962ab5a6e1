/// Which of a structured record's fields carry its time, its level and its message.
enum FieldRole {
  case time, level, message

  /// The role of a field by its name; nil for all others.
  init?(_ name: ByteText) {
    // Most fields are sorted out by their length and first letter.
    guard name.count <= 13, Self.firstLetters & (1 << UInt32(name.byte(0) & 0x1F)) != 0 else {
      return nil
    }
    for (known, role) in Self.names
    where known.utf8CodeUnitCount == name.count && known.utf8Start.pointee == name.byte(0)
      && name.hasPrefix(known)
    {
      self = role
      return
    }
    return nil
  }

  /// The low five bits of the first bytes of all names, as a set.
  private static let firstLetters: UInt32 = names.reduce(0) {
    $0 | 1 << UInt32($1.0.utf8Start.pointee & 0x1F)
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
