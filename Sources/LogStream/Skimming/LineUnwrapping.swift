/// A line without what the engine and compose put before and behind it.
struct UnwrappedLine {
  /// The place of the container's prefix, -1 without one.
  var prefix = -1
  var format = ContainerFormat.plain
  /// The application's part of it, by offsets in the block.
  var start = 0
  var end = 0
  /// Where its newline stands, once it is known.
  var newline = 0
  /// The engine's time, 0 if there is none.
  var time: Int64 = 0
  var hasTime = false
}

extension LineIntake {
  /// Unwraps a line that has a known prefix, or none and the format of the last one; false where it has
  /// not, or where that takes a closer look.
  ///
  /// `prefix` is the place of its prefix, -1 without one.
  @inline(__always)
  func unwrapAgain(
    _ block: ByteText, _ start: Int, _ end: Int, _ prefixes: KnownPrefixes, _ prefix: Int,
    _ line: inout UnwrappedLine
  ) -> Bool {
    if prefix >= 0 {
      if prefix != line.prefix { (line.prefix, line.format) = (prefix, prefixes.format(prefix)) }
      line.start = start &+ prefixes.length(prefix)
      line.end = end
      line.hasTime = false
      if block.byte(line.start).isDigit, end &- line.start > EngineStamp.length,
        let time = stampTime(block, at: line.start)
      {
        (line.time, line.hasTime) = (time, true)
        line.start &+= EngineStamp.length &+ 1
      }
      return true
    }
    switch line.format {
    case .dockerLogsTimestamps:
      guard end &- start > EngineStamp.length,
        // CRI's lines have the same stamp.
        block.byte(start &+ EngineStamp.length &+ 1) != UInt8(ascii: "s"),
        let time = stampTime(block, at: start)
      else { return false }
      line.time = time
      line.start = start &+ EngineStamp.length &+ 1
      line.end = end
      return true
    case .jsonFile:
      return unwrapEntry(block, start, end, &line)
    default: return false
    }
  }

  /// Unwraps a line in the spellings that the engine and compose use themselves; false where that
  /// takes a closer look.
  ///
  /// It begins at `start` of a block of whole lines; `end` is where its newline stands.
  @inline(__always)
  func unwrap(
    _ block: ByteText, _ start: Int, _ end: Int, _ prefixes: inout KnownPrefixes,
    _ isPrefixed: Bool, into line: inout UnwrappedLine
  ) -> Bool {
    line.end = end
    line.hasTime = false
    line.start = start
    if isPrefixed {
      guard let place = prefixes.place(of: block, at: start, end) else { return false }
      line.prefix = place
      line.start = start &+ prefixes.length(place)
      line.format = prefixes.format(place)
    } else {
      line.prefix = -1
      line.format = .plain
      if JSONFileLine.looksLikeOne(block, at: start) {
        return unwrapEntry(block, start, end, &line)
      }
    }
    guard block.byte(line.start).isDigit, end &- line.start > EngineStamp.length else {
      return true
    }
    if let time = stampTime(block, at: line.start) {
      line.time = time
      line.hasTime = true
      line.start &+= EngineStamp.length &+ 1
      if !isPrefixed { line.format = .dockerLogsTimestamps }
    }
    return true
  }

  /// The places of the text of a json-file entry and its time; nil where that takes a closer look.
  @inline(__always)
  func unwrapEntry(
    _ block: ByteText, _ start: Int, _ newline: Int
  ) -> (text: Int, end: Int, time: Int64)? {
    guard JSONFileLine.looksLikeOne(block, at: start),
      let tail = JSONFileTail.read(block, start, newline),
      let time = entryTime(block, at: tail.time, end: newline &- 2)
    else { return nil }
    return (start &+ JSONFileLine.opening, tail.log &- 2, time)
  }

  /// Unwraps an entry of the json-file driver.
  @inline(__always)
  private func unwrapEntry(
    _ block: ByteText, _ start: Int, _ end: Int, _ line: inout UnwrappedLine
  ) -> Bool {
    guard let entry = unwrapEntry(block, start, end) else { return false }
    line.format = .jsonFile
    (line.start, line.end, line.time) = (entry.text, entry.end, entry.time)
    line.hasTime = true
    return true
  }
}
