/// `key=value` lines: logrus and slog text, logfmt, and logrus' form on a terminal.
enum LogfmtHeader {
  /// A line that starts with a pair and names a level, a message or a time.
  static func parse(_ line: ByteText) -> TextHeader? { fields(line)?.header }

  /// The same with what it was read from.
  static func fields(_ line: ByteText) -> FieldHeader? {
    guard startsWithKnownName(line) else { return nil }
    var fields: [FieldRange] = []
    guard scan(line, from: 0, into: &fields, limit: 8) else { return nil }
    var found = FieldHeader()
    var (message, isKnown) = (0, false)
    for field in fields {
      let value = field.value(in: line)
      let role = FieldRole(field.name(in: line))
      switch role {
      case .time: found.addTime(FieldRole.instant(value), field)
      case .level: found.addLevel(LevelWord.level(value), value, field)
      case .message: message = Int(field.valueStart)
      case nil: break
      }
      isKnown = isKnown || role != nil
    }
    found.end(message: message, isPresent: true, pairs: 0)
    return isKnown ? found : nil
  }

  /// logrus on a terminal: `WARN[0012] message   key=value`; `at` is the offset of the bracket.
  static func terminal(_ line: ByteText, _ level: Level, at: Int) -> TextHeader? {
    var end = at + 1
    while line.byte(end).isDigit { end += 1 }
    guard end > at + 1, line.byte(end) == UInt8(ascii: "]") else { return nil }
    let message = line.skippingBlanks(from: end + 1)
    return TextHeader(
      level: level, message: message, isPresent: true, pairs: pairsStart(line, from: message))
  }

  /// Where trailing pairs start: the first blank after which everything is pairs.
  private static func pairsStart(_ line: ByteText, from start: Int) -> Int? {
    var from = start
    var tries = 0
    while let blank = line.firstIndex(of: UInt8(ascii: " "), from: from), tries < 64 {
      from = blank + 1
      guard isNameStart(line.byte(from)) else { continue }
      var end = from
      while isNameByte(line.byte(end)) { end += 1 }
      guard line.byte(end) == UInt8(ascii: "=") else { continue }
      tries += 1
      var fields: [FieldRange] = []
      if scan(line, from: from, into: &fields, limit: .max) { return from }
    }
    return nil
  }

  /// Finds the pairs from `start` on; false when something else stands between them.
  static func scan(
    _ line: ByteText, from start: Int, into fields: inout [FieldRange], limit: Int
  ) -> Bool {
    var at = line.skippingBlanks(from: start)
    let first = fields.count
    while at < line.count, line.byte(at) != UInt8(ascii: "\n"),
      fields.count - first < min(limit, 512)
    {
      let name = at
      while isNameByte(line.byte(at)) { at += 1 }
      guard at > name, line.byte(at) == UInt8(ascii: "=") else { return false }
      var field = FieldRange(
        nameStart: Int32(name), nameEnd: Int32(at), valueStart: Int32(at + 1),
        valueEnd: Int32(at + 1), kind: .literal, nameIsEscaped: false, valueIsEscaped: false)
      at += 1
      if line.byte(at) == UInt8(ascii: "\"") {
        guard let end = JSONObjectScanner.stringEnd(line, at + 1, &field.valueIsEscaped) else {
          return false
        }
        field.kind = .string
        field.valueStart = Int32(at + 1)
        field.valueEnd = Int32(end)
        at = end + 1
      } else {
        while at < line.count, !isSpace(line.byte(at)) { at += 1 }
        field.valueEnd = Int32(at)
      }
      fields.append(field)
      guard at >= line.count || isSpace(line.byte(at)) else { return false }
      at = line.skippingBlanks(from: at)
      if line.byte(at) == UInt8(ascii: "\r") { at += 1 }
    }
    return fields.count > first
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
  }

  private static func isNameStart(_ byte: UInt8) -> Bool {
    byte.isLetter || byte == UInt8(ascii: "_")
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: "/")
  }

  private static func startsWithKnownName(_ line: ByteText) -> Bool {
    var end = 0
    while isNameByte(line.byte(end)), end < 24 { end += 1 }
    guard line.byte(end) == UInt8(ascii: "=") else { return false }
    return FieldRole(line[0..<end]) != nil || line.contains(" level=") || line.contains(" msg=")
  }
}
