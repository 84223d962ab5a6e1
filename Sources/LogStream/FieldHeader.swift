/// What the fields of a line of text say of it: those before the fault of a JSON object in which a quote
/// or newline was not escaped, or the first pairs of logfmt.
struct FieldHeader {
  /// Level and time of the fields, and where the message begins; absent where they say none.
  private(set) var header = TextHeader()
  /// Where the value of the time stands, without quotes.
  private(set) var time: Range<Int>?
  /// Whether a line that differs by digits only says the same, but for its time.
  private(set) var isFirm = true

  /// Takes the level that a field says, if it is the first one; `word` is its value.
  mutating func addLevel(_ level: Level?, _ word: ByteText, _ field: FieldRange) {
    guard header.level == nil else { return }
    header.level = level
    isFirm = isFirm && level != nil && !field.valueIsEscaped && !word.hasDigits
  }

  /// Takes the time that a field says, if it is the first one.
  mutating func addTime(_ instant: Int64?, _ field: FieldRange) {
    guard header.time == nil else { return }
    header.time = instant
    time = Int(field.valueStart)..<Int(field.valueEnd)
    isFirm = isFirm && instant != nil && !field.valueIsEscaped
  }

  /// Says where the message begins; a header that is present has a level or a time, or is known by its form.
  mutating func end(message: Int, isPresent: Bool, pairs: Int? = nil) {
    header.message = message
    header.isPresent = isPresent
    header.pairs = pairs
    isFirm = isFirm && isPresent
  }

  /// Reads a text that would be JSON, were it sound; nil where it is sound or none.
  static func broken(_ text: ByteText, _ fields: FieldTable) -> FieldHeader? {
    fields.begin(text)
    guard text.byte(0) == UInt8(ascii: "{"), !JSONObjectScanner.scan(text, into: &fields.ranges)
    else { return nil }
    var found = FieldHeader()
    for index in 0..<fields.count {
      let field = fields.ranges[index]
      let value = fields.value(index)
      switch FieldRole(fields.name(index)) {
      case .level: found.addLevel(LevelWord.level(ofField: value), value, field)
      case .time: found.addTime(FieldRole.instant(value), field)
      default: break
      }
    }
    let isPresent = found.header.level != nil || found.header.time != nil
    let names: [StaticString] = ["\"msg\":\"", "\"message\":\""]
    var message = 0
    for name in names where isPresent && message == 0 {
      message = text.firstIndex(of: name).map { $0 + name.utf8CodeUnitCount } ?? 0
    }
    found.end(message: message, isPresent: isPresent)
    // Without a level it is the time by which such a line is known to begin a record.
    if found.header.level == nil { found.isFirm = false }
    return found
  }
}

extension ByteText {
  fileprivate var hasDigits: Bool { (0..<count).contains { byte($0).isDigit } }
}
