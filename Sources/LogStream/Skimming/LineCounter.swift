/// Counts the lines of a source by their format, without a look at what the applications wrote.
///
/// Only lines in the spellings of the engine and compose themselves are counted; all others are left
/// to the reader, as are those that may consist of pieces or hold a damaged part.
final class LineCounter {
  private let intake: LineIntake
  @exclusivity(unchecked) private var prefixes = KnownPrefixes()

  init(_ intake: LineIntake) {
    self.intake = intake
    intake.lineTimes = LineTimes()
  }

  /// Takes the lines at the front of a block of whole lines, as long as each can be counted.
  ///
  /// - Returns: The lines that were taken, and their bytes.
  func take(_ block: ByteText, _ rule: PrefixRule) -> (lines: Int, bytes: Int) {
    guard !intake.directory.main.hasPieces else { return (0, 0) }
    var line = UnwrappedLine()
    var (start, lines) = (0, 0)
    var format = ContainerFormat.plain
    var count = QuietCount()
    var isPartial = false
    while let newline = block.firstIndex(of: UInt8(ascii: "\n"), from: start) {
      guard newline &- start < EngineStamp.pieceSize else { break }
      // A line like the one before: that needs next to nothing.
      if !isLast(format, block, start, newline, rule, &line) {
        guard intake.unwrap(block, start, newline, &prefixes, rule.isExpected, into: &line),
          isWhole(block, start, newline, line, rule)
        else { break }
      }
      if line.format != format {
        end(count, format, isPartial)
        format = line.format
        (count, isPartial) = (QuietCount(), false)
      }
      if !line.hasTime { isPartial = true }
      count.add(line.hasTime ? line.time : nil, level: [], bytes: newline &+ 1 &- start)
      lines &+= 1
      start = newline &+ 1
      if format == .jsonFile { lines &+= takeEntries(block, from: &start, into: &count) }
    }
    end(count, format, isPartial)
    return (lines, start)
  }

  /// Whether a line has the format of the last one for sure.
  @inline(__always)
  private func isLast(
    _ format: ContainerFormat, _ block: ByteText, _ start: Int, _ end: Int, _ rule: PrefixRule,
    _ line: inout UnwrappedLine
  ) -> Bool {
    guard let prefix = rule.isExpected ? prefixes.place(of: block, at: start, end) : -1,
      intake.unwrapAgain(block, start, end, prefixes, prefix, &line)
    else { return false }
    return format != .jsonFile || !Self.mayEndEarly(block, line.start, line.end)
  }

  /// Takes the entries of the json-file driver that follow, in the engine's own spelling.
  ///
  /// - Returns: How many were taken.
  private func takeEntries(
    _ block: ByteText, from first: inout Int, into sum: inout QuietCount
  ) -> Int {
    var second = intake.entrySecond
    var start = first
    var count = QuietCount()
    while let newline = block.firstIndex(of: UInt8(ascii: "\n"), from: start),
      newline &- start < EngineStamp.pieceSize, JSONFileLine.looksLikeOne(block, at: start),
      let tail = JSONFileTail.read(block, start, newline),
      let time = second.time(block, at: tail.time, end: newline &- 2),
      !Self.mayEndEarly(block, start &+ JSONFileLine.opening, tail.log &- 2)
    {
      count.add(time, level: [], bytes: newline &+ 1 &- start)
      start = newline &+ 1
    }
    intake.entrySecond = second
    first = start
    sum.add(count)
    return count.records
  }

  /// Remembers the prefix of a line, without colours, for the lines like it.
  func learnPrefix(_ line: ByteText, _ rule: PrefixRule) {
    guard prefixes.place(of: line, at: 0, line.count) == nil,
      let found = ComposePrefix.parse(line, blanks: rule.blanks),
      line.byte(found.payload - 1) == UInt8(ascii: " ")
    else { return }
    prefixes.keep(
      line[0..<found.payload], found.format, intake.directory.container(named: line[found.name]))
  }

  private func end(_ count: QuietCount, _ format: ContainerFormat, _ isPartial: Bool) {
    guard count.records > 0 else { return }
    intake.lineTimes?.note(count, isPartial: isPartial)
    intake.tally.lines += count.records
    intake.tally.readBytes += count.bytes
    intake.count(format, lines: count.records)
  }

  /// Whether a line is one of its format for sure.
  @inline(__always)
  private func isWhole(
    _ block: ByteText, _ start: Int, _ end: Int, _ line: UnwrappedLine, _ rule: PrefixRule
  ) -> Bool {
    switch line.format {
    case .jsonFile:
      guard Self.mayEndEarly(block, line.start, line.end) else { return true }
      var isEscaped = false
      return JSONObjectScanner.stringEnd(block[start..<end], line.start &- start, &isEscaped)
        == line.end &+ 2 &- start
    case .plain:
      let text = block[start..<end]
      return text.byte(0) != 0
        // What might be the stamp of another engine.
        && !(text.byte(0).isDigit && text.byte(text.count - 1) == UInt8(ascii: "}"))
        && CRILine.parse(text) == nil
        && ComposePrefix.parse(text, blanks: rule.blanks) == nil
    // CRI's lines have the same stamp.
    case .dockerLogsTimestamps:
      return block.byte(line.start) != UInt8(ascii: "s") || !block.hasPrefix("std", at: line.start)
    default: return true
    }
  }

  /// Whether a quote stands in a string of the engine without a backslash before it, so that the
  /// string ends there.
  ///
  /// It would also end at a quote behind two backslashes, which is not looked for: that takes a text
  /// that was cut right behind a backslash of the application.
  ///
  /// - Complexity: Linear, sixteen bytes at a step.
  @inline(__always)
  private static func mayEndEarly(_ block: ByteText, _ start: Int, _ end: Int) -> Bool {
    guard start >= 1, end <= block.count else { return true }
    return block.withBytes { bytes in
      guard end &- start >= 16 else { return mayEndEarlyShort(bytes, start, end) }
      var found = bareQuotes(bytes, end &- 16)
      var at = start
      while at &+ 32 <= end {
        found |= bareQuotes(bytes, at) | bareQuotes(bytes, at &+ 16)
        at &+= 32
      }
      if at &+ 16 <= end { found |= bareQuotes(bytes, at) }
      let words = unsafeBitCast(found, to: SIMD2<UInt64>.self)
      return words[0] | words[1] != 0
    }
  }

  /// The quotes among sixteen bytes that have no backslash before them.
  @inline(__always)
  private static func bareQuotes(_ bytes: UnsafeRawBufferPointer, _ at: Int) -> SIMD16<UInt8> {
    let here = bytes.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
    let before = bytes.loadUnaligned(fromByteOffset: at &- 1, as: SIMD16<UInt8>.self)
    let quotes = here .== SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
    let slashes = before .== SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
    return unsafeBitCast(quotes, to: SIMD16<UInt8>.self)
      & ~unsafeBitCast(slashes, to: SIMD16<UInt8>.self)
  }

  private static func mayEndEarlyShort(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int
  ) -> Bool {
    (start..<end).contains { at in
      bytes[at] == UInt8(ascii: "\"") && bytes[at - 1] != UInt8(ascii: "\\")
    }
  }
}
