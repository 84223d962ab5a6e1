/// How the lines of a log may be divided into parts that are read apart.
package struct LineDivision: Sendable {
  let rule: PrefixRule

  /// Whether each line names its container: what another container than that of the line at an edge
  /// wrote may go over it, which `LogReader.unsureStart` tells.
  package var namesContainers: Bool { rule.isExpected }

  /// Whether a line begins a record for sure, and the one before it ends one.
  func isBetween(_ before: ByteText, _ line: ByteText) -> Bool {
    guard rule.isExpected else { return RecordStart.isBetween(before, line) }
    guard let prefix = ComposePrefix.parse(line, blanks: rule.blanks) else { return false }
    return RecordStart.isBetween(before, line.dropping(prefix.payload))
  }
}

/// Tells at which lines a log of one container may be divided.
enum RecordStart {
  /// Whether a line surely begins a record and the one before it ends one, so that neither a trace
  /// nor the pieces of a long line go over the edge between them.
  static func isBetween(_ before: ByteText, _ line: ByteText) -> Bool {
    if JSONFileLine.looksLikeOne(line) {
      guard JSONFileTail.read(before) != nil, let tail = JSONFileTail.read(line) else {
        return false
      }
      return isStart(line[8..<(tail.log - 2)], quote: "{\\\"")
    }
    guard before.count < EngineStamp.pieceSize else { return false }
    let start = EngineStamp.parse(line, at: 0) == nil ? 0 : EngineStamp.length + 1
    return isStart(line.dropping(start), quote: "{\"")
  }

  private static func isStart(_ payload: ByteText, quote: StaticString) -> Bool {
    if payload.hasPrefix(quote) {
      var end = payload.count
      while end > 0, payload.byte(end - 1) == UInt8(ascii: "\r") { end -= 1 }
      return payload.byte(end - 1) == UInt8(ascii: "}")
    }
    return TextHeader.parse(payload).isPresent
  }
}
