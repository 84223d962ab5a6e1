import LogStream

/// How one signature matches one record.
struct SignatureMatch {
  /// What the placeholders took, lent with the record, in the order of the templates.
  var captures: [(name: String, text: ByteText)] = []

  /// Whether a later record that differs by its time only would be counted, and nothing more.
  func isCount(of signature: Signature) -> Bool {
    signature.sequence == nil && !captures.contains { $0.text.mayHoldTime }
  }
}

extension ByteText {
  /// Whether a clock might stand in the text, or a time as a number.
  fileprivate var mayHoldTime: Bool {
    var digits = 0
    for place in 0..<count {
      digits = byte(place).isDigit ? digits + 1 : 0
      if digits >= 9 || (digits == 2 && isClock(behind: place)) { return true }
    }
    return false
  }

  /// Whether `:dd:` stands behind a place.
  private func isClock(behind place: Int) -> Bool {
    byte(place + 1) == UInt8(ascii: ":") && byte(place + 2).isDigit && byte(place + 3).isDigit
      && byte(place + 4) == UInt8(ascii: ":")
  }
}

/// A signature as it is matched: shared, so that no match copies its lists.
final class CompiledSignature: Sendable {
  let signature: Signature

  init(_ signature: Signature) {
    self.signature = signature
  }
}

extension CompiledSignature {
  /// Compares the signature with a record, but for version, service, rate and sequence.
  ///
  /// - Parameters:
  ///   - record: The record, lent.
  ///   - texts: The texts of that record.
  /// - Returns: The match of the first template that is found, or nil.
  func match(_ record: Record, _ texts: SearchedTexts) -> SignatureMatch? {
    if let levels = signature.levels, !(record.level.map(levels.contains) ?? false) { return nil }
    var result = SignatureMatch()
    let searched = signature.scope == .text ? SearchedTexts(only: record.text) : texts
    guard addCaptures(of: signature.match, in: searched, to: &result) else { return nil }
    for condition in signature.fields {
      guard let value = record.fields.value(condition.field),
        addCaptures(of: condition.alternatives, in: SearchedTexts(only: value), to: &result)
      else { return nil }
    }
    for template in signature.unless where template.isFound(in: record.text) || texts.hold(template)
    {
      return nil
    }
    return result
  }

  /// Whether the line of `sequence` is this record.
  func isFollowed(by record: Record, _ texts: SearchedTexts) -> Bool {
    guard let sequence = signature.sequence else { return false }
    return sequence.templates.contains {
      signature.scope == .text ? $0.isFound(in: record.text) : texts.hold($0)
    }
  }

  private func addCaptures(
    of templates: [Template], in texts: SearchedTexts, to result: inout SignatureMatch
  ) -> Bool {
    for template in templates {
      if template.keepsNothing {
        if texts.hold(template) { return true }
        continue
      }
      let found = texts.first { text in template.firstMatch(in: text).map { ($0, text) } }
      guard let (match, text) = found else { continue }
      for (placeholder, range) in zip(template.placeholders, match.captures)
      where isKept(placeholder.name) {
        result.captures.append((placeholder.name, text[range]))
      }
      return true
    }
    return false
  }

  private func isKept(_ name: String) -> Bool {
    !name.isEmpty && signature.captures?.contains(name) ?? true
  }
}
