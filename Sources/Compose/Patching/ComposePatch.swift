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

  package var files: [File]
  /// What the reader of the diff should know: where a value is shared, why a file was chosen.
  package var notes: [String]
  /// The diff with `a/` and `b/` paths and three lines of context; empty when nothing changes.
  package var diff: String { "" }

  /// Makes the smallest edit of the project's files that gives the wanted settings and nothing else.
  ///
  /// - Throws: A `ComposePatchError` when a change cannot be placed, or when the edited files do not
  ///   read back as exactly the wanted model.
  package init(
    _ changes: [SettingChange], files: [String] = [], environment: [String: String] = [:],
    readFile: ComposeProject.FileReader
  ) throws(ComposePatchError) {
    throw .unknownService(changes.first?.service ?? "")
  }
}
