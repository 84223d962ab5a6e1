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

  private static let causesPrefix = "causes/"

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
    var files: [PatternListing.Member] = []
    if isFolder {
      let listing = PatternListing(path)
      files = listing.members
      problems = listing.problems
    } else {
      let parts = path.split(separator: "/").suffix(2).joined(separator: "/")
      files = [PatternListing.Member(path: path, id: PatternListing.id(parts))]
    }
    for (file, bytes) in zip(files, Parallel.map(files, Self.contents)) {
      if let bytes {
        add(SignatureFile(path: file.path, id: file.id, bytes: bytes))
      } else {
        problems.append(PatternListing.problem(file.path, "cannot be read"))
      }
    }
    signatures.sort { $0.id < $1.id }
    causes.sort { $0.id < $1.id }
  }

  /// Whether a path is a folder; nil when nothing is there.
  static func isFolder(_ path: String) -> Bool? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT == S_IFDIR
  }

  /// The bytes of a file; an ordinary one is mostly read by one call.
  private static func contents(of file: PatternListing.Member) -> [UInt8]? {
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let source = DescriptorSource(descriptor: descriptor, path: file.path, owned: true)
    let most = 1 << 14
    let bytes = withUnsafeTemporaryAllocation(byteCount: most, alignment: 16) { buffer in
      let count = max(0, read(descriptor, buffer.baseAddress, most))
      return [UInt8](UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    // Where nothing came, there may be a reason to tell.
    if file.isRegular, !bytes.isEmpty, bytes.count < most { return bytes }
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
