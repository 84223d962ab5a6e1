/// Where a container's structured lines carry one field, learned from a line that was read in full.
///
/// Programs write their fields in the same spelling on every line; what is found by it is exact as
/// long as no brace stands before it, which would make it part of a nested value.
struct LearnedField {
  /// The name with its quotes, the colon, and the blank after it where there is one.
  private let spelling: [UInt8]
  /// The byte of the spelling that is searched for, and where in the spelling it stands.
  private let pivot: (byte: UInt8, offset: Int)
  private let quote: [UInt8]
  private let isString: Bool
  /// Where the field stood in the last line.
  private var last = 0

  /// Wrapped lines are looked at inside another JSON string, escapes and all.
  init(_ range: FieldRange, in text: ByteText, isWrapped: Bool) {
    isString = range.kind == .string
    let end = Int(range.valueStart) - (isString ? 1 : 0)
    let plain = text[(Int(range.nameStart) - 1)..<end].withBytes { Array($0) }
    let slash = isWrapped ? [UInt8(ascii: "\\")] : []
    quote = slash + [UInt8(ascii: "\"")]
    spelling = plain.flatMap { $0 == UInt8(ascii: "\"") ? slash + [$0] : [$0] }
    pivot = Self.pivot(of: spelling)
  }

  /// The letter of a spelling that other text holds least.
  private static func pivot(of spelling: [UInt8]) -> (byte: UInt8, offset: Int) {
    let common = Array("\":\\ etaoinsrhldcum".utf8)
    let rare = spelling.firstIndex { !common.contains($0) } ?? 0
    return (spelling[rare], rare)
  }

  /// The value within a line, without quotes; nil when the line has to be read in full.
  mutating func value(in line: ByteText) -> ByteText? {
    guard let place = place(in: line) else { return nil }
    last = place
    guard !isNested(line, before: place) else { return nil }
    var start = place + spelling.count
    guard isString else {
      var end = start
      while line.byte(end).isDigit { end += 1 }
      return end > start ? line[start..<end] : nil
    }
    guard starts(quote, line, at: start) else { return nil }
    start += quote.count
    guard let end = line.firstIndex(of: UInt8(ascii: "\""), from: start) else { return nil }
    let value = line[start..<(end - quote.count + 1)]
    return value.firstIndex(of: UInt8(ascii: "\\")) == nil ? value : nil
  }

  private func isNested(_ line: ByteText, before place: Int) -> Bool {
    let before = line[1..<max(1, place)]
    return before.firstIndex(of: UInt8(ascii: "{")) != nil
      || before.firstIndex(of: UInt8(ascii: "[")) != nil
  }

  private func place(in line: ByteText) -> Int? {
    if starts(spelling, line, at: last) { return last }
    var from = pivot.offset
    while let hit = line.firstIndex(of: pivot.byte, from: from) {
      if starts(spelling, line, at: hit - pivot.offset) { return hit - pivot.offset }
      from = hit + 1
    }
    return nil
  }

  @inline(__always)
  private func starts(_ bytes: [UInt8], _ line: ByteText, at place: Int) -> Bool {
    bytes.withUnsafeBytes { line.holds($0, at: place) }
  }
}
