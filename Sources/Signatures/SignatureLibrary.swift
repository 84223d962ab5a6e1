/// All signatures of one or more `Patterns` folders.
package struct SignatureLibrary: Sendable {
  /// Sorted by id.
  package let signatures: [Signature]
  /// The files of the causes, which the Diagnosis module reads, sorted by id.
  package let causeFiles: [SignatureFile]
  /// All that is wrong with the files; a signature with a problem may still be in `signatures`.
  package let problems: [PatternProblem]
  /// What a later folder replaced, as `later path replaces earlier path`.
  package let replacements: [String]
  /// 16 hexadecimal digits that change when any file's id or content does.
  package let digest: String

  /// How much of the files is read at once.
  package enum Extent: Sendable {
    /// Everything, with all that is wrong.
    case whole
    /// What matching needs; the prose of a signature when it is asked for, with what is wrong there
    /// left to the check.
    case matching
  }

  /// Reads folders in turn; a file of a later one replaces that of the same id.
  package init(folders: [String], _ extent: Extent = .whole) {
    self.init(folders.map { PatternFolder($0) }, extent)
  }

  /// Joins folders that were read, in turn.
  package init(_ folders: [PatternFolder], _ extent: Extent = .whole) {
    var problems = folders.flatMap(\.problems)
    var replacements: [String] = []
    let files = Self.join(folders.map(\.signatures), &replacements)
    let causes = Self.join(folders.map(\.causes), &replacements)
    let readings = Parallel.map(files) { file in
      var problems: [PatternProblem] = []
      let signature =
        extent == .whole
        ? file.read(problems: &problems) : file.readForMatching(problems: &problems)
      return (signature: signature, problems: problems, hash: ContentHash(file))
    }
    // Closures: a key path into a tuple is followed at run time.
    signatures = readings.compactMap { $0.signature }
    problems += readings.flatMap { $0.problems }
    causeFiles = causes
    self.problems = problems.sorted()
    self.replacements = replacements
    digest = ContentHash(readings.map { $0.hash } + causes.map { ContentHash($0) }).digits
  }

  /// The signature of an id.
  package func signature(_ id: String) -> Signature? {
    signatures.first { $0.id == id }
  }

  /// What each line shows to be over: signature id → ids, and prefixes as `prefix/*`, of findings.
  package var endings: [String: [String]] {
    let pairs = signatures.filter { !$0.ends.isEmpty }.map { ($0.id, $0.ends) }
    return Dictionary(pairs) { $0 + $1 }
  }

  private static func join(
    _ folders: [[SignatureFile]], _ replacements: inout [String]
  ) -> [SignatureFile] {
    let all = folders.flatMap { $0 }
    // The usual case, one folder, is in order and without repetition.
    if zip(all, all.dropFirst()).allSatisfy({ $0.id < $1.id }) { return all }
    var byID: [String: SignatureFile] = [:]
    for file in all {
      if let earlier = byID.updateValue(file, forKey: file.id) {
        replacements.append("\(file.path) replaces \(earlier.path)")
      }
    }
    return byID.values.sorted { $0.id < $1.id }
  }
}
