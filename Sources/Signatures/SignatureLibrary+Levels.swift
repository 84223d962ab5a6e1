import LogStream

extension SignatureLibrary {
  /// The quietest level at which the lines of some signatures are written.
  ///
  /// Their files show it: by `where: level`, else by their examples. Signatures of lines without a
  /// level are left out.
  ///
  /// - Complexity: Reads the files of the signatures that are asked for, some microseconds each.
  package func lineLevels(of ids: Set<String>) -> [String: String] {
    let wanted = signatures.indices.filter { ids.contains(signatures[$0].id) }.map {
      signatures[$0]
    }
    let levels = Parallel.map(wanted) { Self.quietestLevel(of: $0)?.rawValue }
    let pairs = zip(wanted, levels).compactMap { signature, level in
      level.map { (signature.id, $0) }
    }
    return Dictionary(pairs) { first, _ in first }
  }

  /// The level of one signature's lines, as in `lineLevels`.
  package func lineLevel(of id: String) -> String? {
    signature(id).flatMap(Self.quietestLevel)?.rawValue
  }

  private static func quietestLevel(of signature: Signature) -> Level? {
    var levels = signature.levels ?? []
    if levels.isEmpty {
      for example in signature.prose.matchExamples {
        ExampleLine.read(example.text) { record in
          if let level = record.level { levels.insert(level) }
        }
      }
    }
    return levels.min()
  }
}
