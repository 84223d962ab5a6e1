import LogStream

extension SignatureLibrary {
  /// The quietest level at which the lines of some signatures are written.
  ///
  /// Their files show it: by `where: level`, else by their examples. Signatures of lines without a
  /// level are left out.
  /// Reads the examples of the signatures that are asked for, some microseconds each.
  package func lineLevels(of ids: Set<String>) -> [String: String] {
    var result: [String: String] = [:]
    for signature in signatures where ids.contains(signature.id) {
      var levels = signature.levels ?? []
      if levels.isEmpty {
        for example in signature.matchExamples {
          ExampleLine.read(example.text) { record in
            if let level = record.level { levels.insert(level) }
          }
        }
      }
      if let quietest = levels.min() { result[signature.id] = quietest.rawValue }
    }
    return result
  }
}
