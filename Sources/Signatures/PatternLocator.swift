#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Foundation
#endif

/// Finds the shipped `Patterns` folder.
///
/// `Bundle.module` is not used: it ends the process when the program was moved after its build.
package enum PatternLocator {
  /// What was looked for, and what was there.
  package struct Location: Equatable, Sendable {
    /// The folder, or nil when none of the places holds one.
    package var folder: String?
    /// Every place that was tried, in order.
    package var tried: [String]
  }

  /// Looks for the folder.
  ///
  /// - Parameters:
  ///   - named: The value of `LOGTRIAGE_PATTERNS`; when it is set, no other place is tried.
  ///   - executable: The path of the running program, links resolved.
  /// - Returns: The first place that is a folder: beside an installed program
  ///   (`../share/logtriage/Patterns`), then in the build folder's resources.
  package static func locate(named: String?, executable: String? = executablePath()) -> Location {
    var places: [String] = []
    if let named, !named.isEmpty {
      places = [named]
    } else if let executable {
      let folder = Self.folder(of: executable)
      places = [
        Self.folder(of: folder) + "/share/logtriage/Patterns",
        folder + "/logtriage_Signatures.resources/Patterns",
        folder + "/logtriage_Signatures.bundle/Patterns",
      ]
    }
    return Location(folder: places.first { PatternFolder.isFolder($0) == true }, tried: places)
  }

  /// The path of the running program with links resolved; nil where the system does not tell.
  package static func executablePath() -> String? {
    #if os(Linux)
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
    #else
    return Bundle.main.executableURL?.resolvingSymlinksInPath().path
    #endif
  }

  /// The path of a program with links resolved, from the word that it was started by.
  ///
  /// For roots without `/proc`, where the system does not tell it. Nil for a bare name: that was
  /// looked up in `PATH`.
  package static func executablePath(startedAs name: String) -> String? {
    guard name.contains("/"), let path = realpath(name, nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  private static func folder(of path: String) -> String {
    // An empty path is the root's, and the root is its own parent.
    guard let slash = path.lastIndex(of: "/") else { return path.isEmpty ? "" : "." }
    return String(path[..<slash])
  }
}
