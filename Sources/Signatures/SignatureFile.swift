import YAML

/// The YAML text of one signature.
package struct SignatureFile: Sendable {
  /// The path for messages.
  package var path: String
  package var id: String
  package var bytes: [UInt8]

  package init(path: String, id: String, bytes: [UInt8]) {
    self.path = path
    self.id = id
    self.bytes = bytes
  }

  /// Larger files are refused: a signature is a page of text.
  static let mostBytes = 256 << 10

  /// What the file says; all that is wrong with it is in `problems`.
  ///
  /// - Returns: The signature, or nil when it lacks what every signature must have.
  package func read(problems: inout [PatternProblem]) -> Signature? {
    let root: YAMLNode
    do {
      let documents = try YAMLStream(bytes, limits: Self.limits).documents
      guard documents.count == 1, let only = documents.first else {
        problems.append(problem(1, "a signature file holds one YAML document"))
        return nil
      }
      root = only
    } catch {
      problems.append(problem(error.line, error.message))
      return nil
    }
    var reader = SignatureReader(file: self, root: root)
    let signature = reader.read()
    problems += reader.problems
    return signature
  }

  func problem(_ line: Int, _ message: String) -> PatternProblem {
    PatternProblem(path: path, line: line, message: message)
  }

  private static var limits: YAMLStream.Limits {
    var limits = YAMLStream.Limits()
    limits.bytes = mostBytes
    limits.depth = 16
    limits.nodes = 10_000
    return limits
  }
}
