package import Findings

/// A unified diff of the project's files that makes settings be as wanted.
package struct ComposePatch: Sendable {
  /// One changed file.
  package struct File: Sendable {
    /// Relative to the project.
    package var path: String
    package var before: [UInt8]
    package var after: [UInt8]
  }

  package private(set) var files: [File] = []
  /// What the reader of the diff should know: where a value is shared, why a file was chosen.
  package private(set) var notes: [String] = []

  /// The diff with `a/` and `b/` paths and three lines of context; empty when nothing changes.
  package var diff: String {
    files.map { UnifiedDiff.text(path: $0.path, before: $0.before, after: $0.after) }.joined()
  }

  /// The most changes that one patch takes; each is tried at several places.
  package static let mostChanges = 256

  /// Makes the smallest edit of the project's files that gives the wanted settings and nothing else.
  ///
  /// A value is changed where it is written: in a shared anchor or in `.env` when everything that
  /// uses it wants the change, otherwise in the service. Every edit is read back before it is taken.
  ///
  /// - Throws: A `ComposePatchError` when a change cannot be placed, or when the edited files do not
  ///   read back as exactly the wanted model.
  /// - Complexity: Reads the project a few times per change.
  package init(
    _ changes: [SettingChange], files: [String] = [], environment: [String: String] = [:],
    readFile: ComposeProject.FileReader
  ) throws(ComposePatchError) {
    let result = withoutActuallyEscaping(readFile) { readFile in
      let edited = EditedFiles(files: files, environment: environment, readFile: readFile)
      return Result { () throws(ComposePatchError) in try ComposePatch(changes, edited) }
    }
    self = try result.get()
  }

  private init(_ changes: [SettingChange], _ original: EditedFiles) throws(ComposePatchError) {
    let wanted = try Self.understood(changes)
    let first = original.first
    guard !first.services.isEmpty else {
      throw .unreadable(
        first.warnings.first
          ?? ComposeWarning(file: first.files.first ?? "", line: 1, message: "no services"))
    }
    var trial = PatchTrial(wanted: wanted, files: original, project: first)
    for setting in wanted where !setting.isSatisfied(in: trial.project) {
      guard first[service: setting.service] != nil else {
        throw .unknownService(setting.service)
      }
      try trial.take(setting)
    }
    try trial.check(against: first)
    notes = trial.notes
    for (path, after) in trial.files.edited.sorted(by: { $0.key < $1.key }) {
      guard let before = original.original(path), before != after else { continue }
      self.files.append(File(path: path, before: before, after: after))
    }
  }

  private static func understood(_ changes: [SettingChange]) throws(ComposePatchError)
    -> [WantedSetting]
  {
    var wanted: [WantedSetting] = []
    for change in changes where !wanted.contains(where: { $0.isSame(as: change) }) {
      let setting = try WantedSetting(change)
      let rival = wanted.contains {
        $0.service == setting.service && $0.target == setting.target && $0.value != setting.value
      }
      guard !rival else { throw .contradiction(service: change.service, path: change.path) }
      guard wanted.count < mostChanges else {
        throw .unplaceable(
          service: change.service, path: change.path,
          reason: "more than \(mostChanges) changes in one patch")
      }
      wanted.append(setting)
    }
    return wanted
  }
}

extension WantedSetting {
  fileprivate func isSame(as change: SettingChange) -> Bool {
    service == change.service && path == change.path && value == change.value
  }
}
