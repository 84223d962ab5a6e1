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
    do {
      var reader = SignatureReader(file: self, root: try root(of: bytes))
      let signature = reader.read()
      problems += reader.problems
      return signature
    } catch {
      problems.append(error)
      return nil
    }
  }

  /// The signature, as much of it as is wanted; nil, and what is wrong, where it cannot be read.
  func read(
    _ extent: SignatureLibrary.Extent, problems: inout [PatternProblem]
  ) -> Signature? {
    extent == .whole ? read(problems: &problems) : readForMatching(problems: &problems)
  }

  /// As `read`, but for a sound file the prose is read when it is first asked for.
  ///
  /// A file in which anything is wrong, as far as that is seen without its prose, and one that is
  /// written in an unusual way are read whole at once.
  func readForMatching(problems: inout [PatternProblem]) -> Signature? {
    guard bytes.count <= Self.mostBytes,
      let excerpt = YAMLExcerpt(bytes, leavingOut: Self.proseKeys),
      let root = try? root(of: excerpt.text)
    else { return read(problems: &problems) }
    var reader = SignatureReader(file: self, root: root)
    let signature = reader.read(proseLater: Deferred { prose })
    return reader.problems.isEmpty ? signature : read(problems: &problems)
  }

  private static let proseKeys = [
    YAMLExcerpt.Key("examples", isRequired: true), YAMLExcerpt.Key("source", isRequired: true),
    YAMLExcerpt.Key("title", isRequired: true), YAMLExcerpt.Key("proves"),
    YAMLExcerpt.Key("proves-not"), YAMLExcerpt.Key("also"),
  ]

  /// What of the file is not for matching; of one that cannot be read, its id as the title.
  private var prose: Signature.Prose {
    guard let root = try? root(of: bytes) else { return Signature.Prose(title: id) }
    var reader = SignatureReader(file: self, root: root)
    return reader.readProse()
  }

  private func root(of text: [UInt8]) throws(PatternProblem) -> YAMLNode {
    let documents: [YAMLNode]
    do {
      documents = try YAMLStream(text, limits: Self.limits).documents
    } catch {
      throw problem(error.line, error.message)
    }
    guard documents.count == 1, let only = documents.first else {
      throw problem(1, "a signature file holds one YAML document")
    }
    return only
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
