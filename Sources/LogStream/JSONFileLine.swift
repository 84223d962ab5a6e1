/// One entry of the engine's json-file driver: `{"log":…,"stream":…,"attrs":…,"time":…}`.
struct JSONFileLine {
  /// The raw JSON string, without its quotes.
  var log: ByteText
  var isEscaped: Bool
  var stream: Record.Stream?
  var time: Int64?

  /// The length of `{"log":"`.
  static let opening = 8

  /// Whether `{"log":"` stands at an offset: as one word, which costs no access to memory.
  @inline(__always)
  static func looksLikeOne(_ line: ByteText, at start: Int = 0) -> Bool {
    line.word(start) == 0x223A_2267_6F6C_227B
  }

  /// Reads a line in the engine's own spelling, or any order of its keys; nil when it is damaged.
  static func parse(_ line: ByteText) -> JSONFileLine? {
    guard looksLikeOne(line) else { return nil }
    var isEscaped = false
    let start = opening
    guard let end = JSONObjectScanner.stringEnd(line, start, &isEscaped) else { return nil }
    var entry = JSONFileLine(log: line[start..<end], isEscaped: isEscaped)
    if entry.readTail(line, at: end + 1) { return entry }
    return parseAnyOrder(line)
  }

  /// Reads `,"stream":"stdout","attrs":{…},"time":"…"}`; false when it is spelt differently.
  private mutating func readTail(_ line: ByteText, at start: Int) -> Bool {
    var at = start
    if line.hasPrefix(",\"stream\":\"stdout\"", at: at) {
      stream = .standardOutput
    } else if line.hasPrefix(",\"stream\":\"stderr\"", at: at) {
      stream = .standardError
    } else {
      return false
    }
    at += 18
    if line.hasPrefix(",\"attrs\":{", at: at) {
      guard let end = attributesEnd(line, at: at + 10) else { return false }
      at = end
    }
    guard line.hasPrefix(",\"time\":\"", at: at),
      let instant = InstantParser.dateTime(line, at: at + 9),
      line.byte(instant.end) == UInt8(ascii: "\""), line.byte(instant.end + 1) == UInt8(ascii: "}")
    else { return false }
    time = instant.nanoseconds
    return line.skippingBlanks(from: instant.end + 2) >= line.count
      || line.byte(instant.end + 2) == UInt8(ascii: "\r")
  }

  /// The attributes are one flat object of strings.
  private func attributesEnd(_ line: ByteText, at start: Int) -> Int? {
    var at = start
    var ignored = false
    while at < line.count {
      switch line.byte(at) {
      case UInt8(ascii: "\""):
        guard let end = JSONObjectScanner.stringEnd(line, at + 1, &ignored) else { return nil }
        at = end + 1
      case UInt8(ascii: "}"): return at + 1
      default: at += 1
      }
    }
    return nil
  }

  private static func parseAnyOrder(_ line: ByteText) -> JSONFileLine? {
    var fields: [FieldRange] = []
    guard JSONObjectScanner.scan(line, into: &fields) else { return nil }
    var entry: JSONFileLine?
    var stream: Record.Stream?
    var time: Int64?
    for field in fields where field.kind == .string {
      let name = field.name(in: line)
      let value = field.value(in: line)
      if name.hasPrefix("log"), name.count == 3 {
        entry = JSONFileLine(log: value, isEscaped: field.valueIsEscaped)
      } else if name.hasPrefix("stream"), name.count == 6 {
        stream = value.hasPrefix("stderr") ? .standardError : .standardOutput
      } else if name.hasPrefix("time"), name.count == 4 {
        time = InstantParser.dateTime(value, at: 0)?.nanoseconds
      }
    }
    // Without the engine's own fields this is an application's line that has a field "log".
    guard stream != nil || time != nil else { return nil }
    entry?.stream = stream
    entry?.time = time
    return entry
  }

  /// Where the next intact entry may start after `start`, inside a damaged line.
  static func resynchronise(_ line: ByteText, after start: Int) -> Int? {
    line.firstIndex(of: "{\"log\":\"", from: start)
  }
}
