/// Anchor and tag before a node (c-ns-properties), which few nodes have.
///
/// A class, so that nodes and events are small: a place for each part in every one of them costs more
/// than all the rest of reading.
final class YAMLProperties: Sendable {
  /// The anchor's name without `&`.
  let anchor: String?
  /// The tag as resolved.
  let tag: String?
  /// The bytes of anchor and tag in the source, 0-based; nil when none was written.
  let range: Range<Int>?
  /// The alias' name without `*`, when the node was written as an alias.
  let alias: String?

  init(anchor: String?, tag: String?, range: Range<Int>?, alias: String? = nil) {
    self.anchor = anchor
    self.tag = tag
    self.range = range
    self.alias = alias
  }
}
