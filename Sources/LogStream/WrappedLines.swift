/// Lines that an engine wrapped with their time and stream.
extension LineIntake {
  /// Takes a line of the json-file driver; intact entries behind damage are found again.
  func acceptJSONFile(_ line: FramedLine, _ body: (Record) -> Void) {
    var start = 0
    while line.text.byte(start) == 0, start < line.text.count { start += 1 }
    if start > 0 {
      tally.nulBytes += start
      damage(line, 0..<start, "NUL bytes")
      guard start < line.text.count else { return }
    }
    while true {
      let rest = line.text.dropping(start)
      if let entry = JSONFileLine.parse(rest) {
        count(.jsonFile)
        accept(entry, line, start, body)
        return
      }
      guard let next = JSONFileLine.resynchronise(line.text, after: start + 1) else { break }
      damage(line, start..<next, "half an entry of the json-file driver")
      start = next
    }
    let rest = line.text.dropping(start)
    guard JSONFileLine.looksLikeOne(rest), !isWholeObject(rest) else {
      acceptStamped(line, from: start, directory.main, stampedFormat: .dockerLogsTimestamps, body)
      return
    }
    damage(
      line, start..<line.text.count,
      line.isTerminated ? "half an entry of the json-file driver" : "entry cut off at the end")
  }

  private func isWholeObject(_ text: ByteText) -> Bool {
    var fields: [FieldRange] = []
    return JSONObjectScanner.scan(text, into: &fields)
  }

  private func accept(
    _ entry: JSONFileLine, _ line: FramedLine, _ start: Int, _ body: (Record) -> Void
  ) {
    var origin = origin(line, at: start)
    origin.time = entry.time
    origin.stream = entry.stream
    var text = entry.log
    if entry.isEscaped {
      let slash = text.firstIndex(of: UInt8(ascii: "\\")) ?? 0
      if slash == text.count - 2, text.byte(slash + 1) == UInt8(ascii: "n") {
        acceptPiece(text[0..<slash], origin, isLast: true, directory.main, body)
        return
      }
      unescaped.removeAll()
      Unescaping.append(text, to: unescaped)
      text = unescaped.text
    }
    let hasNewline = text.byte(text.count - 1) == UInt8(ascii: "\n")
    // The engine cuts at its buffer's size only: a shorter piece was the end of a run's output.
    let isLast = hasNewline || text.count < EngineStamp.pieceSize
    acceptPiece(
      hasNewline ? text[0..<(text.count - 1)] : text, origin, isLast: isLast, directory.main, body)
  }

  /// Takes a line of the Kubernetes log format.
  func acceptCRI(_ line: FramedLine, _ cri: CRILine, _ body: (Record) -> Void) {
    count(.cri)
    var origin = origin(line)
    origin.time = cri.time
    origin.stream = cri.stream
    acceptPiece(
      line.text.dropping(cri.payload), origin, isLast: !cri.isPartial, directory.main,
      sameTime: false, body)
  }
}
