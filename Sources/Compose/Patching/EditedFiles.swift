/// The files of a project while a patch is made: edited texts over those that were read.
struct EditedFiles {
  private let readFile: ComposeProject.FileReader
  private let files: [String]
  private let environment: [String: String]
  /// What was read so far; nil for a file that is not there.
  private var originals: [String: [UInt8]?] = [:]
  private(set) var edited: [String: [UInt8]] = [:]
  /// The project before any edit.
  let first: ComposeProject

  init(
    files: [String], environment: [String: String], readFile: @escaping ComposeProject.FileReader
  ) {
    self.files = files
    self.environment = environment
    self.readFile = readFile
    // A reader may unpack an archive each time, and a patch reads the project many times.
    var read: [String: [UInt8]?] = [:]
    first = ComposeProject(files: files, environment: environment, profiles: ["*"]) { path in
      let bytes = readFile(path)
      read[path] = .some(bytes)
      return bytes
    }
    originals = read
  }

  func bytes(_ path: String) -> [UInt8]? { edited[path] ?? original(path) }

  func original(_ path: String) -> [UInt8]? { originals[path] ?? readFile(path) }

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
