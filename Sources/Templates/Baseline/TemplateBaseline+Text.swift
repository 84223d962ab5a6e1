import Findings

extension TemplateBaseline {
  /// The first line of every baseline, with the version of the form.
  private static let title = "logtriage-templates 2"

  /// The baseline as lines, each part sorted; the same records give the same text.
  ///
  ///     logtriage-templates 2
  ///     messages 2041 level 16384
  ///     2040 1764111630000000000 1764111690000000000 session opened for user <*>
  ///     1 - - disk is full
  ///     contents 2040 level 16384
  ///     2040 1764111630000000000 1764111690000000000 session opened for user <*>	roles	[2]
  ///
  /// A shape has its count, the nanoseconds since 1970 of its first and last message (`-` without
  /// times) and its text, in which `\\` is a backslash and `\xHH` a byte that is not plain text. Below
  /// `contents` the text is a shape, the name of a field and the field's form, parted by tabs.
  package var text: String {
    let lines =
      [Self.title] + Self.lines("messages", sketch) + Self.lines("contents", contents)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ part: String, _ sketch: ShapeSketch) -> [String] {
    var lines = ["\(part) \(sketch.messages) level \(sketch.level)"]
    for shape in sketch.shapes {
      let first = shape.first.map { "\($0.nanoseconds)" } ?? "-"
      let last = shape.last.map { "\($0.nanoseconds)" } ?? "-"
      lines.append("\(shape.count) \(first) \(last) \(ShapeText.escaped(shape.text))")
    }
    return lines
  }

  /// Reads what `text` wrote.
  ///
  /// Cost: linear; at most two times 16384 shapes of at most 4096 bytes are read.
  ///
  /// - Parameter text: The whole file.
  /// - Throws: What is wrong with the first line that is not as it should be.
  package init(parsing text: [UInt8]) throws(TemplateBaselineError) {
    var lines = text.split(
      separator: UInt8(ascii: "\n"), maxSplits: 2 * ShapeSketch.mostPlaces + 4,
      omittingEmptySubsequences: false)[...]
    guard let title = lines.popFirst(), title.elementsEqual(Self.title.utf8) else {
      throw TemplateBaselineError(line: 1, reason: .noTitle)
    }
    guard let totals = lines.popFirst().flatMap({ Totals("messages", $0, line: 2) }) else {
      throw TemplateBaselineError(line: 2, reason: .noTotals)
    }
    guard let end = lines.popLast() else {
      throw TemplateBaselineError(line: 2, reason: .noLineEnd)
    }
    let count = lines.count
    guard end.isEmpty else {
      let isTooLong = count > 2 * ShapeSketch.mostPlaces
      throw TemplateBaselineError(
        line: count + 3, reason: isTooLong ? .tooManyShapes : .noLineEnd)
    }
    let messages = lines.prefix { $0.first != UInt8(ascii: "c") }
    lines = lines.dropFirst(messages.count)
    let number = messages.count + 3
    guard let between = lines.popFirst().flatMap({ Totals("contents", $0, line: number) }) else {
      throw TemplateBaselineError(line: number, reason: .noContents)
    }
    self.init(
      sketch: try Self.sketch(messages, totals), contents: try Self.sketch(lines, between))
  }

  /// The line above a part's shapes.
  private struct Totals {
    /// 1-based.
    let line: Int
    let messages: Int
    let level: Int

    init?(_ part: String, _ text: ArraySlice<UInt8>, line: Int) {
      let fields = text.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
      guard fields.count == 4, fields[0].elementsEqual(part.utf8),
        fields[2].elementsEqual("level".utf8), let messages = number(fields[1]), messages >= 0,
        let level = number(fields[3]), (1...Int64(ShapeSketch.mostPlaces)).contains(level)
      else { return nil }
      self.line = line
      self.messages = Int(messages)
      self.level = Int(level)
    }
  }

  private static func sketch(
    _ lines: ArraySlice<ArraySlice<UInt8>>, _ totals: Totals
  ) throws(TemplateBaselineError) -> ShapeSketch {
    guard lines.count <= ShapeSketch.mostPlaces else {
      throw TemplateBaselineError(
        line: totals.line + 1 + ShapeSketch.mostPlaces, reason: .tooManyShapes)
    }
    var sketch = ShapeSketch()
    sketch.lower(to: totals.level)
    var previous: [UInt8]?
    for (line, number) in zip(lines, (totals.line + 1)...) {
      let shape = try Self.shape(line, number: number)
      if let previous, !previous.lexicographicallyPrecedes(shape.text) {
        throw TemplateBaselineError(line: number, reason: .notSorted)
      }
      previous = shape.text
      sketch.add(shape)
    }
    guard sketch.messages <= totals.messages, sketch.count == lines.count else {
      throw TemplateBaselineError(line: totals.line, reason: .totalsDoNotFit)
    }
    sketch.addLeftOut(totals.messages - sketch.messages)
    return sketch
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
    guard text.count <= ContentRow.mostBytes else { throw failure(.tooLong) }
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
