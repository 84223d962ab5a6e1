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

  /// Reads folders in turn; a file of a later one replaces that of the same id.
  package init(folders: [String]) {
    self.init(folders.map { PatternFolder($0) })
  }

  /// Joins folders that were read, in turn.
  package init(_ folders: [PatternFolder]) {
    var problems = folders.flatMap(\.problems)
    var replacements: [String] = []
    let files = Self.join(folders.map(\.signatures), &replacements)
    let causes = Self.join(folders.map(\.causes), &replacements)
    signatures = files.compactMap { $0.read(problems: &problems) }
    causeFiles = causes
    self.problems = problems.sorted()
    self.replacements = replacements
    digest = Self.digest(files + causes)
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
    var byID: [String: SignatureFile] = [:]
    for file in folders.joined() {
      if let earlier = byID.updateValue(file, forKey: file.id) {
        replacements.append("\(file.path) replaces \(earlier.path)")
      }
    }
    return byID.values.sorted { $0.id < $1.id }
  }

  /// FNV-1a over ids and contents; it tells libraries apart and protects nothing.
  private static func digest(_ files: [SignatureFile]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
    for file in files {
      add(file.id.utf8)
      add(file.bytes)
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
