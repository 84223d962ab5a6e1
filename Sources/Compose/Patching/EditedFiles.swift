/// The files of a project while a patch is made: edited texts over those that were read.
struct EditedFiles {
  private let readFile: ComposeProject.FileReader
  private let files: [String]
  private let environment: [String: String]
  private(set) var edited: [String: [UInt8]] = [:]

  init(
    files: [String], environment: [String: String], readFile: @escaping ComposeProject.FileReader
  ) {
    self.files = files
    self.environment = environment
    self.readFile = readFile
  }

  func bytes(_ path: String) -> [UInt8]? { edited[path] ?? readFile(path) }

  func original(_ path: String) -> [UInt8]? { readFile(path) }

  /// The project as the edited files give it; services of all profiles count.
  var project: ComposeProject {
    ComposeProject(
      files: files, environment: environment, profiles: ["*"], readFile: { bytes($0) })
  }

  func text(_ path: String) throws(EditRefusal) -> ComposeText {
    guard let bytes = bytes(path) else { throw EditRefusal("\(path) cannot be read") }
    return try ComposeText(path: path, bytes: bytes)
  }

  /// The files with more edits; nil when the edits do not fit together.
  func applying(_ edits: [String: [TextEdit]]) -> EditedFiles? {
    var next = self
    for (path, edits) in edits {
      guard let before = bytes(path), let after = TextEdit.applied(edits, to: before) else {
        return nil
      }
      next.edited[path] = after
    }
    return next
  }
}
