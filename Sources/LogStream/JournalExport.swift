/// journald's export format: `NAME=text` lines, or a name, a size and bytes; an empty line ends an
/// entry ("Journal Export Formats", systemd.io).
enum JournalExport {
  private static let entryLimit = 4 << 20

  /// The next entry of `bytes`.
  static func next(_ bytes: ByteText, atEnd: Bool) -> BinaryFrame.Step {
    var frame = BinaryFrame(text: bytes[0..<0])
    var hasMessage = false
    var at = 0
    while true {
      guard let end = bytes.firstIndex(of: UInt8(ascii: "\n"), from: at) else {
        if atEnd, at >= bytes.count, hasMessage { break }
        return unfinished(bytes, atEnd: atEnd)
      }
      let line = bytes[at..<end]
      at = end + 1
      if line.isEmpty { break }
      let name: ByteText
      let value: ByteText
      if let equals = line.firstIndex(of: UInt8(ascii: "=")) {
        name = line[0..<equals]
        value = line.dropping(equals + 1)
      } else {
        var size = 0
        for place in 0..<8 { size |= Int(bytes.byte(at + place)) << (8 * min(place, 7)) }
        guard bytes.count >= at + 8 else { return unfinished(bytes, atEnd: atEnd) }
        guard size >= 0, size < entryLimit else {
          return .damaged(at, "a field of \(size) bytes in the journal")
        }
        guard bytes.count > at + 8 + size else { return unfinished(bytes, atEnd: atEnd) }
        name = line
        value = bytes[(at + 8)..<(at + 8 + size)]
        at += 8 + size + 1
      }
      if name.equals("MESSAGE") {
        frame.text = value
        hasMessage = true
      } else {
        JournalField.apply(name, value, to: &frame)
      }
    }
    JournalField.settle(&frame)
    guard hasMessage else { return .damaged(at, "journal entry without a message") }
    return .frame(at, frame)
  }

  private static func unfinished(_ bytes: ByteText, atEnd: Bool) -> BinaryFrame.Step {
    if atEnd { return .damaged(bytes.count, "journal entry cut off at the end") }
    return bytes.count < entryLimit ? .more : .damaged(bytes.count, "journal entry too large")
  }
}

/// What the fields of a journal entry say of a container's line (moby `daemon/logger/journald`).
enum JournalField {
  static func apply(_ name: ByteText, _ value: ByteText, to frame: inout BinaryFrame) {
    if name.equals("CONTAINER_NAME") {
      frame.container = value
      frame.isFromEngine = true
    } else if name.equals("CONTAINER_ID") {
      frame.isFromEngine = true
    } else if name.equals("SYSLOG_IDENTIFIER") {
      frame.identifier = value
    } else if name.equals("PRIORITY") {
      frame.severity = Severity.number(value)
    } else if name.equals("_TRANSPORT") {
      frame.isCaptured = value.equals("stdout")
    } else if name.equals("__REALTIME_TIMESTAMP") {
      frame.time = frame.time ?? InstantParser.epoch(value)
    } else if name.equals("SYSLOG_TIMESTAMP") {
      if let time = InstantParser.dateTime(value, at: 0)?.nanoseconds { frame.time = time }
    } else if name.equals("CONTAINER_PARTIAL_MESSAGE") {
      frame.isPartial = value.equals("true")
    } else if name.equals("CONTAINER_PARTIAL_LAST"), value.equals("true") {
      frame.isLastPiece = true
    }
  }

  /// Draws what follows from several fields, when all were applied.
  static func settle(_ frame: inout BinaryFrame) {
    if let identifier = frame.identifier {
      if frame.container == nil { frame.container = identifier }
      if SyslogHeader.isContainerID(identifier) { frame.isFromEngine = true }
    }
    frame.settleSeverity()
  }
}
