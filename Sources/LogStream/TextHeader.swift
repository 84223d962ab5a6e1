/// What the start of a line of text says: a time, a level, and where the message begins.
struct TextHeader {
  var time: Int64?
  var level: Level?
  /// Offset of the message; 0 when there is no header.
  var message = 0
  /// Whether the line starts a record of its own: it has a time, or a level in a known place.
  var isPresent = false
  /// Whether the rest is `key=value` pairs, and from where.
  var pairs: Int?
  /// What it was read from, where lines of the same shape can be told by it.
  var extent: HeaderExtent?

  /// Reads the header of a line by its first byte; without one the whole line is the message.
  ///
  /// A text that stands behind syslog's header has no second one of its kind.
  static func parse(_ line: ByteText, isWithinSyslog: Bool = false) -> TextHeader {
    let first = line.byte(0)
    let found: TextHeader?
    if first.isDigit {
      found = digits(line)
    } else if first == UInt8(ascii: "[") {
      found = bracket(line)
    } else if first.isLetter {
      found = (isWithinSyslog ? nil : YearlessHeader.syslog(line)) ?? letters(line)
    } else if first == UInt8(ascii: "<") {
      found = SyslogHeader.parse(line)
    } else if first == UInt8(ascii: ".") {
      found = afterDots(line)
    } else if first == UInt8(ascii: ":") {
      found = accessLogOfHost(line)
    } else {
      found = nil
    }
    return found ?? TextHeader()
  }

  /// Reads the header of a text that stands behind syslog's; it is looked at once, so that no line
  /// can nest deeper.
  ///
  /// `extent` is what syslog's was read from, which tells nothing where the text has one of its own.
  static func behind(
    _ line: ByteText, at start: Int, _ extent: HeaderExtent? = nil
  ) -> TextHeader {
    let text = line.dropping(start)
    let first = text.byte(0)
    var header =
      first.isDigit || first.isLetter || first == UInt8(ascii: "[")
      ? TextHeader.parse(text, isWithinSyslog: true) : TextHeader()
    header.extent = header.isPresent ? nil : extent
    header.extent?.text = start
    header.isPresent = true
    header.message += start
    header.pairs = header.pairs.map { $0 + start }
    return header
  }

  /// `2026-…`, `2026/…`, `1:M 23 Nov 2026 …`, `172.18.0.1 - - […]`.
  private static func digits(_ line: ByteText) -> TextHeader? {
    if let instant = InstantParser.dateTime(line, at: 0) {
      return afterTime(line, instant, from: 0)
    }
    if let clock = InstantParser.clock(line, at: 0), clock.end >= 8, line.byte(clock.end) == 0x20 {
      return afterTime(line, ParsedInstant(nanoseconds: nil, end: clock.end))
    }
    // Tomcat's `23-Nov-2026 00:00:00.123 SEVERE [main] text`.
    if line.byte(2) == UInt8(ascii: "-"), line.byte(3).isLetter {
      return InstantParser.accessLog(line, at: 0).map { afterTime(line, $0) }
    }
    return YearlessHeader.digits(line) ?? redis(line) ?? accessLog(line)
  }

  /// What follows a time: a zone, ids in brackets, and perhaps a level.
  ///
  /// `start` is where an instant begins whose clock is the twelfth byte of it, or else the clock is
  /// told, of a date that need not be looked at.
  static func afterTime(
    _ line: ByteText, _ instant: ParsedInstant, from start: Int? = nil, clock: Int? = nil
  ) -> TextHeader {
    var header = TextHeader(time: instant.nanoseconds, isPresent: true)
    var walk = HeaderWalk(line: line, at: instant.end)
    header.level = walk.findLevel()
    header.message = walk.messageStart
    if let clock = start.map({ $0 + 11 }) ?? clock {
      header.extent = HeaderExtent(
        time: (start ?? clock)..<instant.end, clock: clock, end: walk.reach)
    }
    return header
  }

  /// PostgreSQL's first lines stand behind the dots that pg_ctl prints while it waits.
  private static func afterDots(_ line: ByteText) -> TextHeader? {
    guard var at = line.firstIndex(of: UInt8(ascii: ".")) else { return nil }
    while line.byte(at) == UInt8(ascii: ".") { at += 1 }
    return InstantParser.dateTime(line, at: at).map { afterTime(line, $0) }
  }

