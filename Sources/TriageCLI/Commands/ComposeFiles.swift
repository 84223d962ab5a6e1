/// The compose files of a command line, seen from the folder of the first one.
struct ComposeFiles {
  let files: [String]

  init(_ files: [String]) {
    self.files = files
  }

  /// The folder of the first file, with `/` at its end; empty for the current one.
  var folder: String {
    files.first?.lastIndex(of: "/").map { String(files[0][...$0]) } ?? ""
  }

  /// The files seen from that folder.
  var names: [String] {
    files.map { $0.hasPrefix(folder) ? String($0.dropFirst(folder.count)) : $0 }
  }
}
