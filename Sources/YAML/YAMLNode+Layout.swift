/// What an editor needs to change a text without touching its other bytes.
extension YAMLNode {
  /// The bytes of the node with the anchor and the tag before it.
  package var wholeRange: Range<Int> {
    guard let properties else { return range }
    return min(properties.lowerBound, range.lowerBound)..<range.upperBound
  }

  /// The 0-based column in which the entries of a block collection begin (the first byte of a
  /// key, or the `-` of an item); nil for flow collections, scalars and aliases.
  ///
  /// A new entry goes on a line of its own behind this many spaces.
  package var entryIndent: Int? {
    if case .scalar = content { return nil }
    return isFlow || alias != nil ? nil : column - 1
  }

  /// Whether nothing was written for this node, as behind `key:`; its range is then the place
  /// behind the indicator, where a value would go after a space.
  package var isMissing: Bool { range.isEmpty && alias == nil }
}
