import LogStream

/// One log of the evidence: a file, or the parts of a rotated set, oldest first.
struct LogSet {
  var files: [EvidenceFile]
  /// Whether each line names its own service.
  var isCombined: Bool

  /// The paths by which a log is chosen and told apart from others.
  var name: LogName {
    LogName(
      paths: files.map(\.path), isCombined: isCombined, container: files.first?.container ?? nil)
  }

  /// All logs among the files, in the order of their paths, and the files that are none of their
  /// parts because the same part lies there unpacked.
  static func all(of files: [EvidenceFile]) -> (sets: [LogSet], doubled: [EvidenceFile]) {
    let logs = files.filter { $0.kind == .log }
    let byPath = Dictionary(logs.map { ($0.path, $0) }) { first, _ in first }
    var sets = RotatedSet.groups(of: logs.map(\.entry)).map { group in
      LogSet(files: group.compactMap { byPath[$0.path] }, isCombined: false)
    }
    let taken = Set(sets.flatMap { $0.files.map(\.path) })
    sets += files.filter { $0.kind == .composeLog }.map { LogSet(files: [$0], isCombined: true) }
    return (sets, logs.filter { !taken.contains($0.path) })
  }
}

/// What a log is known by.
struct LogName: Hashable, Codable {
  var paths: [String]
  var isCombined: Bool
  /// The container that its place in a bundle names.
  var container: String?

  /// The path of its oldest part, which stands for the log.
  var first: String { paths.first ?? "" }
}
