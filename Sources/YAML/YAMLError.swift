/// Why a text is not the YAML that it should be, and where.
package struct YAMLError: Error, Equatable, CustomStringConvertible {
  /// 1-based.
  package var line: Int
  /// 1-based, counted in bytes.
  package var column: Int
  /// What is wrong there and what would be right.
  package var message: String

  package init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  package var description: String { "\(line):\(column): \(message)" }
}
