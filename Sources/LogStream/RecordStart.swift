/// How the lines of a log may be divided into parts that are read apart.
package struct LineDivision: Sendable {
  let rule: PrefixRule

  /// Whether each line names its container: what another container than that of the line at an edge
  /// wrote may go over it, which `PartEdges` tells.
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
      guard JSONFileTail.read(before, 0, before.count) != nil,
        let tail = JSONFileTail.read(line, 0, line.count)
      else {
        return false
      }
      let payload = ByteStore()
      Unescaping.append(line[JSONFileLine.opening..<(tail.log - 2)], to: payload)
      return isStart(payload.text)
    }
    guard before.count < EngineStamp.pieceSize else { return false }
    let start = EngineStamp.parse(line, at: 0) == nil ? 0 : EngineStamp.length + 1
    return isStart(line.dropping(start))
  }

  /// Whether a text is a whole JSON object, or has a header.
  private static func isStart(_ payload: ByteText) -> Bool {
    var text = payload
    if text.byte(text.count - 1) == UInt8(ascii: "\r") { text = text[0..<(text.count - 1)] }
    guard text.byte(0) == UInt8(ascii: "{") else { return TextHeader.parse(text).isPresent }
    var fields: [FieldRange] = []
    return JSONObjectScanner.scan(text, into: &fields)
  }
}
