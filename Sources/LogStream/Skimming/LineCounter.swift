/// Counts the lines of a source by their format, without a look at what the applications wrote.
///
/// Only lines in the spellings of the engine and compose themselves are counted; all others are left
/// to the reader, as are those that may consist of pieces or hold a damaged part.
final class LineCounter {
  private let intake: LineIntake
  @exclusivity(unchecked) private var prefixes = KnownPrefixes()

  init(_ intake: LineIntake) { self.intake = intake }

  /// Takes the lines at the front of a block of whole lines, as long as each can be counted.
  ///
  /// - Returns: The lines that were taken, and their bytes.
  func take(_ block: ByteText, _ rule: PrefixRule) -> (lines: Int, bytes: Int) {
    guard !intake.directory.main.hasPieces else { return (0, 0) }
    var line = UnwrappedLine()
    var (start, lines) = (0, 0)
    var format = ContainerFormat.plain
    var count = QuietCount()
    while let newline = block.firstIndex(of: UInt8(ascii: "\n"), from: start) {
      guard newline &- start < EngineStamp.pieceSize else { break }
      // A line like the one before: that needs next to nothing.
      if !isLast(format, block, start, newline, rule, &line) {
        guard intake.unwrap(block, start, newline, &prefixes, rule.isExpected, into: &line),
          isWhole(block, start, newline, line, rule)
        else { break }
        if line.format != format {
          end(count, format)
          format = line.format
          count = QuietCount()
        }
      }
      count.add(nil, level: [], bytes: newline &+ 1 &- start)
      lines &+= 1
      start = newline &+ 1
    }
    end(count, format)
    return (lines, start)
  }

  /// Whether a line has the format of the last one for sure.
  @inline(__always)
  private func isLast(
    _ format: ContainerFormat, _ block: ByteText, _ start: Int, _ end: Int, _ rule: PrefixRule,
    _ line: inout UnwrappedLine
  ) -> Bool {
    guard format == .jsonFile else {
      return intake.unwrapAgain(block, start, end, &prefixes, rule.isExpected, &line)
    }
    // Its time is no part of the format.
    guard !rule.isExpected, JSONFileLine.looksLikeOne(block, at: start),
      let tail = JSONFileTail.read(block, start, end)
    else { return false }
    return !Self.mayEndEarly(block, start &+ JSONFileLine.opening, tail.log &- 2)
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

  private func end(_ count: QuietCount, _ format: ContainerFormat) {
    guard count.records > 0 else { return }
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
      let quote = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
      let slash = SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
      var found = SIMD16<UInt8>(repeating: 0)
      var at = start
      while true {
        let here = bytes.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
        let before = bytes.loadUnaligned(fromByteOffset: at &- 1, as: SIMD16<UInt8>.self)
        let quotes = unsafeBitCast(here .== quote, to: SIMD16<UInt8>.self)
        let slashes = unsafeBitCast(before .== slash, to: SIMD16<UInt8>.self)
        found |= quotes & ~slashes
        at &+= 16
        // The last bytes are looked at once more, with some before them.
        if at &+ 16 > end {
          if at >= end { break }
          at = end &- 16
        }
      }
      let words = unsafeBitCast(found, to: SIMD2<UInt64>.self)
      return words[0] | words[1] != 0
    }
  }

  private static func mayEndEarlyShort(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int
  ) -> Bool {
    (start..<end).contains { at in
      bytes[at] == UInt8(ascii: "\"") && bytes[at - 1] != UInt8(ascii: "\\")
    }
  }
}
