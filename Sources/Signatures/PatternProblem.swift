/// Something wrong with a file of `Patterns/`.
package struct PatternProblem: Error, Hashable, Sendable {
  /// The path of the file as the user named its folder.
  package var path: String
  /// 1-based.
  package var line: Int
  package var message: String

  package init(path: String, line: Int, message: String) {
    self.path = path
    self.line = line
    self.message = message
  }
}

extension PatternProblem: CustomStringConvertible {
  package var description: String { "\(path):\(line): \(message)" }
}

extension PatternProblem: Comparable {
  package static func < (left: PatternProblem, right: PatternProblem) -> Bool {
    (left.path, left.line, left.message) < (right.path, right.line, right.message)
  }
}
