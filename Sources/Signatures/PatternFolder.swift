#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
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
    var isFolder = false
    let manager = FileManager.default
    guard manager.fileExists(atPath: path, isDirectory: &isFolder) else {
      problems = [PatternProblem(path: path, line: 1, message: "no such file or folder")]
      return
    }
    if isFolder {
      read(path, below: "", depth: 0)
    } else {
      let parts = path.split(separator: "/")
      add(path, id: parts.suffix(2).joined(separator: "/"))
    }
    signatures.sort { $0.id < $1.id }
    causes.sort { $0.id < $1.id }
  }

  private mutating func read(_ folder: String, below prefix: String, depth: Int) {
    guard depth < Self.deepest, signatures.count + causes.count < Self.mostFiles else { return }
    let manager = FileManager.default
    guard let names = try? manager.contentsOfDirectory(atPath: folder) else {
      problems.append(PatternProblem(path: folder, line: 1, message: "cannot be read"))
      return
    }
    for name in names.sorted() where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var isFolder = false
      _ = manager.fileExists(atPath: path, isDirectory: &isFolder)
      if isFolder {
        read(path, below: prefix + name + "/", depth: depth + 1)
      } else if name.hasSuffix(Self.suffix) {
        add(path, id: prefix + name)
      } else if name.hasSuffix(".yml") {
        problems.append(PatternProblem(path: path, line: 1, message: "name it .yaml"))
      }
    }
  }

  private mutating func add(_ path: String, id name: String) {
    let id = name.hasSuffix(Self.suffix) ? String(name.dropLast(Self.suffix.count)) : name
    guard let content = FileManager.default.contents(atPath: path) else {
      problems.append(PatternProblem(path: path, line: 1, message: "cannot be read"))
      return
    }
    add(SignatureFile(path: path, id: id, bytes: [UInt8](content)))
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
