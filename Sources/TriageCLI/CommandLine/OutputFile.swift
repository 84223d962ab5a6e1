#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Where a command's text goes: to standard output, or to the file that was named.
enum OutputFile {
  /// The outcome of a command whose text may go to a file; a file that cannot be written loses
  /// nothing, because the text is then printed.
  static func deliver(
    _ text: String, errors: String, _ status: ExitStatus, to path: String?
  ) -> CommandLineProgram.Outcome {
    guard let path else { return (text, errors, status.rawValue) }
    do {
      try Data(text.utf8).write(to: URL(filePath: path))
      return ("", errors, status.rawValue)
    } catch {
      return (
        text, errors + "error: \(path): cannot be written, so it is above\n",
        ExitStatus.incomplete.rawValue
      )
    }
  }
}
