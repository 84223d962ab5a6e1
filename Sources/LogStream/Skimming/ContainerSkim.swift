/// What is kept of one container while its quiet lines are skimmed.
struct ContainerSkim {
  /// A quiet line of text that the next line may still continue.
  struct PendingLine {
    var line: FramedLine
    var format: ContainerFormat
    var time: Int64?
    var level: Level?
  }

  var pending: PendingLine?
  /// What was counted since it was told last.
  var records: SkimmedRecords
  var json = QuietJSON()
  /// The same for lines that the json-file driver wrapped.
  var wrappedJSON = QuietJSON()

  init(container: String?) {
    records = SkimmedRecords(container: container, file: 0)
  }
}
