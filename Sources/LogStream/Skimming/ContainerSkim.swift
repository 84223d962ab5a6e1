/// What is kept of one container while its quiet lines are skimmed.
struct ContainerSkim {
  /// A quiet line of text that the next line may still continue.
  struct PendingLine {
    var line: FramedLine
    /// Where the application's part of it stands, if it does so as it is; it opens no trace otherwise.
    var payload: Range<Int>?
    /// Its leading blanks and tabs.
    var indent: Int
    var format: ContainerFormat
    var time: Int64?
    /// Whether there is a header, the level in it, and where the message begins.
    var hasHeader: Bool
    var level: Level?
    var message: Int

    /// What the rules for traces need to know of it as a record of one line.
    var context: TraceContext {
      let text = payload.map { line.text[$0] }
      return TraceContext(
        state: text.map { ContainerState.trace(of: $0, message: message, hasHeader) } ?? .none,
        indent: indent,
        hasHeader: hasHeader, level: level, lineCount: 1,
        heldLines: 0, holdsText: false, firstLine: text ?? line.text)
    }
  }

  var pending: PendingLine?
  /// What was counted since it was told last.
  var records: SkimmedRecords
  var json = QuietJSON()
  private var headers = HeaderShapes()

  init(container: String?) {
    records = SkimmedRecords(container: container, file: 0)
  }

  /// The header of a line of text; its time may be missing where it is not wanted.
  @inline(__always)
  mutating func header(of line: ByteText, wantsTime: Bool) -> TextHeader {
    if let known = headers.find(line, wantsTime: wantsTime) { return known }
    let header = TextHeader.parse(line)
    headers.learn(line, header)
    return header
  }
}
