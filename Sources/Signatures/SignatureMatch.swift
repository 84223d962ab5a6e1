import LogStream

/// How one signature matches one record.
struct SignatureMatch {
  /// What the placeholders took, lent with the record, in the order of the templates.
  var captures: [(name: String, text: ByteText)] = []
}

extension Signature {
  /// Compares the signature with a record, but for version, service, rate and sequence.
  ///
  /// - Returns: The match of the first template that is found, or nil.
  func match(_ record: Record) -> SignatureMatch? {
    if let levels, !(record.level.map(levels.contains) ?? false) { return nil }
    var result = SignatureMatch()
    guard addCaptures(of: match, in: texts(of: record), to: &result) else { return nil }
    for condition in fields {
      guard let value = record.fields.value(condition.field),
        addCaptures(of: condition.alternatives, in: [value], to: &result)
      else { return nil }
    }
    return isExcepted(record) ? nil : result
  }

  /// Whether the line of `sequence` is this record.
  func isFollowed(by record: Record) -> Bool {
    guard let sequence else { return false }
    return texts(of: record).contains { sequence.template.isFound(in: $0) }
  }

  private func texts(of record: Record) -> [ByteText] {
    scope == .text ? [record.text] : record.searchedTexts
  }

  private func isExcepted(_ record: Record) -> Bool {
    guard !unless.isEmpty else { return false }
    let texts = record.fields.isEmpty ? [record.text] : [record.text] + record.searchedTexts
    return unless.contains { template in texts.contains { template.isFound(in: $0) } }
  }

  private func addCaptures(
    of templates: [Template], in texts: [ByteText], to result: inout SignatureMatch
  ) -> Bool {
    for template in templates {
      for text in texts {
        guard let match = template.firstMatch(in: text) else { continue }
        for (placeholder, range) in zip(template.placeholders, match.captures)
        where isKept(placeholder.name) {
          result.captures.append((placeholder.name, text[range]))
        }
        return true
      }
    }
    return false
  }

  private func isKept(_ name: String) -> Bool {
    !name.isEmpty && captures?.contains(name) ?? true
  }
}