  /// `<pid>:<role> <day> <month> <year> <clock> <mark> ` of Redis and Valkey.
  private static func redis(_ line: ByteText) -> TextHeader? {
    var at = 0
    while line.byte(at).isDigit, at < 8 { at += 1 }
    guard line.byte(at) == UInt8(ascii: ":"), line.byte(at + 1).isUpper,
      line.byte(at + 2) == UInt8(ascii: " "),
      let instant = InstantParser.dayMonthYear(line, at: at + 3)
    else { return nil }
    var header = TextHeader(time: instant.nanoseconds, isPresent: true)
    switch line.byte(instant.end + 1) {
    case UInt8(ascii: "#"): header.level = .warning
    case UInt8(ascii: "*"): header.level = .info
    case UInt8(ascii: "-"): header.level = .debug
    case UInt8(ascii: "."): header.level = .trace
    default: break
    }
    header.message = min(line.count, instant.end + (header.level == nil ? 1 : 3))
    header.extent = HeaderExtent(
      time: (at + 3)..<instant.end, clock: at + 15, end: instant.end + 2)
    return header
  }

  /// A web server's access line; the message is the whole line.
  private static func accessLog(_ line: ByteText) -> TextHeader? {
    guard let open = line.firstIndex(of: UInt8(ascii: "[")), open < 300,
      let instant = InstantParser.accessLog(line, at: open + 1),
      line.byte(instant.end) == UInt8(ascii: "]")
    else { return nil }
    let extent = HeaderExtent(
      time: (open + 1)..<instant.end, clock: open + 13, end: instant.end + 1)
    return TextHeader(time: instant.nanoseconds, isPresent: true, extent: extent)
  }

  /// `[2026-11-23 00:43:09,585: INFO/MainProcess] …`, `[error] …`, `[1] …`.
  private static func bracket(_ line: ByteText) -> TextHeader? {
    if let instant = InstantParser.dateTime(line, at: 1) {
      return afterTime(line, instant, from: 1)
    }
    if let instant = InstantParser.weekday(line, at: 1) {
      return afterTime(line, instant, from: 1)
    }
    if let instant = InstantParser.accessLog(line, at: 1) {
      return PHPHeader.parse(line, instant) ?? afterTime(line, instant)
    }
    if let clock = InstantParser.clock(line, at: 1) {
      let header = afterTime(line, ParsedInstant(nanoseconds: nil, end: clock.end))
      return header.level == nil ? nil : header
    }
    guard let close = line.firstIndex(of: UInt8(ascii: "]")), close < 24 else { return nil }
    var end = 1
    while line.byte(end).isLetter { end += 1 }
    guard let level = LevelWord.level(line[1..<end]) else { return nil }
    let message = line.skippingBlanks(from: close + 1)
    if let instant = InstantParser.dateTime(line, at: message) {
      var header = afterTime(line, instant)
      header.level = header.level ?? level
      return header
    }
    return TextHeader(level: level, message: message, isPresent: true)
  }

  /// `time=…`, `ERROR: …`, `WARN[0012] …`, `E1123 00:21:28.1 …`, `Mon Nov 23 …`, host names.
  private static func letters(_ line: ByteText) -> TextHeader? {
    if let header = LogfmtHeader.parse(line) { return header }
    if let instant = InstantParser.weekday(line, at: 0) { return afterTime(line, instant) }
    if let header = klog(line) { return header }
    // Ruby's Logger: `E, [2026-11-23T00:21:28.123456 #1] ERROR -- : text`.
    if line.hasPrefix(", [", at: 1), let instant = InstantParser.dateTime(line, at: 4) {
      return afterTime(line, instant)
    }
    var end = 0
    while line.byte(end).isLetter { end += 1 }
    if let level = LevelWord.level(line[0..<end]) {
      return leadingLevel(line, level, end: end)
    }
    // Go's loggers put a prefix right before the date.
    if line.byte(end).isDigit, let instant = InstantParser.dateTime(line, at: end) {
      return afterTime(line, instant)
    }
    if line.hasPrefix("waiting for server to ") { return afterDots(line) }
    if let header = programLevel(line, at: end) { return header }
    if let level = PHPHeader.level(line, at: 0) { return TextHeader(level: level, isPresent: true) }
    // A host's name, or an address in hexadecimal digits.
    return [UInt8(ascii: "."), UInt8(ascii: " "), UInt8(ascii: ":")].contains(line.byte(end))
      || line.byte(end).isDigit ? accessLogOfHost(line) : nil
  }

