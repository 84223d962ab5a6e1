/// What the fields before the fault of a JSON line say, in which a quote or newline was not escaped.
struct BrokenObject {
  /// Level and time of the fields, and where the message begins; absent where they say neither.
  let header: TextHeader
  /// Where the value of the time stands, without quotes.
  let time: Range<Int>?
  /// Whether a line that differs by digits only says the same, but for its time.
  let isFirm: Bool

  /// Reads a text of which `fields` were found before the fault.
  init(_ text: ByteText, _ fields: FieldTable) {
    var header = TextHeader()
    var time: Range<Int>?
    var isFirm = true
    for index in 0..<fields.count {
      let range = fields.ranges[index]
      switch FieldRole(fields.name(index)) {
      case .level where header.level == nil:
        let word = fields.value(index)
        header.level = LevelWord.level(ofField: word)
        isFirm = isFirm && header.level != nil && !range.valueIsEscaped && !word.hasDigits
      case .time where header.time == nil:
        header.time = FieldRole.instant(fields.value(index))
        time = Int(range.valueStart)..<Int(range.valueEnd)
        isFirm = isFirm && header.time != nil && !range.valueIsEscaped
      default: break
      }
    }
    header.isPresent = header.level != nil || header.time != nil
    let names: [StaticString] = ["\"msg\":\"", "\"message\":\""]
    for name in names where header.isPresent && header.message == 0 {
      header.message = text.firstIndex(of: name).map { $0 + name.utf8CodeUnitCount } ?? 0
    }
    self.header = header
    self.time = time
    self.isFirm = isFirm && header.level != nil
  }

  /// Reads a text that may be such an object; nil where it is sound or none.
  static func read(_ text: ByteText, _ fields: FieldTable) -> BrokenObject? {
    fields.begin(text)
    guard text.byte(0) == UInt8(ascii: "{"), !JSONObjectScanner.scan(text, into: &fields.ranges)
    else { return nil }
    return BrokenObject(text, fields)
  }
}

extension ByteText {
  fileprivate var hasDigits: Bool { (0..<count).contains { byte($0).isDigit } }
}
