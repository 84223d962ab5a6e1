/// `<34>1 2026-11-23T00:00:00Z host app 1 - - text` and `<34>Nov 23 00:00:00 host app: text`: RFC
/// 5424, RFC 3164, and what daemons make of both when they write files.
enum SyslogHeader {
  /// Reads the priority, the time and the tag of a line that begins with a priority.
  ///
  /// The text behind them may have a header of its own, whose level wins.
  static func parse(_ line: ByteText) -> TextHeader? {
    guard let priority = priority(line) else { return nil }
    guard let tag = tag(line) else { return untagged(line, priority) }
    var header = TextHeader.behind(line, at: tag.text)
    header.time = tag.time ?? header.time
    // A structured text says its level itself.
    if line.byte(tag.text) != UInt8(ascii: "{") { header.level = header.level ?? tag.level }
    return header
  }

  /// `<34>Nov 23 00:00:00 text`: all that stands behind the time is text.
  private static func untagged(
    _ line: ByteText, _ priority: (value: Int, end: Int)
  ) -> TextHeader? {
    var header: TextHeader
    if line.hasPrefix("1 ", at: priority.end) {
      guard let parts = modernParts(line, at: priority.end + 2) else { return nil }
      header = TextHeader.behind(line, at: parts.text)
      header.time = InstantParser.dateTime(line, at: priority.end + 2)?.nanoseconds ?? header.time
    } else if let clock = dayClock(line, at: priority.end) {
      header = TextHeader.behind(line, at: min(line.count, clock + 1))
    } else {
      return nil
    }
    header.level = header.level ?? level(priority: priority.value)
    return header
  }

  /// The number between angle brackets that a line begins with, and where what follows begins.
  private static func priority(_ line: ByteText) -> (value: Int, end: Int)? {
    guard line.byte(0) == UInt8(ascii: "<") else { return nil }
    var at = 1
    var value = 0
    while line.byte(at).isDigit, at < 4 {
      value = value * 10 + Int(line.byte(at) - 48)
      at += 1
    }
    guard at > 1, line.byte(at) == UInt8(ascii: ">"), value < 192 else { return nil }
    return (value, at + 1)
  }

  /// The end of `Nov 23 00:00:00`.
  private static func dayClock(_ line: ByteText, at start: Int) -> Int? {
    guard InstantParser.month(line, start) != nil else { return nil }
    return InstantParser.clock(line, at: start + 7)?.end
  }

  /// The tag of a line that a syslog daemon or `journalctl` wrote, with or without a priority.
  struct Tag {
    var name: Range<Int>
    /// Where the text starts.
    var text: Int
    var time: Int64?
    /// The number that the line began with.
    var priority: Int?
    /// Whether an engine's driver wrote the line, as far as its form tells.
    var isFromEngine = false

    /// What the priority says of the text, where a program chose it.
    var level: Level? {
      isFromEngine ? nil : priority.flatMap { SyslogHeader.level(priority: $0) }
    }

    /// The engine's driver sends stdout as info and stderr as err, of facility daemon unless told
    /// otherwise (moby `daemon/logger/syslog`).
    var stream: Record.Stream? {
      guard let priority, isFromEngine || priority >> 3 == 3 else { return nil }
      return Severity.stream(priority & 7)
    }
  }

  /// Reads `Nov 23 00:06:25 host tag[1]: text`, also with an ISO time, with `docker/` before the
  /// tag, and without a host; nil for every other line.
  static func tag(_ line: ByteText) -> Tag? {
    let priority = priority(line)
    let start = priority?.end ?? 0
    if priority != nil, line.hasPrefix("1 ", at: start) {
      return modernTag(line, at: start + 2, priority?.value)
    }
    let instant = InstantParser.dateTime(line, at: start)
    guard let end = instant?.end ?? dayClock(line, at: start), line.byte(end) == UInt8(ascii: " ")
    else { return nil }
    guard let word = tagStart(line, at: end + 1, mayMissHost: priority != nil) else { return nil }
    let isOfEngine = line.hasPrefix("docker/", at: word)
    let name = nameRange(line, at: isOfEngine ? word + 7 : word)
    guard !name.isEmpty,
      // `INFO worker[3]: text` of an application has a level where a host would stand.
      word == end + 1 || LevelWord.level(line[(end + 1)..<(word - 1)]) == nil,
      let text = textStart(line, name, isMarked: priority != nil, isModern: instant != nil),
      // An application's own line may look alike (`… INFO main: text`), but has no process number.
      instant == nil || priority != nil || line.byte(name.upperBound) == UInt8(ascii: "[")
    else { return nil }
    return Tag(
      name: name, text: text, time: instant?.nanoseconds, priority: priority?.value,
      isFromEngine: isOfEngine || isContainerID(line[name]))
  }

