import LogStream

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The files of one `Patterns` folder, read whole.
package struct PatternFolder: Sendable {
  /// The files that hold signatures.
  package private(set) var signatures: [SignatureFile] = []
  /// The files below `causes/`; their ids lack that prefix.
  package private(set) var causes: [SignatureFile] = []
  /// What could not be read, and files with names that nothing reads.
  package private(set) var problems: [PatternProblem] = []

  private static let deepest = 8
  private static let mostFiles = 20_000
  private static let causesPrefix = "causes/"
  private static let suffix = ".yaml"

  /// A folder without files, for those that come from elsewhere.
  package init() {}

  /// Reads a folder; a path that is no folder is a problem, not an empty folder.
  ///
  /// - Parameter path: The folder, or one file in a product's folder.
  package init(_ path: String) {
    guard let isFolder = Self.isFolder(path) else {
      problems = [PatternProblem(path: path, line: 1, message: "no such file or folder")]
      return
    }
    var files: [Member] = []
    if isFolder {
      list(path, below: "", depth: 0, into: &files)
    } else {
      let parts = path.split(separator: "/")
      files = [Member(path: path, id: Self.id(parts.suffix(2).joined(separator: "/")))]
    }
    for (file, bytes) in zip(files, Parallel.map(files) { Self.contents(of: $0.path) }) {
      if let bytes {
        add(SignatureFile(path: file.path, id: file.id, bytes: bytes))
      } else {
        problems.append(PatternProblem(path: file.path, line: 1, message: "cannot be read"))
      }
    }
    signatures.sort { $0.id < $1.id }
    causes.sort { $0.id < $1.id }
  }

  /// A file that is to be read.
  private struct Member {
    var path: String
    var id: String
  }

  private mutating func list(
    _ folder: String, below prefix: String, depth: Int, into files: inout [Member]
  ) {
    guard depth < Self.deepest, files.count < Self.mostFiles else { return }
    guard let members = Self.members(of: folder) else {
      problems.append(PatternProblem(path: folder, line: 1, message: "cannot be read"))
      return
    }
    for (name, kind) in members {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      // A link may lead to a folder, and some file systems do not tell.
      if kind == DT_DIR || kind != DT_REG && Self.isFolder(path) == true {
        list(path, below: prefix + name + "/", depth: depth + 1, into: &files)
      } else if name.hasSuffix(Self.suffix) {
        files.append(Member(path: path, id: Self.id(prefix + name)))
      } else if name.hasSuffix(".yml") {
        problems.append(PatternProblem(path: path, line: 1, message: "name it .yaml"))
      }
    }
  }

  /// The names in a folder and what each is, sorted, without hidden ones; nil when it cannot be read.
  private static func members(of folder: String) -> [(name: String, kind: Int)]? {
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    var members: [(name: String, kind: Int)] = []
    while let item = readdir(directory) {
      let name = withUnsafeBytes(of: &item.pointee.d_name) { bytes in
        let text = bytes[..<(bytes.firstIndex(of: 0) ?? bytes.endIndex)]
        return String(decoding: UnsafeRawBufferPointer(rebasing: text), as: UTF8.self)
      }
      guard name.utf8.first != UInt8(ascii: ".") else { continue }
      members.append((name, Int(item.pointee.d_type)))
    }
    return members.sorted { $0.name < $1.name }
  }

  /// Whether a path is a folder; nil when nothing is there.
  static func isFolder(_ path: String) -> Bool? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT == S_IFDIR
  }

  private static func id(_ name: String) -> String {
    // By bytes: telling characters apart is slow.
    guard name.hasSuffix(suffix) else { return name }
    return String(decoding: name.utf8.dropLast(suffix.utf8.count), as: UTF8.self)
  }

  /// The bytes of a file; a regular one is read at once.
  private static func contents(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    let size = isRegular ? Int(status.st_size) : 0
    // The first bytes without another call; the rest, if the file grew or has no size, as it comes.
    let source = DescriptorSource(descriptor: descriptor, path: path, owned: true)
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      count = max(0, read(descriptor, buffer.baseAddress, size + 1))
    }
    if isRegular, bytes.count == size { return bytes }
    return (try? source.bytes(limit: .max)).map { bytes + $0 }
  }

  /// Adds a file; one whose id begins with `causes/` is a cause.
  package mutating func add(_ file: SignatureFile) {
    guard !file.id.hasPrefix(Self.causesPrefix) else {
      var cause = file
      cause.id = String(file.id.dropFirst(Self.causesPrefix.count))
      causes.append(cause)
      return
    }
    if !file.id.contains("/") {
      let message = "put it into the folder of its product"
      problems.append(PatternProblem(path: file.path, line: 1, message: message))
    }
    signatures.append(file)
  }
}
