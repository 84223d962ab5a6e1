import Findings
package import LogStream

extension SignatureIndex {
  /// The signatures that match one record, whatever the service and earlier records are.
  ///
  /// A version that the record itself states counts; others are unknown.
  package func firing(on record: Record) -> [Signature] {
    var (found, scanner): ([Use], LiteralScanner?) = ([], nil)
    candidates(record, &scanner, into: &found)
    let stated = record.fields[SignatureMatcher.versionField]?.string
    let numbers = Set(found.filter { !$0.isSequence }.map(\.signature)).sorted()
    let texts = SearchedTexts(record)
    return numbers.map { entries[$0] }.filter { entry in
      let version = entry.signature.product == SignatureMatcher.weaviate ? stated : nil
      return entry.signature.versions?.admits(version) ?? true && entry.match(record, texts) != nil
    }.map(\.signature)
  }
}

extension Signature {
  /// Why the signature does not match a record, for the one who writes it.
  package func refusal(of record: Record) -> String {
    if let levels, !(record.level.map(levels.contains) ?? false) {
      return "its level is \(record.level?.rawValue ?? "unknown")"
    }
    let texts = scope == .text ? SearchedTexts(only: record.text) : SearchedTexts(record)
    guard match.contains(where: texts.hold) else {
      let searched = texts.all.map { "\"\($0.string(limit: 200))\"" }.joined(separator: " and ")
      return "no template of match is found in \(searched)"
    }
    for condition in fields {
      guard let value = record.fields.value(condition.field) else {
        return "it has no field \"\(condition.field)\""
      }
      if !condition.alternatives.contains(where: { $0.isFound(in: value) }) {
        return "where: \(condition.field) is \"\(value.string(limit: 200))\""
      }
    }
    return CompiledSignature(self).match(record, SearchedTexts(record)) == nil
      ? "a template of unless is found in it" : "its version"
  }
}

extension SignatureIndex {
  /// The signatures some literal of which stands in a record, whether they match it or not.
  package func near(_ record: Record) -> [Signature] {
    var (found, scanner): ([Use], LiteralScanner?) = ([], nil)
    candidates(record, &scanner, into: &found)
    return Set(found.map(\.signature)).sorted().map { entries[$0].signature }
  }
}

extension Signature {
  /// What its placeholders take of a record; empty when it does not match.
  package func captured(from record: Record) -> [(name: String, value: String)] {
    CompiledSignature(self).match(record, SearchedTexts(record))?.captures.map {
      ($0.name, $0.text.string)
    } ?? []
  }
}
