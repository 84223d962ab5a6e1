import LogStream

extension SignatureLibrary {
  /// The quietest level at which the lines of some signatures are written.
  ///
  /// Their files show it: by `where: level`, else by their examples. Signatures of lines without a
  /// level are left out.
  /// Reads the examples of the signatures that are asked for, some microseconds each.
  package func lineLevels(of ids: Set<String>) -> [String: String] {
    let wanted = signatures.filter { ids.contains($0.id) }
    let levels = Parallel.map(wanted) { Self.quietestLevel(of: $0)?.rawValue }
    let pairs = zip(wanted, levels).compactMap { signature, level in
      level.map { (signature.id, $0) }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private static func quietestLevel(of signature: Signature) -> Level? {
    var levels = signature.levels ?? []
    if levels.isEmpty {
      for example in signature.matchExamples {
        ExampleLine.read(example.text) { record in
          if let level = record.level { levels.insert(level) }
        }
      }
    }
    return levels.min()
  }
}
