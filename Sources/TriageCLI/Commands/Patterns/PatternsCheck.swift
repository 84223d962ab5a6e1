import Diagnosis
import Signatures

/// `logtriage patterns check`.
enum PatternsCheck {
  /// Checks a folder, or one file or subfolder of it beside all others.
  ///
  /// - Parameters:
  ///   - path: What to check; of a file below a folder named `Patterns` all of that folder is read,
  ///     and only its own problems are told.
  ///   - added: Folders whose files come on top.
  /// - Returns: The problems as text; status 1 when there are any.
  static func run(_ path: String?, _ added: [String]) -> CommandLineProgram.Outcome {
    guard let path else { return ("", "error: no Patterns folder here; name one\n", 2) }
    let root = root(of: path)
    let library = SignatureLibrary(folders: [root] + added)
    let all = SignatureCheck(library).problems.map(\.description) + causeProblems(library)
    let problems = all.filter { $0.hasPrefix(path) || root == path }
    let lines = problems.map { "\($0)\n" }.joined()
    let counts = "\(library.signatures.count) signatures, \(library.causeFiles.count) causes"
    if problems.isEmpty { return ("\(counts), no problems\n", "", 0) }
    return (lines, "\(counts), \(problems.count) problems\n", 1)
  }

  private static func causeProblems(_ library: SignatureLibrary) -> [String] {
    library.causeFiles.compactMap { file in
      do {
        _ = try CauseFile.read(file.bytes, id: file.id, path: file.path)
        return nil
      } catch {
        return "\(error)"
      }
    }
  }

  /// The folder named `Patterns` that holds a path, or the path itself.
  private static func root(of path: String) -> String {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false)
    while parts.last == "" { parts.removeLast() }
    guard let place = parts.lastIndex(of: "Patterns") else { return path }
    return place == parts.count - 1 ? path : parts[...place].joined(separator: "/")
  }
}