  /// `nginx: [emerg] …`: what a program says before it has opened its log; `end` is the first byte
  /// that is no letter.
  private static func programLevel(_ line: ByteText, at start: Int) -> TextHeader? {
    var end = start
    while line.byte(end).isAlphanumeric || line.byte(end) == UInt8(ascii: "-"), end < 32 {
      end += 1
    }
    guard line.hasPrefix(": [", at: end), !line.byte(0).isUpper else { return nil }
    var close = end + 3
    while line.byte(close).isLetter { close += 1 }
    guard line.hasPrefix("] ", at: close), let level = LevelWord.level(line[(end + 3)..<close])
    else { return nil }
    return TextHeader(level: level, message: close + 2, isPresent: true)
  }

  private static func accessLogOfHost(_ line: ByteText) -> TextHeader? {
    guard line.contains(" - - ["), var header = accessLog(line) else { return nil }
    // With other digits a name may be read as something else.
    header.extent = nil
    return header
  }

  /// klog and glog: a letter, month and day, a clock, the thread and the place in the source.
  ///
  /// CockroachDB puts the last two digits of the year before the month.
  private static func klog(_ line: ByteText) -> TextHeader? {
    guard line.byte(1).isDigit, let level = LevelWord.level(letter: line.byte(0)) else {
      return nil
    }
    let digits = line.byte(5) == UInt8(ascii: " ") ? 4 : 6
    guard InstantParser.number(line, 1, digits) != nil,
      line.byte(digits + 1) == UInt8(ascii: " "),
      let clock = InstantParser.clock(line, at: digits + 2)
    else { return nil }
    let message = line.firstIndex(of: "] ", from: clock.end).map { $0 + 2 } ?? clock.end
    let extent = HeaderExtent(time: 1..<clock.end, clock: digits + 2, end: message)
    return TextHeader(level: level, message: message, isPresent: true, extent: extent)
  }

  /// A level as the first word: all capitals and followed by a mark that belongs to a header.
  private static func leadingLevel(_ line: ByteText, _ level: Level, end: Int) -> TextHeader? {
    let next = line.byte(end)
    guard line.byte(0).isUpper, line.byte(1).isUpper else {
      return dotNet(line, level, end: end)
    }
    if next == UInt8(ascii: "["), let header = LogfmtHeader.terminal(line, level, at: end) {
      return header
    }
    guard next == UInt8(ascii: ":") || next == UInt8(ascii: " ") || next == UInt8(ascii: "\t")
    else { return nil }
    // "FATAL ERROR: …" is one expression.
    let word = end + 1
    var wordEnd = word
    while line.byte(wordEnd).isUpper { wordEnd += 1 }
    if next == UInt8(ascii: " "), LevelWord.level(line[word..<wordEnd]) != nil {
      return TextHeader(level: level, isPresent: true)
    }
    // "LOG IN" or "NOTE that" are sentences; a lone blank is enough for the usual words only.
    if next == UInt8(ascii: " "), line.byte(end + 1) != UInt8(ascii: " "),
      line.byte(end + 1) != UInt8(ascii: "["), !LevelWord.isUsual(line[0..<end])
    {
      return nil
    }
    let start = line.skippingBlanks(from: end + 1)
    let bare = line.byte(start) == UInt8(ascii: "[") ? start + 1 : start
    if let instant = InstantParser.dateTime(line, at: bare) ?? timeAfterThread(line, at: start) {
      var header = afterTime(line, instant)
      header.level = header.level ?? level
      return header
    }
    return TextHeader(level: level, message: start, isPresent: true)
  }

  /// Cassandra's `ERROR [main] 2026-11-23 00:00:00,123 text`.
  private static func timeAfterThread(_ line: ByteText, at start: Int) -> ParsedInstant? {
    guard line.byte(start) == UInt8(ascii: "["),
      let close = line.firstIndex(of: UInt8(ascii: "]"), from: start), close - start <= 64
    else { return nil }
    return InstantParser.dateTime(line, at: close + 2)
  }

  /// `fail: Microsoft.AspNetCore.Server.Kestrel[13]`: the message is on the next, indented line,
  /// or behind a blank.
  private static func dotNet(_ line: ByteText, _ level: Level, end: Int) -> TextHeader? {
    guard end == 4, line.hasPrefix(": ", at: 4) else { return nil }
    if line.byte(line.count - 1) != UInt8(ascii: "]") {
      var at = 6
      while line.byte(at).isAlphanumeric || [0x2E, 0x5F].contains(line.byte(at)) { at += 1 }
      guard line.byte(6).isUpper, line.byte(at) == UInt8(ascii: "["), line.byte(at + 1).isDigit
      else { return nil }
      at += 1
      while line.byte(at).isDigit { at += 1 }
      guard line.hasPrefix("] ", at: at) else { return nil }
    }
    return TextHeader(level: level, message: 6, isPresent: true)
  }
}
