package import LogStream

/// Literal text with placeholders that a line of a log is compared with.
///
/// A template is `literal (placeholder literal)*`, where only the first and the last literal may be
/// empty. It is searched anywhere in a text unless it is anchored, and matches within one line.
///
/// A class, so that the hot path shares it and copies none of its lists. Two are equal when they
/// were written alike.
package final class Template: Hashable, Sendable {
  /// One `{name:kind}`.
  package struct Placeholder: Hashable, Sendable {
    /// Empty when the text is not kept.
    package var name: String
    package var kind: PlaceholderKind
  }

  /// The template as it was written.
  package let text: String
  /// The literals around the placeholders, one more than those.
  package let literals: [[UInt8]]
  package let placeholders: [Placeholder]
  /// Whether it begins where a line begins.
  package let isAnchoredAtStart: Bool
  /// Whether it ends where a line ends.
  package let isAnchoredAtEnd: Bool
  /// Whether none of its placeholders has a name.
  let keepsNothing: Bool

  /// The most placeholders of one template.
  package static let mostPlaceholders = 24

  /// Reads a template; see `Patterns/README.md` for the syntax.
  package init(_ text: String) throws(TemplateError) {
    var reader = TemplateReader(text)
    try reader.read()
    self.text = text
    literals = reader.literals
    placeholders = reader.placeholders
    isAnchoredAtStart = reader.isAnchoredAtStart
    isAnchoredAtEnd = reader.isAnchoredAtEnd
    keepsNothing = placeholders.allSatisfy(\.name.isEmpty)
  }

  package static func == (left: Template, right: Template) -> Bool { left.text == right.text }

  package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// The names under which it keeps text, in order.
  package var names: [String] {
    placeholders.map(\.name).filter { !$0.isEmpty }
  }

  /// Its longest literal, the first of several: what a line must hold for it to match.
  package var longestLiteral: [UInt8] {
    literals.reduce([]) { $1.count > $0.count ? $1 : $0 }
  }

  /// The first match in a text; the leftmost start wins, then the shortest placeholders.
  ///
  /// - Complexity: Linear in the length of the text for a given template.
  package func firstMatch(in text: ByteText) -> TemplateMatch? {
    text.withBytes { bytes in
      var search = TemplateSearch(self, in: bytes)
      return search.firstMatch()
    }
  }

  /// Whether it is found in a text.
  package func isFound(in text: ByteText) -> Bool {
    guard isPlain else { return firstMatch(in: text) != nil }
    return text.withBytes {
      ByteSearch.first(literals[0], in: $0, from: 0, to: $0.count) != nil
    }
  }

  /// Whether it is one literal that may stand anywhere.
  private var isPlain: Bool {
    placeholders.isEmpty && !isAnchoredAtStart && !isAnchoredAtEnd
  }
}

/// Where a template matches a text; ranges are 0-based bytes of that text.
package struct TemplateMatch: Equatable, Sendable {
  package var range: Range<Int>
  /// One range per placeholder, in the order of the template.
  package var captures: [Range<Int>]
}
