import Foundation
package import Testing

/// Compares a whole text with a file beside the test; `RECORD=1` writes the file and fails.
///
/// - Parameters:
///   - actual: The text that the code made.
///   - file: The golden file, relative to the repository's root.
///   - sourceLocation: The place of the test.
/// - Throws: What the file system says when a golden file cannot be written.
package func expectGolden(
  _ actual: String, at file: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = Repository.root.appending(path: file)
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(actual.utf8).write(to: url)
    Issue.record(
      "recorded \(file); read it, then run without RECORD", sourceLocation: sourceLocation)
    return
  }
  let expected = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
  guard actual != expected else { return }
  let pairs = zip(lines(expected) + [""], lines(actual) + [""])
  let place = pairs.enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    """
    \(file):\((place?.offset ?? min(lines(expected).count, lines(actual).count)) + 1) differs
    expected: \(place?.element.0 ?? "(end)")
    actual:   \(place?.element.1 ?? "(end)")
    accept with: RECORD=1 swift test --filter <this test>, then read git diff
    """, sourceLocation: sourceLocation)
}

private func lines(_ text: String) -> [Substring] {
  text.split(separator: "\n", omittingEmptySubsequences: false)
}
