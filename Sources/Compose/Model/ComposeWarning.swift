/// Something in the project's files that was not understood or that compose would refuse.
package struct ComposeWarning: Hashable, Sendable, CustomStringConvertible {
  /// The path relative to the project.
  package var file: String
  /// 1-based; 1 when the whole file is meant.
  package var line: Int
  package var message: String

  package init(file: String, line: Int, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  package var description: String { "\(file):\(line): \(message)" }
}
