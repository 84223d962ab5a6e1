import Findings

extension TemplateBaseline {
  /// The first line of every baseline, with the version of the form.
  private static let title = "logtriage-templates 1"

  /// The baseline as lines, sorted by shape; the same messages give the same text.
  ///
  ///     logtriage-templates 1
  ///     messages 2041 level 16384
  ///     2040 1764111630000000000 1764111690000000000 session opened for user <*>
  ///     1 - - disk is full
  ///
  /// A shape has its count, the nanoseconds since 1970 of its first and last message (`-` without
  /// times) and its text, in which `\\` is a backslash and `\xHH` a byte that is not plain text.
  package var text: String {
    var lines = [Self.title, "messages \(messages) level \(sketch.level)"]
    for shape in sketch.shapes {
      let first = shape.first.map { "\($0.nanoseconds)" } ?? "-"
      let last = shape.last.map { "\($0.nanoseconds)" } ?? "-"
      lines.append("\(shape.count) \(first) \(last) \(ShapeText.escaped(shape.text))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Reads what `text` wrote.
  ///
  /// Cost: linear; at most 16386 lines of at most 4096 bytes are read.
  ///
  /// - Parameter text: The whole file.
  /// - Throws: What is wrong with the first line that is not as it should be.
  package init(parsing text: [UInt8]) throws(TemplateBaselineError) {
    var lines = text.split(
      separator: UInt8(ascii: "\n"), maxSplits: ShapeSketch.mostPlaces + 2,
      omittingEmptySubsequences: false)[...]
    guard let title = lines.popFirst(), title.elementsEqual(Self.title.utf8) else {
      throw TemplateBaselineError(line: 1, reason: .noTitle)
    }
    guard let totals = lines.popFirst().flatMap(Self.totals) else {
      throw TemplateBaselineError(line: 2, reason: .noTotals)
    }
    guard let end = lines.popLast() else {
      throw TemplateBaselineError(line: 2, reason: .noLineEnd)
    }
    guard end.isEmpty else {
      let isTooLong = lines.count >= ShapeSketch.mostPlaces
      throw TemplateBaselineError(
        line: lines.count + 3, reason: isTooLong ? .tooManyShapes : .noLineEnd)
    }
    var sketch = ShapeSketch()
    sketch.lower(to: totals.level)
    var previous: [UInt8]?
    for (offset, line) in lines.enumerated() {
      let shape = try Self.shape(line, number: offset + 3)
      if let previous, !previous.lexicographicallyPrecedes(shape.text) {
        throw TemplateBaselineError(line: offset + 3, reason: .notSorted)
      }
      previous = shape.text
      sketch.add(shape)
    }
    guard sketch.messages <= totals.messages, sketch.count == lines.count else {
      throw TemplateBaselineError(line: 2, reason: .totalsDoNotFit)
    }
    sketch.addLeftOut(totals.messages - sketch.messages)
    self.init(sketch: sketch)
  }

  private static func totals(_ line: ArraySlice<UInt8>) -> (messages: Int, level: Int)? {
    let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard fields.count == 4, fields[0].elementsEqual("messages".utf8),
      fields[2].elementsEqual("level".utf8), let messages = number(fields[1]), messages >= 0,
      let level = number(fields[3]), (1...Int64(ShapeSketch.mostPlaces)).contains(level)
    else { return nil }
    return (Int(messages), Int(level))
  }

  private static func shape(
    _ line: ArraySlice<UInt8>, number: Int
  ) throws(TemplateBaselineError) -> MessageShape {
    func failure(_ reason: TemplateBaselineError.Reason) -> TemplateBaselineError {
      TemplateBaselineError(line: number, reason: reason)
    }
    guard line.count <= 4096 else { throw failure(.tooLong) }
    let fields = line.split(
      separator: UInt8(ascii: " "), maxSplits: 3, omittingEmptySubsequences: false)
    guard fields.count == 4 else { throw failure(.missingFields) }
    guard let count = Self.number(fields[0]), count > 0 else { throw failure(.badCount) }
    guard let first = time(fields[1]), let last = time(fields[2]),
      (first.time == nil) == (last.time == nil), !MessageShape.isEarlier(last.time, first.time)
    else { throw failure(.badTimes) }
    guard let text = ShapeText.unescaped(fields[3]) else { throw failure(.badEscape) }
    guard text.count <= ShapeWriter.mostBytes + 4 else { throw failure(.tooLong) }
    return MessageShape(
      text: text, count: Int(count), first: first.time, last: last.time, sample: [])
  }

  /// A time, or the mark for none; nil when it is neither.
  private static func time(_ field: ArraySlice<UInt8>) -> (time: Timestamp?, Void)? {
    if field.elementsEqual("-".utf8) { return (nil, ()) }
    return number(field).map { (Timestamp(nanoseconds: $0), ()) }
  }

  private static func number(_ field: ArraySlice<UInt8>) -> Int64? {
    let text = String(decoding: field, as: UTF8.self)
    guard let number = Int64(text), "\(number)" == text else { return nil }
    return number
  }
}