  /// A host stands before the tag, but not where a program writes to `/dev/log` itself, nor in what
  /// the engine sends by default.
  private static func tagStart(_ line: ByteText, at start: Int, mayMissHost: Bool) -> Int? {
    guard let blank = line.firstIndex(of: UInt8(ascii: " "), from: start) else { return nil }
    return mayMissHost && line.byte(blank - 1) == UInt8(ascii: ":") ? start : blank + 1
  }

  private static func nameRange(_ line: ByteText, at start: Int) -> Range<Int> {
    var end = start
    while isTagByte(line.byte(end)) { end += 1 }
    return start..<end
  }

  /// Where the text starts behind `tag[1]: `, or behind `tag: ` in a line with a priority, which
  /// is syslog's without a process number, too.
  ///
  /// rsyslog writes `tag[1] ` behind an ISO time for what came as RFC 5424.
  private static func textStart(
    _ line: ByteText, _ name: Range<Int>, isMarked: Bool, isModern: Bool
  ) -> Int? {
    var end = name.upperBound
    if line.byte(end) == UInt8(ascii: "[") {
      guard let close = line.firstIndex(of: UInt8(ascii: "]"), from: end), close - end < 12 else {
        return nil
      }
      end = close + 1
      if isModern, line.byte(end) == UInt8(ascii: " "), close > name.upperBound + 1,
        ((name.upperBound + 1)..<close).allSatisfy({ line.byte($0).isDigit })
      {
        return end + 1
      }
    }
    guard line.byte(end) == UInt8(ascii: ":"), end > name.upperBound || isMarked else { return nil }
    return min(line.count, end + 2)
  }

  /// The engine's driver writes its tag twice, as name of the program and as kind of the message
  /// (moby `daemon/logger/syslog`, `rfc5424formatterWithAppNameAsTag`).
  private static func modernTag(_ line: ByteText, at start: Int, _ priority: Int?) -> Tag? {
    let time = InstantParser.dateTime(line, at: start)?.nanoseconds
    guard time != nil || line.hasPrefix("- ", at: start),
      let parts = modernParts(line, at: start), !line[parts.name].equals("-")
    else { return nil }
    let isOfEngine = line.hasPrefix("docker/", at: parts.name.lowerBound)
    let name = nameRange(line, at: parts.name.lowerBound + (isOfEngine ? 7 : 0))
    guard !name.isEmpty else { return nil }
    return Tag(
      name: name, text: parts.text, time: time, priority: priority,
      isFromEngine: isOfEngine || isContainerID(line[name])
        || line[parts.kind].equals(line[parts.name]))
  }

  /// Time, host, program, process, kind of the message, structured data, text.
  private static func modernParts(
    _ line: ByteText, at start: Int
  ) -> (name: Range<Int>, kind: Range<Int>, text: Int)? {
    var at = start
    var (name, kind) = (0..<0, 0..<0)
    for place in 0..<5 {
      guard let end = line.firstIndex(of: UInt8(ascii: " "), from: at) else { return nil }
      if place == 2 { name = at..<end }
      if place == 4 { kind = at..<end }
      at = end + 1
    }
    var text = afterStructuredData(line, at: at)
    if line.hasPrefix("\u{FEFF}", at: text) { text += 3 }
    return (name, kind, min(line.count, text))
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

  private static func isTagByte(_ byte: UInt8) -> Bool {
    byte.isAlphanumeric || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
  }

  /// The engine's driver uses the first twelve digits of the container's id as tag, unless it is
  /// told another (Docker's documentation, "Customize log driver output").
  static func isContainerID(_ name: ByteText) -> Bool {
    guard name.count == 12 || name.count == 64 else { return false }
    return (0..<name.count).allSatisfy {
      name.byte($0).isDigit || (0x61...0x66).contains(name.byte($0))
    }
  }

  /// The level of a priority that a program chose for its text.
  ///
  /// Err and info of facility daemon and of the local ones may be all that the engine's driver says
  /// of stderr and stdout, whatever was written there: they name no level.
  private static func level(priority: Int) -> Level? {
    let facility = priority >> 3
    let mayBeStream = facility == 3 || facility >= 16
    guard !mayBeStream || Severity.stream(priority & 7) == nil else { return nil }
    return Severity.level(priority & 7)
  }
}

/// The severities of RFC 5424, table 2, which journald and GELF have, too.
enum Severity {
  static func level(_ number: Int) -> Level? {
    switch number {
    case 0: .fatal
    case 1...3: .error
    case 4: .warning
    case 5, 6: .info
    case 7: .debug
    default: nil
    }
  }

  /// The severity that a field's value names: one digit.
  static func number(_ value: ByteText) -> Int? {
    guard value.count == 1, (0x30...0x37).contains(value.byte(0)) else { return nil }
    return Int(value.byte(0) - 0x30)
  }

  /// What the drivers of engines mean by a severity: they know streams, and no levels.
  static func stream(_ number: Int) -> Record.Stream? {
    number == 3 ? .standardError : number == 6 ? .standardOutput : nil
  }
}
