/// What is kept of one container while its quiet lines are skimmed.
struct ContainerSkim {
  /// A quiet line of text that the next line may still continue.
  struct PendingLine {
    var line: FramedLine
    /// The application's part of it.
    var text: ByteText
    /// Its leading blanks and tabs.
    var indent: Int
    var format: ContainerFormat
    var time: Int64?
    var hasHeader: Bool
    var level: Level?

    /// What the rules for traces need to know of it as a record of one line.
    var context: TraceContext {
      TraceContext(
        state: .none, indent: indent, hasHeader: hasHeader, level: level, lineCount: 1,
        heldLines: 0, holdsText: false, firstLine: text)
    }
  }

  var pending: PendingLine?
  /// What was counted since it was told last.
  var records: SkimmedRecords
  var json = QuietJSON()

  init(container: String?) {
    records = SkimmedRecords(container: container, file: 0)
  }
}
