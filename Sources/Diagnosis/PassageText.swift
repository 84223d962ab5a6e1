import Findings

/// Chooses the passages that apply to a run and fills in what they refer to.
///
/// `{weaviate.endpoints}` is a fact of the run; `{finding-id:value}` lists the values that a
/// finding captured; `{finding-id}` lists its subjects. What is not known reads as `…`.
struct PassageText {
  let base: EvidenceBase
  let observations: Observations

  func joined(_ passages: [Cause.Passage]) -> String {
    passages.filter { holds($0.condition) }.map { filled($0.text) }.joined(separator: " ")
  }

  func holds(_ condition: Cause.Condition) -> Bool {
    guard observations.containsAny(condition.when),
      !condition.unless.contains(where: observations.contains)
    else { return false }
    guard let range = condition.versions else { return true }
    let versions = base.products.values.joined()
    return versions.contains(where: range.contains)
  }

  /// Replaces the placeholders of a text; line breaks of prose become blanks.
  func filled(_ text: String, keepsLines: Bool = false) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}") else { break }
      let name = rest[rest.index(after: open)..<close]
      // A shell's `${VAR}`, curl's `%{time_total}` and JSON stand as they are.
      let isName = name.allSatisfy { $0.isLetter || $0.isNumber || "./-_:".contains($0) }
      if isName, !name.isEmpty, !result.hasSuffix("$"), !result.hasSuffix("%") {
        result += value(String(name))
      } else {
        result += rest[open...close]
      }
      rest = rest[rest.index(after: close)...]
    }
    result += rest
    guard !keepsLines else { return result.trimmingNewlines }
    return result.split(whereSeparator: \.isNewline).map(\.trimmed).joined(separator: " ")
  }

  private func value(_ name: String) -> String {
    if let fact = base.facts[name] { return fact }
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    let findings = (observations.current[parts[0]] ?? []) + (observations.ended[parts[0]] ?? [])
    let texts =
      parts.count == 2
      ? findings.flatMap { $0.values[parts[1]] ?? [] } : findings.compactMap(\.subject?.name)
    let distinct = Set(texts).sorted()
    return distinct.isEmpty ? "…" : distinct.joined(separator: ", ")
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }

  fileprivate var trimmingNewlines: String {
    var text = Substring(self)
    while text.last?.isNewline == true { text = text.dropLast() }
    return String(text)
  }
}
