/// Holds the files of a library against each other and against their own examples.
package struct SignatureCheck: Sendable {
  /// All that is wrong, sorted by file and line; empty when the library is sound.
  package let problems: [PatternProblem]

  /// Below this a literal is in so much text that the line should be recognised by more.
  private static let generalLiterals: Set<String> = [
    "error", "warning", "failed", "failure", "fatal", "panic", "timeout", "exception", "refused",
    "connection", "connect", "denied", "killed", "started", "stopped", "ready", "unable",
    "could not",
    "cannot", "invalid", "not found", "connection refused", "permission denied", "no such file",
  ]
  /// Literals shorter than this are too general on their own.
  private static let specificLiteral = 8  // bytes
  /// So much text beside a general literal makes a template specific (`open /{path}: permission denied`).
  private static let otherText = 6  // bytes

  /// Checks a library; takes well under a second for a thousand files.
  package init(_ library: SignatureLibrary) {
    var problems = library.problems
    if library.signatures.isEmpty {
      problems.append(PatternProblem(path: "Patterns", line: 1, message: "holds no signature"))
    }
    problems += Self.duplicateTitles(library)
    problems += Self.unknownIDs(library)
    problems += library.signatures.flatMap(Self.generalTemplates)
    problems += Self.examples(library)
    self.problems = Set(problems).sorted()
  }

  private static func duplicateTitles(_ library: SignatureLibrary) -> [PatternProblem] {
    var byTitle: [String: Signature] = [:]
    var problems: [PatternProblem] = []
    for signature in library.signatures {
      if let earlier = byTitle.updateValue(signature, forKey: signature.title.lowercased()) {
        problems.append(signature.problem(1, "title: \(earlier.id) has the same"))
      }
    }
    return problems
  }

  private static func unknownIDs(_ library: SignatureLibrary) -> [PatternProblem] {
    let ids = Set(library.signatures.map(\.id))
    return library.signatures.flatMap { signature in
      signature.prose.also.filter { !ids.contains($0) }
        .map { signature.problem(1, "also: there is no signature \($0)") }
    }
  }

  private static func generalTemplates(_ signature: Signature) -> [PatternProblem] {
    guard signature.services.isEmpty, signature.fields.isEmpty else { return [] }
    return zip(signature.match, signature.matchLines).compactMap { template, line in
      let literal = String(decoding: template.longestLiteral, as: UTF8.self)
      let plain = literal.lowercased().trimmingBlanks
      let total = template.literals.reduce(0) { $0 + $1.count }
      guard total < specificLiteral || generalLiterals.contains(plain),
        total < plain.utf8.count + otherText
      else { return nil }
      let help = "add text, or restrict it with where or services"
      return signature.problem(line, "match: \"\(plain)\" alone is too general; \(help)")
    }
  }

  // MARK: Examples

  private static func examples(_ library: SignatureLibrary) -> [PatternProblem] {
    let index = SignatureIndex(library.signatures)
    var problems: [PatternProblem] = []
    for signature in library.signatures {
      for example in signature.prose.matchExamples {
        let firing = firing(index, example, as: signature)
        if !firing.contains(signature.id) {
          var reason = "it holds no record"
          ExampleLine.read(example.text) { reason = signature.refusal(of: $0) }
          problems.append(signature.problem(example.line, "this example does not match: \(reason)"))
        }
        for other in firing where !isAllowed(other, beside: signature, library) {
          let help = "make one stricter or name it under also"
          problems.append(signature.problem(example.line, "\(other) fires on this too; \(help)"))
        }
      }
      for example in signature.prose.noMatchExamples
      where firing(index, example, as: signature).contains(signature.id) {
        problems.append(signature.problem(example.line, "this example matches and must not"))
      }
    }
    return problems
  }

  /// The ids of the signatures that fire on an example in a service of the signature's product.
  private static func firing(
    _ index: SignatureIndex, _ example: Signature.Example, as signature: Signature
  ) -> [String] {
    let names = [signature.product] + signature.services
    var firing: Set<String> = []
    ExampleLine.read(example.text) { record in
      for other in index.firing(on: record)
      where other.services.isEmpty || other.id == signature.id
        || other.services.contains(where: { part in names.contains { $0.contains(part) } })
      {
        firing.insert(other.id)
      }
    }
    return firing.sorted()
  }

  private static func isAllowed(
    _ other: String, beside signature: Signature, _ library: SignatureLibrary
  ) -> Bool {
    other == signature.id || signature.prose.also.contains(other)
      || library.signature(other)?.prose.also.contains(signature.id) ?? false
  }
}

extension Signature {
  func problem(_ line: Int, _ message: String) -> PatternProblem {
    PatternProblem(path: file, line: line, message: message)
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while let first = text.first, !first.isLetter { text = text.dropFirst() }
    while let last = text.last, !last.isLetter { text = text.dropLast() }
    return String(text)
  }
}
