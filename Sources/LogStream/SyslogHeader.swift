/// `<34>1 2026-11-23T00:00:00Z host app 1 - - text` and `<34>Nov 23 00:00:00 host app: text`.
enum SyslogHeader {
  /// Reads the priority, the time and the tag of RFC 5424 and RFC 3164 lines.
  static func parse(_ line: ByteText) -> TextHeader? {
    var at = 1
    var priority = 0
    while line.byte(at).isDigit, at < 4 {
      priority = priority * 10 + Int(line.byte(at) - 48)
      at += 1
    }
    guard at > 1, line.byte(at) == UInt8(ascii: ">"), priority < 192 else { return nil }
    at += 1
    var header = TextHeader(level: level(priority & 7), isPresent: true)
    if line.hasPrefix("1 ", at: at) {
      at += 2
      if let instant = InstantParser.dateTime(line, at: at) { header.time = instant.nanoseconds }
      // Time, host, application, process, message id, structured data.
      for _ in 0..<5 { at = (line.firstIndex(of: UInt8(ascii: " "), from: at) ?? line.count) + 1 }
      header.message = min(line.count, afterStructuredData(line, at: at))
      return header
    }
    guard InstantParser.month(line, at) != nil,
      let clock = InstantParser.clock(line, at: at + 7)
    else { return nil }
    header.message = min(line.count, clock.end + 1)
    return header
  }

  /// The tag of a line that a syslog daemon or `journalctl` wrote, with or without a priority.
  struct Tag {
    var name: Range<Int>
    /// Where the text starts.
    var text: Int
    var time: Int64?
  }

  /// Reads `Nov 23 00:06:25 host tag[1]: text`, also with an ISO time and with `docker/` before the
  /// tag; nil for every other line.
  static func tag(_ line: ByteText) -> Tag? {
    var at = 0
    var isModern = false
    if line.byte(0) == UInt8(ascii: "<") {
      guard let close = line.firstIndex(of: UInt8(ascii: ">")), close <= 4 else { return nil }
      at = close + 1
      isModern = line.hasPrefix("1 ", at: at)
      if isModern { at += 2 }
    }
    var time: Int64?
    if let instant = InstantParser.dateTime(line, at: at) {
      time = instant.nanoseconds
      at = instant.end
    } else if InstantParser.month(line, at) != nil,
      let clock = InstantParser.clock(line, at: at + 7)
    {
      at = clock.end
    } else {
      return nil
    }
    guard line.byte(at) == UInt8(ascii: " "),
      var start = line.firstIndex(of: UInt8(ascii: " "), from: at + 1).map({ $0 + 1 })
    else { return nil }
    if line.hasPrefix("docker/", at: start) { start += 7 }
    var end = start
    while isTagByte(line.byte(end)) { end += 1 }
    guard end > start else { return nil }
    if isModern {
      guard let header = parse(line), line.byte(end) == UInt8(ascii: " ") else { return nil }
      return Tag(name: start..<end, text: header.message, time: time)
    }
    // An application's own line may look alike (`… INFO main: text`), but has no process number.
    guard time == nil || line.byte(end) == UInt8(ascii: "[") else { return nil }
    var text = end
    if line.byte(end) == UInt8(ascii: "[") {
      guard let close = line.firstIndex(of: UInt8(ascii: "]"), from: end), close - end < 12 else {
        return nil
      }
      text = close + 1
    }
    // A priority makes a line syslog's without a process number, too.
    guard line.byte(text) == UInt8(ascii: ":"), text > end || line.byte(0) == UInt8(ascii: "<")
    else { return nil }
    return Tag(name: start..<end, text: min(line.count, text + 2), time: time)
  }

  private static func isTagByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
  }

  private static func afterStructuredData(_ line: ByteText, at start: Int) -> Int {
    var at = start
    if line.byte(at) == UInt8(ascii: "-") { return at + 2 }
    while line.byte(at) == UInt8(ascii: "[") {
      var quoted = false
      while at < line.count, quoted || line.byte(at) != UInt8(ascii: "]") {
        if line.byte(at) == UInt8(ascii: "\"") { quoted.toggle() }
        if line.byte(at) == UInt8(ascii: "\\") { at += 1 }
        at += 1
      }
      at += 1
    }
    return at + 1
  }

  /// The severities of RFC 5424, table 2.
  private static func level(_ severity: Int) -> Level {
    switch severity {
    case 0: .fatal
    case 1...3: .error
    case 4: .warning
    case 5, 6: .info
    default: .debug
    }
  }
}
