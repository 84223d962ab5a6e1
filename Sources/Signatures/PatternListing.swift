#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The names of the files of a `Patterns` folder, before any of them is opened.
struct PatternListing: Sendable {
  /// A file that is to be read.
  struct Member: Sendable {
    var path: String
    var id: String
    /// Whether the folder says that it is an ordinary file, so that it ends where reading comes short.
    var isRegular = false
  }

  /// Sorted within each folder.
  private(set) var members: [Member] = []
  /// Folders that cannot be read or are not looked into, and files with names that nothing reads.
  private(set) var problems: [PatternProblem] = []

  private static let deepest = 8
  private static let mostFiles = 20_000
  fileprivate static let suffix = ".yaml"

  /// A folder that is still to be looked into.
  fileprivate struct Folder: Sendable {
    var path: String
    /// What the ids of its files begin with: empty, or ends with `/`.
    var prefix: String
  }

  /// Lists a folder and what is below it, the folders of one depth at once.
  init(_ path: String) {
    var level = [Folder(path: path.hasSuffix("/") ? String(path.dropLast()) : path, prefix: "")]
    for depth in 0... {
      guard !level.isEmpty else { return }
      guard depth < Self.deepest, max(members.count, level.count) < Self.mostFiles else {
        problems += level.map { Self.problem($0.path, "not read: too deep, or too many files") }
        return
      }
      var next: [Folder] = []
      for found in Parallel.map(level, Self.look) {
        members += found.members
        problems += found.problems
        next += found.folders
      }
      level = next
    }
  }

  /// What one folder holds.
  fileprivate struct Contents: Sendable {
    var members: [Member] = []
    var folders: [Folder] = []
    var problems: [PatternProblem] = []
  }

  private static func look(into folder: Folder) -> Contents {
    var contents = Contents()
    guard let directory = opendir(folder.path.isEmpty ? "/" : folder.path) else {
      contents.problems = [problem(folder.path, "cannot be read")]
      return contents
    }
    defer { closedir(directory) }
    while let item = readdir(directory) {
      let name = withUnsafeBytes(of: &item.pointee.d_name) { bytes in
        let text = bytes[..<(bytes.firstIndex(of: 0) ?? bytes.endIndex)]
        return String(decoding: UnsafeRawBufferPointer(rebasing: text), as: UTF8.self)
      }
      guard name.utf8.first != UInt8(ascii: ".") else { continue }
      contents.take(name, Int(item.pointee.d_type), in: folder)
    }
    // Here, where several are at it; what is sorted in runs is soon sorted as a whole.
    contents.members.sort { $0.id < $1.id }
    contents.folders.sort { $0.prefix < $1.prefix }
    return contents
  }

  static func problem(_ path: String, _ message: String) -> PatternProblem {
    PatternProblem(path: path, line: 1, message: message)
  }

  /// The id of a file from its path below the folder.
  static func id(_ name: String) -> String {
    // By bytes: telling characters apart is slow.
    guard name.hasSuffix(suffix) else { return name }
    return String(decoding: name.utf8.dropLast(suffix.utf8.count), as: UTF8.self)
  }
}

extension PatternListing.Contents {
  fileprivate mutating func take(_ name: String, _ kind: Int, in folder: PatternListing.Folder) {
    let path = folder.path + "/" + name
    // A link may lead to a folder, and some file systems do not tell.
    if kind == DT_DIR || kind != DT_REG && PatternFolder.isFolder(path) == true {
      folders.append(PatternListing.Folder(path: path, prefix: folder.prefix + name + "/"))
    } else if name.hasSuffix(PatternListing.suffix) {
      let id = PatternListing.id(folder.prefix + name)
      members.append(PatternListing.Member(path: path, id: id, isRegular: kind == DT_REG))
    } else if name.hasSuffix(".yml") {
      problems.append(PatternListing.problem(path, "name it .yaml"))
    }
  }
}
