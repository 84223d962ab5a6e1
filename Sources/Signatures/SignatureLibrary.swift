import Synchronization

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
    // Apart from the signatures: to take these out of something would copy all that they hold.
    let notes = Mutex<[Int: Note]>([:])
    let read = Parallel.map(Array(files.indices)) { place in
      var problems: [PatternProblem] = []
      guard let signature = files[place].read(extent, problems: &problems) else {
        notes.withLock { $0[place] = Note(problems: problems, isUnread: true) }
        return Signature(unread: files[place].id)
      }
      if !problems.isEmpty { notes.withLock { $0[place] = Note(problems: problems) } }
      return signature
    }
    let noted = notes.withLock { $0 }
    let unread = noted.filter(\.value.isUnread)
    signatures =
      unread.isEmpty ? read : read.indices.filter { unread[$0] == nil }.map { read[$0] }
    problems += noted.values.flatMap(\.problems)
    causeFiles = causes
    self.problems = problems.sorted()
    self.replacements = replacements
    digest = ContentHash((files + causes).map { ContentHash($0) }).digits
  }

  /// What was found out about a file besides its signature.
  private struct Note {
    var problems: [PatternProblem]
    var isUnread = false
  }

  /// The ids of all, in their order; the signatures are not copied for it.
  package var ids: [String] { signatures.indices.map { signatures[$0].id } }

  /// The signature of an id.
  package func signature(_ id: String) -> Signature? {
    signatures.first { $0.id == id }
  }

  /// What each line shows to be over: signature id → ids, and prefixes as `prefix/*`, of findings.
  package var endings: [String: [String]] {
    let pairs = signatures.indices.filter { !signatures[$0].ends.isEmpty }.map {
      (signatures[$0].id, signatures[$0].ends)
    }
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
