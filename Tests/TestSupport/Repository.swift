package import Foundation

/// Where things lie, for tests that read files of the repository.
package enum Repository {
  /// The root of the checkout.
  package static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder with the shipped signatures and causes.
  package static let patterns = root.appending(path: "Patterns")

  /// The folder with the trimmed recordings that every clone has.
  package static let samples = root.appending(path: "samples")

  /// `../shared` beside the checkout, or nil on a user's clone.
  ///
  /// `LOGTRIAGE_SHARED` names another place for it (work trees that lie elsewhere).
  package static let shared: URL? = {
    let named = ProcessInfo.processInfo.environment["LOGTRIAGE_SHARED"].map { URL(filePath: $0) }
    let folder = named ?? root.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.path()) ? folder : nil
  }()
}
